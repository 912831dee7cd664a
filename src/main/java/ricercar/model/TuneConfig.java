package ricercar.model;

import ricercar.Problem;
import ricercar.random.Stream;

/**
 * TUNe (Vélez Vásquez and Burgoyne 2022): a U-net on the waveform with a tail that contracts again.
 *
 * @param plus whether each level of the tail is also given the U-net's features of its length
 *     (TUNe+); not if null, which is TUNe, its authors' "Tail+5"
 * @param baseWidth channels of the first block, doubled at each level; 11 if null
 * @param embeddingWidth channels of the last block; 512 if null
 */
public record TuneConfig(Boolean plus, Integer baseWidth, Integer embeddingWidth)
    implements EncoderConfig {
  /** The U-net pools by 3 four times, and its halves join only if that leaves no remainder. */
  static final int MULTIPLE = 81;

  /** The tail pools by 3 five times more, and averages by 3. */
  static final int MINIMUM_SAMPLES = 729 * MULTIPLE;

  public TuneConfig {
    plus = plus != null && plus;
    baseWidth = baseWidth == null ? 11 : baseWidth;
    embeddingWidth = embeddingWidth == null ? 512 : embeddingWidth;
    Problem.unless(
        baseWidth > 0 && embeddingWidth > 0,
        "encoder.baseWidth and encoder.embeddingWidth must be positive: %d, %d.",
        baseWidth,
        embeddingWidth);
  }

  /** TUNe, of the published size: 2,096,970 parameters. */
  public static TuneConfig full() {
    return new TuneConfig(false, null, null);
  }

  /** TUNe+, of the published size: 2,220,390 parameters. */
  public static TuneConfig fullPlus() {
    return new TuneConfig(true, null, null);
  }

  @Override
  public Encoder build(Stream random) {
    return new Tune(this, random);
  }

  @Override
  public int sampleRate() {
    return 22_050;
  }

  /** The longest view that fits into so many samples; 0 if there is none. */
  int usableLength(int samples) {
    int whole = samples - samples % MULTIPLE;
    return whole < MINIMUM_SAMPLES ? 0 : whole;
  }

  @Override
  public void requireLength(int samples) {
    if (samples < MINIMUM_SAMPLES || samples % MULTIPLE != 0) {
      int below = usableLength(samples);
      int above = Math.max(MINIMUM_SAMPLES, samples - samples % MULTIPLE + MULTIPLE);
      throw new Problem(
          "TUNe takes no view of %,d samples: a multiple of %d is needed, at least %,d."
              .formatted(samples, MULTIPLE, MINIMUM_SAMPLES),
          below == 0
              ? "The nearest is %,d.".formatted(above)
              : "The nearest are %,d and %,d.".formatted(below, above));
    }
  }
}
