package ricercar.augment;

/** Levels in decibels; StrictMath, so that a draw gives the same sound on every machine. */
final class Decibels {
  private Decibels() {}

  static double toAmplitude(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }

  static double rms(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }
}
