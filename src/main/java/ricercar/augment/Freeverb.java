package ricercar.augment;

/**
 * One channel of Freeverb (Jezar at Dreampoint 2000, public domain; in SoX's variant): eight
 * low-pass feedback combs in parallel, then four all-passes in series. Used once.
 */
final class Freeverb {
  /** Lengths in samples at 44,100 Hz. */
  private static final int[] COMBS = {1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617};

  private static final int[] ALL_PASSES = {225, 341, 441, 556};
  private static final int STEREO_SPREAD = 12;
  private static final float WET = 0.015f;

  /** Keeps fading tails out of the subnormal range, where arithmetic is slow; −400 dB. */
  private static final float HUSH = 1e-20f;

  private static final int BLOCK = 512;

  private final float feedback;
  private final float damping;
  private final int[] combs;
  private final int[] allPasses;

  Freeverb(Reverb.Room room, int sampleRate, Side side) {
    feedback = room.feedback();
    damping = room.highDamping();
    double rate = sampleRate / 44100.0;
    combs = lengths(COMBS, room.scale() * rate, side);
    allPasses = lengths(ALL_PASSES, rate, side);
  }

  /** The right channel's filters are longer and shorter in turn. */
  enum Side {
    LEFT(0),
    RIGHT(STEREO_SPREAD);

    private final int spread;

    Side(int spread) {
      this.spread = spread;
    }
  }

  private static int[] lengths(int[] at44k, double scale, Side side) {
    int[] lengths = new int[at44k.length];
    int spread = side.spread;
    for (int i = 0; i < lengths.length; i++, spread = -spread) {
      lengths[i] = Math.max(1, (int) (scale * (at44k[i] + spread) + 0.5));
    }
    return lengths;
  }

  float[] wet(float[] samples) {
    float[] out = new float[samples.length];
    CombQuad low = new CombQuad(combs, 0);
    CombQuad high = new CombQuad(combs, 4);
    for (int from = 0; from < out.length; from += BLOCK) {
      int count = Math.min(BLOCK, out.length - from);
      low.add(samples, out, from, count);
      high.add(samples, out, from, count);
    }
    for (int length : allPasses) {
      allPass(out, length);
    }
    float level = WET / (1 - damping); // the combs hold 1 − damping times their sound
    for (int i = 0; i < out.length; i++) {
      out[i] *= level;
    }
    return out;
  }

  /** One period of the line at a time, so that every array is read at the same index. */
  private static void allPass(float[] x, int length) {
    float[] line = new float[length];
    float[] period = new float[length];
    for (int from = 0; from < x.length; from += length) {
      int count = Math.min(length, x.length - from);
      System.arraycopy(x, from, period, 0, count);
      for (int i = 0; i < count; i++) {
        float delayed = line[i];
        line[i] = period[i] + delayed * 0.5f;
        period[i] = delayed - period[i];
      }
      System.arraycopy(period, 0, x, from, count);
    }
  }

  /**
   * Four combs side by side: each is a chain of dependent operations, four keep the processor busy.
   * A line holds its delay and then one block; after a block the tail moves to the front. All it
   * holds is scaled by 1 − damping, which spares the low-pass a multiplication.
   */
  private final class CombQuad {
    private final float[][] lines = new float[4][];
    private final int[] delays = new int[4];
    private final float[] stores = new float[4];

    CombQuad(int[] lengths, int first) {
      for (int k = 0; k < 4; k++) {
        delays[k] = lengths[first + k];
        lines[k] = new float[delays[k] + BLOCK];
      }
    }

    void add(float[] in, float[] out, int from, int count) {
      run(in, out, from, count);
      for (int k = 0; k < 4; k++) {
        System.arraycopy(lines[k], count, lines[k], 0, delays[k]);
      }
    }

    private void run(float[] in, float[] out, int from, int count) {
      float[] a = lines[0];
      float[] b = lines[1];
      float[] c = lines[2];
      float[] d = lines[3];
      int da = delays[0];
      int db = delays[1];
      int dc = delays[2];
      int dd = delays[3];
      float sa = stores[0];
      float sb = stores[1];
      float sc = stores[2];
      float sd = stores[3];
      float keep = damping;
      float take = 1 - damping;
      float back = feedback * take;
      for (int i = 0; i < count; i++) {
        float x = (in[from + i] + HUSH) * take;
        float oa = a[i];
        float ob = b[i];
        float oc = c[i];
        float od = d[i];
        sa = oa + sa * keep;
        sb = ob + sb * keep;
        sc = oc + sc * keep;
        sd = od + sd * keep;
        a[i + da] = x + sa * back;
        b[i + db] = x + sb * back;
        c[i + dc] = x + sc * back;
        d[i + dd] = x + sd * back;
        out[from + i] += (oa + ob) + (oc + od);
      }
      stores[0] = sa;
      stores[1] = sb;
      stores[2] = sc;
      stores[3] = sd;
    }
  }
}
