package ricercar.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ricercar.audio.Wav;

/** Sines, and wave files of them. */
final class Tones {
  private Tones() {}

  static float[] sine(double hertz, double amplitude, double seconds, int sampleRate) {
    float[] samples = new float[(int) Math.round(seconds * sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
    }
    return samples;
  }

  static Path wav(Path file, float[] samples, int sampleRate) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, Wav.pcm16(samples, sampleRate));
  }

  static Path wav(Path file, double hertz, double seconds) throws IOException {
    return wav(file, sine(hertz, 0.5, seconds, 8000), 8000);
  }

  /** The amplitude of one frequency in the middle half of the samples. */
  static double amplitude(float[] samples, double hertz, int sampleRate) {
    double re = 0;
    double im = 0;
    int from = samples.length / 4;
    int to = 3 * samples.length / 4;
    for (int i = from; i < to; i++) {
      re += samples[i] * Math.cos(2 * Math.PI * hertz * i / sampleRate);
      im += samples[i] * Math.sin(2 * Math.PI * hertz * i / sampleRate);
    }
    return 2 * Math.hypot(re, im) / (to - from);
  }
}
