package ricercar.audio;

/**
 * How sharp a resampler's low pass is. Figures for 44.1 to 22.05 kHz: gain at 0.94 of the new
 * Nyquist frequency, and how far a tone at 1.05 and 1.18 of it is suppressed.
 */
public enum ResamplePreset {
  /** For bulk work: −4.7 dB; aliases at −67 and −63 dB. */
  BULK(Window.HANN, 16, 0.95),
  /** For building corpora, resampy's "kaiser_best": −3.6 dB; aliases at −140 dB. */
  KAISER_BEST(Window.KAISER, 64, 0.9475937167399596),
  /** What published pipelines used: −3.8 dB; aliases at only −10 and −25 dB. */
  TORCHAUDIO_DEFAULT(Window.HANN, 6, 0.99);

  private final Window window;
  private final int zeroCrossings;
  private final double rolloff;

  ResamplePreset(Window window, int zeroCrossings, double rolloff) {
    this.window = window;
    this.zeroCrossings = zeroCrossings;
    this.rolloff = rolloff;
  }

  /** Zero crossings of the sinc on each side. */
  int zeroCrossings() {
    return zeroCrossings;
  }

  /** The cut-off as a share of the lower Nyquist frequency. */
  double rolloff() {
    return rolloff;
  }

  /** The windowed sinc at {@code t} zero crossings from its centre; 0 beyond the window. */
  double kernel(double t) {
    double edge = t / zeroCrossings;
    if (Math.abs(edge) >= 1) {
      return 0;
    }
    double sinc = t == 0 ? 1 : StrictMath.sin(Math.PI * t) / (Math.PI * t);
    return sinc * window.at(edge);
  }

  private enum Window {
    HANN {
      @Override
      double at(double edge) {
        double c = StrictMath.cos(edge * Math.PI / 2);
        return c * c;
      }
    },
    KAISER {
      @Override
      double at(double edge) {
        return besselI0(BETA * Math.sqrt(1 - edge * edge)) / BESSEL_OF_BETA;
      }
    };

    private static final double BETA = 14.769656459379492;
    private static final double BESSEL_OF_BETA = besselI0(BETA);

    /** In (-1, 1), the window's edges. */
    abstract double at(double edge);

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double besselI0(double x) {
      double quarter = x * x / 4;
      double term = 1;
      double sum = 1;
      for (int k = 1; term > sum * 1e-17; k++) {
        term *= quarter / ((double) k * k);
        sum += term;
      }
      return sum;
    }
  }
}
