package ricercar.model;

import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * SampleCNN (Lee et al. 2017) as CLMR and SemiSupCon use it.
 *
 * @param channels of the strided block, the nine pooled blocks and the last one
 * @param wide true for SemiSupCon's wide channels, up to 2,048; null afterwards, since the channels
 *     say it
 */
public record SampleCnnConfig(List<Integer> channels, Boolean wide) implements EncoderConfig {
  private static final List<Integer> FULL =
      List.of(128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512);
  private static final List<Integer> WIDE =
      List.of(128, 128, 128, 256, 256, 512, 512, 1024, 1024, 2048, 2048);

  public SampleCnnConfig {
    Problem.unless(
        channels == null || wide == null || wide == channels.equals(WIDE),
        "encoder.wide says which channels, and encoder.channels says others. Give one of them.");
    List<Integer> usual = wide != null && wide ? WIDE : FULL;
    channels = channels == null ? usual : List.copyOf(channels);
    wide = null;
    Problem.unless(
        channels.size() == 11 && channels.stream().allMatch(c -> c > 0),
        "encoder.channels must be 11 positive numbers, but is %s.",
        channels);
  }

  public SampleCnnConfig(List<Integer> channels) {
    this(channels, null);
  }

  /** The published widths, 128 to 512: 2,368,512 parameters. */
  public static SampleCnnConfig full() {
    return new SampleCnnConfig(FULL);
  }

  /** SemiSupCon's wide form, 128 to 2,048. */
  public static SampleCnnConfig fullWide() {
    return new SampleCnnConfig(WIDE);
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
