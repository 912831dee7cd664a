package ricercar.model;

import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * SampleCNN (Lee et al. 2017) as CLMR and SemiSupCon use it.
 *
 * @param channels of the strided block, the nine pooled blocks and the last one
 */
public record SampleCnnConfig(List<Integer> channels) implements EncoderConfig {
  private static final List<Integer> FULL =
      List.of(128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512);

  public SampleCnnConfig {
    channels = channels == null ? FULL : List.copyOf(channels);
    Problem.unless(
        channels.size() == 11 && channels.stream().allMatch(c -> c > 0),
        "encoder.channels must be 11 positive numbers, but is %s.",
        channels);
  }

  /** The published widths, 128 to 512: 2,368,512 parameters. */
  public static SampleCnnConfig full() {
    return new SampleCnnConfig(FULL);
  }

  @Override
  public Encoder build(Stream random) {
    return new SampleCnn(this, random);
  }

  @Override
  public int sampleRate() {
    return 22_050;
  }
}
