package ricercar.audio;

import java.util.Arrays;

/**
 * Mel-frequency cepstral coefficients as torchaudio's {@code MFCC} makes them by default (librosa
 * too, but for its mel scale): mel power in dB, cut 80 dB below the loudest value of the sound,
 * then an orthonormal DCT-II over the bands. Immutable; one instance serves all threads.
 */
public final class Mfcc {
  private static final double POWER_FLOOR = 1e-10;
  private static final double DYNAMIC_RANGE_DB = 80;

  private final MelSpectrogram mel;

  /** {@code [coefficient][band]}. */
  private final double[][] basis;

  public Mfcc(MelSpectrogram mel, int coefficients) {
    int bands = mel.bands();
    if (coefficients < 1 || coefficients > bands) {
      throw new IllegalArgumentException(
          coefficients + " coefficients cannot come from " + bands + " mel bands");
    }
    this.mel = mel;
    basis = new double[coefficients][bands];
    for (int k = 0; k < coefficients; k++) {
      double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int b = 0; b < bands; b++) {
        basis[k][b] = norm * StrictMath.cos(Math.PI * k * (b + 0.5) / bands);
      }
    }
  }

  /** {@code [coefficients][frames]}. */
  public float[][] of(float[] samples) {
    float[][] decibels = decibels(mel.power(samples));
    int frames = decibels[0].length;
    float[][] out = new float[basis.length][frames];
    double[] sums = new double[frames];
    for (int k = 0; k < basis.length; k++) {
      Arrays.fill(sums, 0);
      for (int b = 0; b < decibels.length; b++) {
        for (int t = 0; t < frames; t++) {
          sums[t] += basis[k][b] * decibels[b][t];
        }
      }
      for (int t = 0; t < frames; t++) {
        out[k][t] = (float) sums[t];
      }
    }
    return out;
  }

  private static float[][] decibels(float[][] power) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float[] band : power) {
      for (int t = 0; t < band.length; t++) {
        band[t] = (float) (10 * Math.log10(Math.max(band[t], POWER_FLOOR)));
        loudest = Math.max(loudest, band[t]);
      }
    }
    float floor = (float) (loudest - DYNAMIC_RANGE_DB);
    for (float[] band : power) {
      for (int t = 0; t < band.length; t++) {
        band[t] = Math.max(band[t], floor);
      }
    }
    return power;
  }
}
