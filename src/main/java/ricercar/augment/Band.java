package ricercar.augment;

import ricercar.Problem;
import ricercar.random.Stream;

/**
 * A band around a drawn centre, kept or removed. Its edges are centre · (1 ∓ width / 2). Draws: the
 * centre, the width as a fraction of the centre.
 *
 * @param widest below 2, at which the lower edge would be 0 Hz
 */
public record Band(FrequencyRange centre, double narrowest, double widest, Side side)
    implements Augmentation {
  public Band {
    Ranges.ordered("width of the band", narrowest, widest);
    if (narrowest <= 0 || widest >= 2) {
      throw new Problem(
          "A band of width " + narrowest + " … " + widest + " of its centre reaches 0 Hz.",
          "Keep the width above 0 and below 2.");
    }
  }

  @Override
  public String name() {
    return side.label;
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    double middle = centre.draw(random) / sampleRate;
    double width = random.uniform(narrowest, widest);
    float[] inside = within(samples, middle * (1 - width / 2), middle * (1 + width / 2));
    return side.of(samples, inside);
  }

  /** Both edges have the length of the lower one's kernel, so that their difference is one FIR. */
  private static float[] within(float[] samples, double low, double high) {
    double lower = Math.min(0.5, low);
    int half = LowPassKernel.half(lower);
    float[] kernel = LowPassKernel.of(Math.min(0.5, high), half);
    float[] below = LowPassKernel.of(lower, half);
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] -= below[k];
    }
    return Convolution.same(samples, kernel);
  }

  /** Which side of the edges is kept. */
  public enum Side {
    PASS("band-pass") {
      @Override
      float[] of(float[] whole, float[] inside) {
        return inside;
      }
    },
    STOP("band-stop") {
      @Override
      float[] of(float[] whole, float[] inside) {
        for (int i = 0; i < inside.length; i++) {
          inside[i] = whole[i] - inside[i];
        }
        return inside;
      }
    };

    private final String label;

    Side(String label) {
      this.label = label;
    }

    abstract float[] of(float[] whole, float[] inside);
  }
}
