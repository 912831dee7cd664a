package ricercar.audio;

/** Mono sound: samples, nominally in [-1, 1], and their rate in Hz. The array is not copied. */
public record Waveform(float[] samples, int sampleRate) {
  public Waveform {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sample rate " + sampleRate + " Hz is not positive");
    }
  }

  public double seconds() {
    return samples.length / (double) sampleRate;
  }

  /** The same sound at another rate; itself where the rate is the same. */
  public Waveform at(int rate, ResamplePreset preset) {
    return rate == sampleRate
        ? this
        : new Waveform(Resampler.of(sampleRate, rate, preset).apply(samples), rate);
  }
}
