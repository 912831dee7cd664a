package ricercar.audio;

import java.util.Arrays;

/**
 * How strong each of the twelve pitch classes is, C first, over time: {@link Stft}'s power through
 * Ellis's chroma filter bank (as in librosa and torchaudio), tuned to a' = 440 Hz, each frame
 * scaled to a maximum of 1. Immutable; one instance serves all threads.
 */
public final class Chroma {
  public static final int CLASSES = 12;

  /** The bank favours pitches around this octave above 27.5 Hz, by a Gaussian this wide. */
  private static final double CENTRE_OCTAVE = 5;

  private static final double OCTAVE_WIDTH = 2;
  private static final double LOWEST_A = 27.5;

  /** From A, where the bank counts from, to C. */
  private static final int A_TO_C = 3;

  private final Stft stft;

  /** {@code [class][bin]}. */
  private final float[][] weights;

  public Chroma(int sampleRate, int fftSize, int hop) {
    stft = new Stft(fftSize, hop);
    weights = new float[CLASSES][stft.bins()];
    double[] semitones = semitones(sampleRate, fftSize);
    for (int k = 0; k < semitones.length; k++) {
      double width = k + 1 < semitones.length ? Math.max(1, semitones[k + 1] - semitones[k]) : 1;
      double[] shares = shares(semitones[k], width);
      double octave = (semitones[k] / CLASSES - CENTRE_OCTAVE) / OCTAVE_WIDTH;
      for (int c = 0; c < CLASSES; c++) {
        double share = shares[(c + A_TO_C) % CLASSES];
        weights[c][k] = (float) (share * StrictMath.exp(-0.5 * octave * octave));
      }
    }
  }

  public int frames(int samples) {
    return stft.frames(samples);
  }

  /** {@code [12][frames]} in [0, 1]; a silent frame is 0. */
  public float[][] of(float[] samples) {
    float[][] out = new float[CLASSES][stft.frames(samples.length)];
    stft.forEachFrame(
        samples,
        (t, power) -> {
          float largest = 0;
          for (int c = 0; c < CLASSES; c++) {
            out[c][t] = dot(weights[c], power);
            largest = Math.max(largest, out[c][t]);
          }
          for (int c = 0; c < CLASSES && largest > 0; c++) {
            out[c][t] /= largest;
          }
        });
    return out;
  }

  /**
   * Of each bin, above the lowest A; the bin of 0 Hz is put an octave and a half below the next.
   */
  private static double[] semitones(int sampleRate, int fftSize) {
    double[] out = new double[fftSize / 2 + 1];
    for (int k = 1; k < out.length; k++) {
      double hertz = (double) k * sampleRate / fftSize;
      out[k] = CLASSES * StrictMath.log(hertz / LOWEST_A) / StrictMath.log(2);
    }
    out[0] = out[1] - 1.5 * CLASSES;
    return out;
  }

  /** A Gaussian around the pitch, on the circle of classes from A, of Euclidean length 1. */
  private static double[] shares(double semitone, double width) {
    double[] out = new double[CLASSES];
    double power = 0;
    for (int c = 0; c < CLASSES; c++) {
      double turns = (semitone - c) / CLASSES;
      double distance = (turns - Math.floor(turns + 0.5)) * CLASSES;
      out[c] = StrictMath.exp(-2 * distance * distance / (width * width));
      power += out[c] * out[c];
    }
    double length = Math.sqrt(power);
    return Arrays.stream(out).map(x -> x / length).toArray();
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
