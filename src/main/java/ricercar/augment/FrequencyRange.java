package ricercar.augment;

import ricercar.random.Stream;

/**
 * A range of frequencies to draw from.
 *
 * @param spacing the scale on which the draw is uniform
 */
public record FrequencyRange(double lowHz, double highHz, Spacing spacing) {
  public FrequencyRange {
    Ranges.ordered("frequency in Hz", lowHz, highHz);
  }

  /** One draw; in Hz. */
  double draw(Stream random) {
    return spacing.toHz(random.uniform(spacing.fromHz(lowHz), spacing.fromHz(highHz)));
  }

  /** CLMR draws in Hz, torch-audiomentations (SemiSupCon) on the HTK mel scale. */
  public enum Spacing {
    HERTZ {
      @Override
      double fromHz(double hertz) {
        return hertz;
      }

      @Override
      double toHz(double hertz) {
        return hertz;
      }
    },
    MEL {
      @Override
      double fromHz(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
      }

      @Override
      double toHz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
      }
    };

    abstract double fromHz(double hertz);

    abstract double toHz(double position);
  }
}
