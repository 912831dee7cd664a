package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodFileTests {
  private static final float[] STEREO = Signal.stereo(44100, 2, 0.02);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "cbr-stereo.mp3, 125",
    "vbr-mono.mp3, 120",
    "untagged.mp3, 120",
    "lavc.mp3, 120",
    "vorbis-stereo.ogg, 120",
    "vorbis-mono.ogg, 120",
    "vorbis-pages.ogg, 120",
    "opus-stereo.opus, 70",
    "opus-mono.opus, 70",
    "flac-24.flac, 130"
  })
  void hasTheLengthAndTheSamplesThatFfmpegFinds(String name, double decibels) throws IOException {
    float[] samples = good(name);
    JsonNode oracle =
        new ObjectMapper().readTree(Fixtures.bytes("decoded-by-ffmpeg.json")).get(name);
    int stride = oracle.get("stride").asInt();
    float[] theirs = new float[oracle.get("samples").size()];
    float[] ours = new float[theirs.length];
    for (int i = 0; i < theirs.length; i++) {
      theirs[i] = (float) oracle.get("samples").get(i).asDouble();
      ours[i] = samples[i * stride];
    }
    assertThat(samples).hasSize(oracle.get("length").asInt());
    assertThat(Signal.snr(theirs, ours)).isGreaterThan(decibels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbr-stereo.mp3", "lavc.mp3", "vorbis-stereo.ogg"})
  void lossyCopiesOfOneSoundAreAlignedWithItAndEquallyLong(String name) {
    float[] samples = good(name);
    assertThat(samples).hasSameSizeAs(STEREO);
    assertThat(Signal.bestLag(STEREO, samples, 1300)).isZero();
    assertThat(Signal.snr(STEREO, samples)).isGreaterThan(24);
  }

  @Test
  void opusIsAlignedAt48Kilohertz() {
    float[] original = Resampler.of(44100, 48000, ResamplePreset.KAISER_BEST).apply(STEREO);
    float[] samples = good("opus-stereo.opus");
    assertThat(samples).hasSize(96000);
    assertThat(Signal.bestLag(original, samples, 600)).isZero();
  }

  @Test
  void mp3WithoutLameHeaderKeepsItsEncodersAndDecodersDelay() {
    assertThat(Signal.bestLag(STEREO, good("untagged.mp3"), 1300)).isEqualTo(576 + 529);
  }

  @Test
  void flacIsExactToTheBit() {
    assertThat(good("flac-mono.flac")).isEqualTo(Signal.mono(22050, 1, 0.002));
    assertThat(good("flac-stereo.flac")).isEqualTo(Signal.stereo(16000, 0.5, 0.02));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s16.wav",
        "s24.wav",
        "s32.wav",
        "f32.wav",
        "f64.wav",
        "streamed.wav",
        "s16.aiff",
        "sowt.aiff",
        "f32.aiff",
        "s24.aiff",
        "s16.au"
      })
  void uncompressedSamplesAreExact(String name) {
    float[] samples = good(name);
    float[] original = Signal.mono(22050, 0.25, 0.02);
    assertThat(samples).isEqualTo(Arrays.copyOf(original, samples.length));
    assertThat(samples.length).isEqualTo(name.equals("f64.wav") ? 2205 : original.length);
  }

  @ParameterizedTest
  @CsvSource({"u8.wav, 34", "mulaw.wav, 37", "alaw.wav, 37", "mulaw.au, 37", "alaw.aiff, 37"})
  void eightBitSamplesAreAsGoodAsTheirCoding(String name, double decibels) {
    float[] original = Signal.mono(22050, 0.25, 0.02);
    assertThat(Signal.snr(original, good(name))).isGreaterThan(decibels);
    assertThat(good(name)).hasSameSizeAs(original);
  }

  @ParameterizedTest
  @CsvSource({"s16.aiff, 12, true", "s16.wav, 12, false"})
  void strangeChunksBeforeTheFormatAreSkipped(String name, int at, boolean bigEndian) {
    byte[] file = Fixtures.bytes(name);
    int odd = 6001;
    ByteBuffer chunk = ByteBuffer.allocate(8 + odd + 1);
    chunk.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    chunk.put("bext".getBytes(StandardCharsets.US_ASCII)).putInt(odd);
    byte[] longer =
        Fixtures.joined(
            Arrays.copyOf(file, at), chunk.array(), Arrays.copyOfRange(file, at, file.length));
    Decoded decoded = Fixtures.decode(folder, name, longer);
    assertThat(decoded.reason()).isEmpty();
    assertThat(Fixtures.samples(decoded)).isEqualTo(good(name));
  }

  @Test
  void theSourceFormatIsThatOfTheFile() {
    assertThat(Fixtures.decode(folder, "cbr-stereo.mp3").source())
        .contains(new SourceFormat("mp3", "mp3", 44100, 2));
    assertThat(Fixtures.decode(folder, "vorbis-mono.ogg").source())
        .contains(new SourceFormat("ogg", "vorbis", 22050, 1));
    assertThat(Fixtures.decode(folder, "opus-stereo.opus").source())
        .contains(new SourceFormat("ogg", "opus", 48000, 2));
    assertThat(Fixtures.decode(folder, "s24.aiff").source())
        .contains(new SourceFormat("aiff", "pcm_signed", 22050, 1));
  }

  private float[] good(String name) {
    Decoded decoded = Fixtures.decode(folder, name);
    assertThat(decoded.reason()).isEmpty();
    assertThat(decoded).isInstanceOf(Decoded.Ok.class);
    return Fixtures.samples(decoded);
  }
}
