package ricercar.audio;

/** Sine tones of amplitude 1, and how much of one a sound holds. */
final class Tone {
  private Tone() {}

  static float[] of(double hertz, int rate, int samples) {
    float[] out = new float[samples];
    for (int n = 0; n < samples; n++) {
      out[n] = (float) Math.sin(2 * Math.PI * hertz * n / rate);
    }
    return out;
  }

  /** Root mean square without the outer eighths, where a filter meets the ends. */
  static double rms(float[] sound) {
    double power = 0;
    int margin = sound.length / 8;
    for (int n = margin; n < sound.length - margin; n++) {
      power += (double) sound[n] * sound[n];
    }
    return Math.sqrt(power / (sound.length - 2 * margin));
  }

  static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }
}
