package ricercar.plot;

/**
 * Four bits a sample for sounds inside a page, a quarter of 16-bit PCM: IMA ADPCM (IMA Digital
 * Audio Focus Group, "Recommended Practices", 1992), one stream from zero state, first sample in
 * the low half of each byte. {@code sound.js} decodes it.
 */
final class Adpcm {
  private static final int[] CHANGE = {-1, -1, -1, -1, 2, 4, 6, 8};
  private static final int[] STEPS = steps();

  private Adpcm() {}

  // The recommendation's table follows step[i+1] = step[i] + step[i]/10 but for a few roundings.
  private static int[] steps() {
    return new int[] {
      7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
      73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408,
      449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066,
      2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630,
      9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794,
      32767
    };
  }

  static byte[] encode(float[] samples) {
    byte[] out = new byte[(samples.length + 1) / 2];
    State state = new State();
    for (int i = 0; i < samples.length; i++) {
      int wanted = Math.round(Math.max(-1, Math.min(1, samples[i])) * 32767);
      out[i / 2] |= (byte) (state.code(wanted) << (i % 2 * 4));
    }
    return out;
  }

  static float[] decode(byte[] codes, int length) {
    float[] out = new float[length];
    State state = new State();
    for (int i = 0; i < length; i++) {
      out[i] = state.follow(codes[i / 2] >> (i % 2 * 4) & 15) / 32767f;
    }
    return out;
  }

  private static final class State {
    private int value;
    private int index;

    int code(int wanted) {
      int step = STEPS[index];
      int left = Math.abs(wanted - value);
      int code = wanted < value ? 8 : 0;
      for (int bit = 4; bit > 0; bit >>= 1, step >>= 1) {
        if (left >= step) {
          code |= bit;
          left -= step;
        }
      }
      follow(code);
      return code;
    }

    int follow(int code) {
      int step = STEPS[index];
      int change =
          (step >> 3)
              + ((code & 4) > 0 ? step : 0)
              + ((code & 2) > 0 ? step >> 1 : 0)
              + ((code & 1) > 0 ? step >> 2 : 0);
      value += (code & 8) > 0 ? -change : change;
      value = Math.max(-32768, Math.min(32767, value));
      index = Math.max(0, Math.min(STEPS.length - 1, index + CHANGE[code & 7]));
      return value;
    }
  }
}
