package ricercar.etudes;

import ricercar.audio.MelSpectrogram;
import ricercar.audio.Stft;

/** What simple methods read out of a clip's sound; the gates ask how far they come. */
final class SoundFeatures {
  private static final int RATE = Etudes.SAMPLE_RATE;
  private static final MelSpectrogram MEL = new MelSpectrogram(RATE, 1024, 512, 64, 30, 16_000);

  /** 200 frames a second, for onsets. */
  private static final int ONSET_HOP = 160;

  private static final MelSpectrogram ONSETS =
      new MelSpectrogram(RATE, 1024, ONSET_HOP, 40, 30, 16_000);

  /** Frames each side that a local mean is taken over: 0.2 s. */
  private static final int LOCAL = 40;

  private static final double SLOWEST = 40;
  private static final double FASTEST = 240;
  private static final int COMB = 4;
  private static final double PRIOR_OCTAVES = 0.8;

  private static final int CHROMA_FFT = 8192;
  private static final Stft CHROMA = new Stft(CHROMA_FFT, 4096);

  /** Albrecht and Shanahan's key profiles (2013). */
  private static final double[] MAJOR = {
    0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081
  };

  private static final double[] MINOR = {
    0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052
  };

  private SoundFeatures() {}

  /** Mean and standard deviation over time of each log-mel band: {@code [2 · 64]}. */
  static double[] melStatistics(float[] samples) {
    float[][] mel = MEL.log(samples);
    double[] statistics = new double[2 * mel.length];
    for (int band = 0; band < mel.length; band++) {
      double sum = 0;
      double squares = 0;
      for (float value : mel[band]) {
        sum += value;
        squares += (double) value * value;
      }
      double mean = sum / mel[band].length;
      statistics[band] = mean;
      statistics[mel.length + band] =
          StrictMath.sqrt(Math.max(0, squares / mel[band].length - mean * mean));
    }
    return statistics;
  }

  /** Index into {@link Key#labels} of the profile that correlates best with the mean chroma. */
  static int key(float[] samples) {
    double[] chroma = chroma(samples);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < 24; key++) {
      double fit = correlation(chroma, key < 12 ? MAJOR : MINOR, key % 12);
      if (fit > most) {
        most = fit;
        best = key;
      }
    }
    return best;
  }

  /** Spectral peaks folded into an octave; every frame counts the same. */
  private static double[] chroma(float[] samples) {
    float[][] power = CHROMA.power(samples);
    double[] chroma = new double[12];
    for (int t = 0; t < power[0].length; t++) {
      double[] frame = new double[12];
      double most = 1e-9;
      for (int bin = 1; bin < power.length - 1; bin++) {
        double hertz = bin * (double) RATE / CHROMA_FFT;
        float value = power[bin][t];
        boolean peak = value > power[bin - 1][t] && value >= power[bin + 1][t];
        if (peak && hertz > 65 && hertz < 2_000) {
          double pitch = 69 + 12 * log2(hertz / 440);
          int pitchClass = Math.floorMod((int) StrictMath.rint(pitch), 12);
          frame[pitchClass] += StrictMath.sqrt(value);
          most = Math.max(most, frame[pitchClass]);
        }
      }
      for (int i = 0; i < 12; i++) {
        chroma[i] += frame[i] / most;
      }
    }
    return chroma;
  }

  private static double correlation(double[] chroma, double[] profile, int tonic) {
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < 12; i++) {
      meanA += chroma[i] / 12;
      meanB += profile[i] / 12;
    }
    double product = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < 12; i++) {
      double x = chroma[(i + tonic) % 12] - meanA;
      double y = profile[i] - meanB;
      product += x * y;
      a += x * x;
      b += y * y;
    }
    return product / StrictMath.sqrt(Math.max(1e-12, a * b));
  }

  /**
   * Beats a minute by the autocorrelation of spectral flux at one to four beats, of which the k-th
   * counts 1 / k, weighted by a log-normal prior around 120 (Ellis 2007, with the comb of Scheirer
   * 1998).
   */
  static double tempo(float[] samples) {
    double[] flux = flux(samples);
    double framesPerMinute = 60.0 * RATE / ONSET_HOP;
    double[] lags = autocorrelation(flux, (int) (framesPerMinute / SLOWEST) * COMB + 2);
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double bpm = SLOWEST; bpm <= FASTEST; bpm *= 1.005) {
      double sum = 0;
      for (int k = 1; k <= COMB; k++) {
        double lag = k * framesPerMinute / bpm;
        int whole = (int) lag;
        sum += (lags[whole] + (lag - whole) * (lags[whole + 1] - lags[whole])) / k;
      }
      double distance = log2(bpm / 120) / PRIOR_OCTAVES;
      double score = sum * StrictMath.exp(-0.5 * distance * distance);
      if (score > most) {
        most = score;
        best = bpm;
      }
    }
    return best;
  }

  private static double[] autocorrelation(double[] x, int longest) {
    double[] lags = new double[longest + 1];
    for (int lag = 1; lag <= longest && lag < x.length; lag++) {
      double sum = 0;
      for (int t = lag; t < x.length; t++) {
        sum += x[t] * x[t - lag];
      }
      lags[lag] = sum / (x.length - lag);
    }
    return lags;
  }

  /** Rises of log-mel power over bands, above their local mean, smoothed over 25 ms. */
  private static double[] flux(float[] samples) {
    float[][] mel = ONSETS.log(samples);
    int n = mel[0].length;
    double[] sums = new double[n + 1];
    double[] rises = new double[n];
    for (int t = 2; t < n; t++) {
      for (float[] band : mel) {
        rises[t] += Math.max(0, band[t] - band[t - 2]);
      }
    }
    for (int t = 0; t < n; t++) {
      sums[t + 1] = sums[t] + rises[t];
    }
    double mean = 0;
    for (int t = 0; t < n; t++) {
      int from = Math.max(0, t - LOCAL);
      int to = Math.min(n, t + LOCAL);
      rises[t] = Math.max(0, rises[t] - (sums[to] - sums[from]) / (to - from));
      mean += rises[t] / n;
    }
    double[] smooth = new double[n];
    for (int t = 2; t < n - 2; t++) {
      double near = rises[t - 1] + rises[t + 1];
      double far = rises[t - 2] + rises[t + 2];
      smooth[t] = 0.4 * rises[t] + 0.25 * near + 0.1 * far - mean;
    }
    return smooth;
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }
}
