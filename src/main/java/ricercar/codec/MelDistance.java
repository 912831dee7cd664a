package ricercar.codec;

import ricercar.audio.MelSpectrogram;

/**
 * How far a sound is from the one it was made from: the mean absolute difference of their 80-band
 * log-mel spectra (window 2,048, hop 512), in decibels. Power is floored at 1e-5.
 */
public final class MelDistance {
  private static final double DECIBELS = 10 / Math.log(10);
  private static final int FFT = 2048;
  private static final int HOP = 512;
  private static final int BANDS = 80;

  private final MelSpectrogram mel;

  public MelDistance(int sampleRate) {
    mel = new MelSpectrogram(sampleRate, FFT, HOP, BANDS, 0, sampleRate / 2.0);
  }

  /** Of two sounds of equal length, longer than half a window. */
  public double between(float[] a, float[] b) {
    float[][] left = mel.log(a);
    float[][] right = mel.log(b);
    double sum = 0;
    int count = 0;
    for (int band = 0; band < left.length; band++) {
      for (int t = 0; t < left[band].length; t++) {
        sum += Math.abs(left[band][t] - right[band][t]);
        count++;
      }
    }
    return DECIBELS * sum / count;
  }
}
