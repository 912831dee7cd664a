package ricercar.audio;

/**
 * Mel spectra with torchaudio's conventions: HTK mel scale, triangles of height 1 (no norm), power
 * 2, on {@link Stft}'s frames. Immutable; one instance serves all threads.
 */
public final class MelSpectrogram {
  /** The floor under a logarithm: −50 dB below the power 1. */
  public static final float LOG_FLOOR = 1e-5f;

  private final Stft stft;
  private final int bands;

  /** {@code [band]}: the first bin with a weight, and the weights from there on. */
  private final int[] first;

  private final float[][] weights;

  /**
   * @param fftSize window and transform length in samples
   * @param hop samples from frame to frame
   * @param highHz upper edge of the last band, at most half the sample rate
   */
  public MelSpectrogram(
      int sampleRate, int fftSize, int hop, int bands, double lowHz, double highHz) {
    if (bands < 1 || lowHz < 0 || highHz <= lowHz || highHz > sampleRate / 2.0) {
      throw new IllegalArgumentException(
          bands
              + " bands from "
              + lowHz
              + " to "
              + highHz
              + " Hz do not fit "
              + sampleRate
              + " Hz");
    }
    stft = new Stft(fftSize, hop);
    this.bands = bands;
    first = new int[bands];
    weights = new float[bands][];
    double lowMel = mel(lowHz);
    double step = (mel(highHz) - lowMel) / (bands + 1);
    double binHz = sampleRate / (double) fftSize;
    for (int b = 0; b < bands; b++) {
      triangle(
          b,
          hertz(lowMel + b * step),
          hertz(lowMel + (b + 1) * step),
          hertz(lowMel + (b + 2) * step),
          binHz);
    }
  }

  public int bands() {
    return bands;
  }

  public int frames(int samples) {
    return stft.frames(samples);
  }

  /** {@code [bands][frames]} of power. Needs more samples than half the FFT size. */
  public float[][] power(float[] samples) {
    float[][] out = new float[bands][stft.frames(samples.length)];
    stft.forEachFrame(
        samples,
        (t, power) -> {
          for (int b = 0; b < bands; b++) {
            out[b][t] = weigh(power, b);
          }
        });
    return out;
  }

  /** {@code [bands][frames]}: natural logarithm of the power, floored at {@link #LOG_FLOOR}. */
  public float[][] log(float[] samples) {
    float[][] out = power(samples);
    for (float[] band : out) {
      for (int t = 0; t < band.length; t++) {
        band[t] = (float) Math.log(Math.max(band[t], LOG_FLOOR));
      }
    }
    return out;
  }

  private float weigh(float[] power, int band) {
    float[] w = weights[band];
    int start = first[band];
    float sum = 0;
    for (int k = 0; k < w.length; k++) {
      sum += w[k] * power[start + k];
    }
    return sum;
  }

  /** A band narrower than a bin may hold none; it stays empty, as in torchaudio. */
  private void triangle(int band, double low, double centre, double high, double binHz) {
    int start = (int) Math.ceil(low / binHz);
    int end = Math.min((int) Math.floor(high / binHz), stft.bins() - 1);
    first[band] = start;
    weights[band] = new float[Math.max(0, end - start + 1)];
    for (int k = start; k <= end; k++) {
      double rising = (k * binHz - low) / (centre - low);
      double falling = (high - k * binHz) / (high - centre);
      weights[band][k - start] = (float) Math.max(0, Math.min(rising, falling));
    }
  }

  /** O'Shaughnessy's formula, as in HTK. */
  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }
}
