package ricercar.augment;

import java.util.Arrays;
import java.util.List;
import ricercar.audio.Mp3;
import ricercar.audio.Waveform;
import ricercar.random.Stream;

/**
 * A change of sound by a stated amount, from slight to severe: what a robustness curve runs over.
 */
public enum Deformation {
  /** White noise at a signal-to-noise ratio. */
  NOISE("signal-to-noise ratio, dB", 30, 20, 10, 0) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      double fraction = Decibels.toAmplitude(-amount);
      return new RelativeNoise(fraction, fraction).apply(samples, sampleRate, random);
    }
  },
  GAIN("gain, dB", -6, -12, -24, -36) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      return new Gain(amount, amount, false).apply(samples, sampleRate, random);
    }
  },
  LOW_PASS("cutoff, Hz", 4000, 2000, 1000, 500) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      return new LowPass(at(amount)).apply(samples, sampleRate, random);
    }
  },
  HIGH_PASS("cutoff, Hz", 125, 250, 500, 1000) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      return new HighPass(at(amount)).apply(samples, sampleRate, random);
    }
  },
  /** Upwards, duration kept. */
  PITCH("semitones", 0.5, 1, 3, 6) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      int cents = (int) Math.round(100 * amount);
      return new PitchShift(new Transpositions.Cents(cents, cents))
          .apply(samples, sampleRate, random);
    }
  },
  /** Faster, pitch kept; the sound becomes shorter. */
  TIME_STRETCH("speed", 1.05, 1.1, 1.25, 1.5) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      int length = (int) Math.round(samples.length / amount);
      return TimeStretch.at(sampleRate).to(length, samples);
    }
  },
  /** There and back. */
  MP3("kbit/s", 96, 64, 48, 32) {
    @Override
    public float[] apply(float[] samples, int sampleRate, double amount, Stream random) {
      return Mp3.through(new Waveform(samples, sampleRate), (int) Math.round(amount)).samples();
    }

    @Override
    public boolean slow() {
      return true;
    }
  };

  private final String unit;
  private final List<Double> amounts;

  Deformation(String unit, double... amounts) {
    this.unit = unit;
    this.amounts = Arrays.stream(amounts).boxed().toList();
  }

  /** What the amounts are. */
  public String unit() {
    return unit;
  }

  /** From slight to severe. */
  public List<Double> amounts() {
    return amounts;
  }

  /**
   * The changed sound; of the same length but for {@link #TIME_STRETCH}.
   *
   * @param amount in this deformation's unit
   */
  public abstract float[] apply(float[] samples, int sampleRate, double amount, Stream random);

  /** Whether it takes so long that its results, which are in [-1, 1], are worth keeping. */
  public boolean slow() {
    return false;
  }

  private static FrequencyRange at(double hertz) {
    return new FrequencyRange(hertz, hertz, FrequencyRange.Spacing.HERTZ);
  }
}
