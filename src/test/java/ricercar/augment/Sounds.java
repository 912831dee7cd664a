package ricercar.augment;

import ricercar.random.Stream;

/** Test sounds and measurements, written apart from the code under test. */
final class Sounds {
  static final int RATE = 22050;
  static final int VIEW = 59049;

  private Sounds() {}

  static float[] tone(double hertz, int samples) {
    return complex(hertz, 1, samples);
  }

  /** Harmonics 1 … count with amplitudes falling as 1/k, peaking below 1. */
  static float[] complex(double hertz, int count, int samples) {
    float[] sound = new float[samples];
    for (int k = 1; k <= count; k++) {
      for (int i = 0; i < samples; i++) {
        sound[i] += (float) (0.3 / k * Math.sin(2 * Math.PI * hertz * k * i / RATE + k));
      }
    }
    return sound;
  }

  static float[] noise(int samples, long seed) {
    Stream stream = Stream.of(seed, "noise");
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (float) (0.1 * stream.nextGaussian());
    }
    return sound;
  }

  static float[] impulse(int samples, int at, float height) {
    float[] sound = new float[samples];
    sound[at] = height;
    return sound;
  }

  /** Magnitude of the Hann-windowed transform at a frequency; 1 for a sine of amplitude 1. */
  static double magnitude(float[] sound, int from, int count, double hertz) {
    double re = 0;
    double im = 0;
    double weight = 0;
    double window = 2 * Math.PI / count;
    double[] wave = {
      1, 0, Math.cos(2 * Math.PI * hertz / RATE), Math.sin(2 * Math.PI * hertz / RATE)
    };
    double[] bell = {
      Math.cos(window / 2), Math.sin(window / 2), Math.cos(window), Math.sin(window)
    };
    for (int i = 0; i < count; i++) {
      double hann = 0.5 - 0.5 * bell[0];
      re += hann * sound[from + i] * wave[0];
      im -= hann * sound[from + i] * wave[1];
      weight += hann;
      turn(wave);
      turn(bell);
    }
    return 2 * Math.hypot(re, im) / weight;
  }

  /** Turns the unit vector in places 0 and 1 by the one in places 2 and 3. */
  private static void turn(double[] v) {
    double cos = v[0] * v[2] - v[1] * v[3];
    v[1] = v[1] * v[2] + v[0] * v[3];
    v[0] = cos;
  }

  /** Plain transform of a whole sound at a frequency, as [real, imaginary]. */
  static double[] transform(float[] sound, double hertz) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < sound.length; i++) {
      double angle = 2 * Math.PI * hertz * i / RATE;
      re += sound[i] * Math.cos(angle);
      im -= sound[i] * Math.sin(angle);
    }
    return new double[] {re, im};
  }

  /** The largest difference between two sounds of one length. */
  static double furthest(float[] a, float[] b) {
    double most = a.length == b.length ? 0 : Double.NaN;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  static double power(float[] sound) {
    double sum = 0;
    for (float sample : sound) {
      sum += (double) sample * sample;
    }
    return sum / sound.length;
  }
}
