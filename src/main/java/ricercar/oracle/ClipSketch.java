package ricercar.oracle;

import ricercar.audio.MelSpectrogram;
import ricercar.audio.Waveform;

/**
 * A clip to look at while it plays.
 *
 * @param peaks {@code [column][2]}: lowest and highest sample of each column's stretch, full scale
 *     = 1
 * @param mel {@code [column][band]}: log-mel power, 0 at {@value #RANGE} dB below the loudest and
 *     255 there, low bands first; empty for a clip too short for one frame
 */
public record ClipSketch(float[][] peaks, int[][] mel) {
  private static final int COLUMNS = 640;
  private static final int BANDS = 64;
  private static final int FFT = 1024;
  private static final double RANGE = 70;

  public static ClipSketch of(Waveform sound) {
    float[] samples = sound.samples();
    int columns = Math.min(COLUMNS, samples.length);
    float[][] peaks = new float[columns][];
    for (int c = 0; c < columns; c++) {
      peaks[c] =
          extremes(samples, at(c, columns, samples.length), at(c + 1, columns, samples.length));
    }
    return new ClipSketch(
        peaks, samples.length > FFT ? mel(samples, sound.sampleRate()) : new int[0][]);
  }

  private static int at(int column, int columns, int length) {
    return (int) ((long) column * length / columns);
  }

  private static float[] extremes(float[] samples, int from, int to) {
    float low = samples[from];
    float high = low;
    for (int i = from; i < to; i++) {
      low = Math.min(low, samples[i]);
      high = Math.max(high, samples[i]);
    }
    return new float[] {low, high};
  }

  private static int[][] mel(float[] samples, int sampleRate) {
    int hop = Math.max(FFT / 4, samples.length / COLUMNS);
    float[][] log =
        new MelSpectrogram(sampleRate, FFT, hop, BANDS, 0, sampleRate / 2.0).log(samples);
    float most = Float.NEGATIVE_INFINITY;
    for (float[] band : log) {
      for (float value : band) {
        most = Math.max(most, value);
      }
    }
    double perStep = RANGE * Math.log(10) / 10 / 255;
    int[][] mel = new int[log[0].length][BANDS];
    for (int t = 0; t < mel.length; t++) {
      for (int b = 0; b < BANDS; b++) {
        mel[t][b] = (int) Math.max(0, 255 - Math.round((most - log[b][t]) / perStep));
      }
    }
    return mel;
  }
}
