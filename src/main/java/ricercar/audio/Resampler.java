package ricercar.audio;

import ricercar.Problem;

/**
 * Changes the sample rate by a polyphase windowed sinc: torchaudio's {@code resample}, with the
 * same kernels, padding and output length ⌈n · to / from⌉, but each phase stores only the taps that
 * its window leaves. Immutable, so one instance serves all threads.
 */
public final class Resampler {
  private static final long MOST_TAPS = 1L << 26;

  private final int from;
  private final int to;
  private final int taps;

  /** {@code [phase][tap]}, flat; {@code first[phase]} is the input offset of its first tap. */
  private final float[] kernels;

  private final int[] first;

  private Resampler(int from, int to, ResamplePreset preset) {
    this.from = from;
    this.to = to;
    double cutoff = Math.min(from, to) * preset.rolloff();
    double halfWidth = preset.zeroCrossings() * from / cutoff;
    taps = (int) Math.ceil(2 * halfWidth) + 1 + 3 & ~3;
    if ((long) taps * to > MOST_TAPS) {
      throw new Problem(
          "Resampling by " + to + "/" + from + " needs too large a filter.",
          "Choose rates with a larger common divisor.");
    }
    kernels = new float[taps * to];
    first = new int[to];
    for (int phase = 0; phase < to; phase++) {
      double centre = (double) phase * from / to;
      first[phase] = (int) Math.ceil(centre - halfWidth);
      for (int k = 0; k < taps; k++) {
        double t = (first[phase] + k - centre) / from * cutoff;
        kernels[phase * taps + k] = (float) (preset.kernel(t) * cutoff / from);
      }
    }
  }

  /** Rates in Hz; only their ratio matters. */
  public static Resampler of(int from, int to, ResamplePreset preset) {
    if (from <= 0 || to <= 0) {
      throw new IllegalArgumentException("rates " + from + " and " + to + " must be positive");
    }
    int divisor = gcd(from, to);
    return new Resampler(from / divisor, to / divisor, preset);
  }

  public int outputLength(int inputLength) {
    return Math.toIntExact(((long) inputLength * to + from - 1) / from);
  }

  public float[] apply(float[] samples) {
    if (from == to) {
      return samples.clone();
    }
    float[] out = new float[outputLength(samples.length)];
    int phase = 0;
    int block = 0;
    for (int i = 0; i < out.length; i++) {
      int start = block + first[phase];
      out[i] =
          start >= 0 && start + taps <= samples.length
              ? inside(samples, start, phase * taps)
              : atEdge(samples, start, phase * taps);
      if (++phase == to) {
        phase = 0;
        block += from;
      }
    }
    return out;
  }

  private float inside(float[] x, int start, int kernel) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int k = 0; k < taps; k += 4) {
      a += x[start + k] * kernels[kernel + k];
      b += x[start + k + 1] * kernels[kernel + k + 1];
      c += x[start + k + 2] * kernels[kernel + k + 2];
      d += x[start + k + 3] * kernels[kernel + k + 3];
    }
    return (a + b) + (c + d);
  }

  /** Beyond the ends the signal is 0. */
  private float atEdge(float[] x, int start, int kernel) {
    int low = Math.max(0, -start);
    int high = Math.min(taps, x.length - start);
    float sum = 0;
    for (int k = low; k < high; k++) {
      sum += x[start + k] * kernels[kernel + k];
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
