package ricercar.augment;

import org.jtransforms.fft.FloatFFT_1D;
import ricercar.random.Stream;

/**
 * Noise of a drawn colour at a drawn signal-to-noise ratio (torch-audiomentations'
 * AddColoredNoise). One second of noise is looped, as there; its amplitude at frequency f falls as
 * u(f)^-slope, where u rises evenly from 1 at 0 Hz to sqrt(rate / 2) at rate / 2. The ratio holds
 * exactly over the sound, in root mean squares. Draws: ratio, slope, then two Gaussians for each
 * bin.
 */
public record ColouredNoise(double lowSnrDb, double highSnrDb, double lowSlope, double highSlope)
    implements Augmentation {
  public ColouredNoise {
    Ranges.ordered("signal-to-noise ratio in dB", lowSnrDb, highSnrDb);
    Ranges.ordered("slope of the noise", lowSlope, highSlope);
  }

  @Override
  public String name() {
    return "coloured noise";
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    double snrDb = random.uniform(lowSnrDb, highSnrDb);
    double slope = random.uniform(lowSlope, highSlope);
    float[] second = oneSecond(sampleRate, slope, random);
    float[] noise = new float[samples.length];
    for (int from = 0; from < noise.length; from += second.length) {
      System.arraycopy(second, 0, noise, from, Math.min(second.length, noise.length - from));
    }
    double level = Decibels.rms(noise);
    double wanted = Decibels.rms(samples) / Decibels.toAmplitude(snrDb);
    float scale = level > 0 ? (float) (wanted / level) : 0;
    for (int i = 0; i < noise.length; i++) {
      noise[i] = samples[i] + scale * noise[i];
    }
    return noise;
  }

  /**
   * The spectrum of white Gaussian noise is itself Gaussian and independent from bin to bin, so it
   * is drawn directly and only the inverse transform is needed.
   */
  static float[] oneSecond(int sampleRate, double slope, Stream random) {
    int size = sampleRate + (sampleRate & 1);
    int bins = size / 2;
    float[] spectrum = Gaussians.draw(size, random); // re(0), re(size/2), then re, im of 1, 2, …
    double top = Math.sqrt(size / 2.0);
    for (int bin = 0; bin < bins; bin++) {
      float weight = (float) StrictMath.pow(1 + (top - 1) * bin / bins, -slope);
      spectrum[2 * bin] *= weight;
      if (bin > 0) {
        spectrum[2 * bin + 1] *= weight;
      }
    }
    // A real bin has twice the variance of the parts of a complex one.
    spectrum[0] *= (float) Math.sqrt(2);
    spectrum[1] *= (float) (Math.sqrt(2) * StrictMath.pow(top, -slope));
    SingleThread.fft(size).realInverse(spectrum, true);
    return spectrum;
  }

  /** Plans by size; JTransforms would otherwise spread large transforms over threads. */
  private static final class SingleThread {
    private static final java.util.Map<Integer, FloatFFT_1D> PLANS =
        new java.util.concurrent.ConcurrentHashMap<>();

    static {
      pl.edu.icm.jlargearrays.ConcurrencyUtils.setNumberOfThreads(1);
    }

    static FloatFFT_1D fft(int size) {
      return PLANS.computeIfAbsent(size, FloatFFT_1D::new);
    }
  }
}
