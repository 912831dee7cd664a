package ricercar.model;

import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * A small network on log-mel spectra, which learns in minutes.
 *
 * @param bands mel bands
 * @param fftSize window length in samples
 * @param hop samples between frames
 * @param channels of the convolution blocks, each of which halves both axes
 */
public record MelCnnConfig(
    Integer sampleRateHz, Integer bands, Integer fftSize, Integer hop, List<Integer> channels)
    implements EncoderConfig {
  public MelCnnConfig {
    sampleRateHz = sampleRateHz == null ? 22_050 : sampleRateHz;
    bands = bands == null ? 64 : bands;
    fftSize = fftSize == null ? 1024 : fftSize;
    hop = hop == null ? 512 : hop;
    channels = channels == null ? List.of(16, 32, 64, 128) : List.copyOf(channels);
    Problem.unless(
        bands >= 1 << channels.size(),
        "encoder.bands is %d, but %d blocks that halve it need at least %d.",
        bands,
        channels.size(),
        1 << channels.size());
    Problem.unless(
        fftSize > 1 && hop > 0 && sampleRateHz > 0,
        "encoder.fftSize, encoder.hop and encoder.sampleRateHz must be positive: %d, %d, %d.",
        fftSize,
        hop,
        sampleRateHz);
  }

  public static MelCnnConfig standard() {
    return new MelCnnConfig(null, null, null, null, null);
  }

  @Override
  public Encoder build(Stream random) {
    return new MelCnn(this, random);
  }

  @Override
  public int sampleRate() {
    return sampleRateHz;
  }
}
