package ricercar.etudes;

/**
 * Jezar's Freeverb in mono: eight damped combs side by side, four all-passes in a row.
 *
 * @param room feedback of the combs, in [0.7, 0.98]
 * @param damping loss of treble in each round, in [0, 1]
 */
record Reverb(double room, double damping, double wet) {
  private static final int[] COMBS = {1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617};
  private static final int[] ALL_PASSES = {556, 441, 341, 225};
  private static final double TUNED_AT = 44_100;
  private static final float INPUT_GAIN = 0.03f;

  /** Adds the reverberation in place. */
  void apply(float[] samples, int sampleRate) {
    float[] sum = new float[samples.length];
    for (int delay : COMBS) {
      comb(samples, sum, scaled(delay, sampleRate));
    }
    for (int delay : ALL_PASSES) {
      allPass(sum, scaled(delay, sampleRate));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (samples[i] * (1 - wet * 0.5) + sum[i] * wet);
    }
  }

  private void comb(float[] in, float[] out, int delay) {
    float[] line = new float[delay];
    float feedback = (float) room;
    float damp = (float) (damping * 0.4);
    float memory = 0;
    int at = 0;
    for (int i = 0; i < in.length; i++) {
      float y = line[at];
      memory = y * (1 - damp) + memory * damp;
      line[at] = in[i] * INPUT_GAIN * 8 + memory * feedback;
      at = at + 1 == delay ? 0 : at + 1;
      out[i] += y;
    }
  }

  private static void allPass(float[] samples, int delay) {
    float[] line = new float[delay];
    int at = 0;
    for (int i = 0; i < samples.length; i++) {
      float delayed = line[at];
      float x = samples[i];
      line[at] = x + delayed * 0.5f;
      samples[i] = delayed - x;
      at = at + 1 == delay ? 0 : at + 1;
    }
  }

  private static int scaled(int delay, int sampleRate) {
    return (int) StrictMath.round(delay * sampleRate / TUNED_AT);
  }
}
