package ricercar.augment;

/**
 * Changes duration and keeps pitch, by waveform similarity (WSOLA, Verhelst and Roelands 1993) with
 * the lengths of SoX's pitch effect. Segments follow each other at a fixed distance in the output;
 * each starts, within a search range about its nominal place in the input, where the input is most
 * like the sound that would have followed the segment before.
 *
 * @param segment length of a segment, in samples; {@code search} places are tried for its start,
 *     and it is faded over {@code overlap} samples into the one before
 */
record TimeStretch(int segment, int search, int overlap) {
  /** Step of the first search, which compares sums of so many neighbouring samples. */
  private static final int COARSE = 4;

  static TimeStretch at(int sampleRate) {
    int overlap = Math.max(4 * COARSE, sampleRate * 12 / 1000 / 4 * 4);
    return new TimeStretch(
        Math.max(4 * overlap, sampleRate * 82 / 1000),
        Math.max(COARSE, (int) (sampleRate * 0.01468)),
        overlap);
  }

  /** The input stretched or compressed to {@code length} samples. */
  float[] to(int length, float[] input) {
    float[] out = new float[length];
    if (input.length < 2 * segment || length < 2 * segment) {
      return tooShort(length, input);
    }
    float[] sums = sums(input);
    int hop = segment - overlap;
    int last = input.length - segment;
    int start = 0;
    System.arraycopy(input, 0, out, 0, segment);
    for (int at = hop; at + overlap < length; at += hop) {
      int nominal = (int) ((double) at * input.length / length) - search / 2;
      int natural = start + hop;
      start = mostAlike(input, sums, natural, Math.max(0, Math.min(last - search, nominal)));
      fade(input, natural, start, out, at);
      int rest = Math.min(segment, length - at) - overlap;
      System.arraycopy(input, start + overlap, out, at + overlap, rest);
    }
    return out;
  }

  /** Less than two segments: there is nothing to splice, so it is cut or followed by silence. */
  private static float[] tooShort(int length, float[] input) {
    return java.util.Arrays.copyOf(input, length);
  }

  private int mostAlike(float[] input, float[] sums, int natural, int low) {
    int high = low + search;
    int best = low;
    float least = Float.POSITIVE_INFINITY;
    for (int start = low; start <= high; start += COARSE) {
      float difference = difference(sums, natural, start, COARSE);
      if (difference < least) {
        least = difference;
        best = start;
      }
    }
    int from = Math.max(low, best - COARSE + 1);
    int to = Math.min(high, best + COARSE - 1);
    least = Float.POSITIVE_INFINITY;
    for (int start = from; start <= to; start++) {
      float difference = difference(input, natural, start, 1);
      if (difference < least) {
        least = difference;
        best = start;
      }
    }
    return best;
  }

  /** Squared distance over the overlap, at every {@code step}-th sample. */
  private float difference(float[] x, int a, int b, int step) {
    float even = 0;
    float odd = 0;
    for (int i = 0; i < overlap; i += 2 * step) {
      float d = x[a + i] - x[b + i];
      float e = x[a + i + step] - x[b + i + step];
      even += d * d;
      odd += e * e;
    }
    return even + odd;
  }

  private void fade(float[] input, int from, int to, float[] out, int at) {
    float step = 1f / overlap;
    for (int i = 0; i < overlap; i++) {
      float in = i * step;
      out[at + i] = input[from + i] * (1 - in) + input[to + i] * in;
    }
  }

  private static float[] sums(float[] x) {
    float[] sums = new float[x.length];
    for (int i = 0; i + COARSE <= x.length; i++) {
      sums[i] = x[i] + x[i + 1] + x[i + 2] + x[i + 3];
    }
    return sums;
  }
}
