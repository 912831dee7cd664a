package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.random.Stream;

class SoundnessTests {
  private static final SourceFormat FORMAT = new SourceFormat("wav", "pcm", 1000, 1);

  @TempDir Path folder;

  @Test
  void soundThatIsNoneIsRejected() {
    float[] tone = Signal.mono(8000, 0.5, 0.02);
    float[] withHole = tone.clone();
    withHole[77] = Float.NaN;
    float[] infinite = tone.clone();
    infinite[3] = Float.NEGATIVE_INFINITY;
    float[] integers = tone.clone();
    for (int i = 0; i < integers.length; i++) {
      integers[i] *= 32768;
    }
    float[] constant = new float[4000];
    Arrays.fill(constant, 0.25f);
    assertThat(ofFloats(tone)).isInstanceOf(Decoded.Ok.class);
    assertThat(ofFloats(withHole).reason()).contains("not finite");
    assertThat(ofFloats(infinite).reason()).contains("not finite");
    assertThat(ofFloats(integers).reason()).contains("times full scale");
    assertThat(ofFloats(constant).reason()).contains("same level");
    assertThat(ofFloats(new float[4000]).reason()).contains("silent");
    assertThat(ofFloats(new float[0]).reason()).contains("0 samples");
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 99600, true",
    "100000, 99400, false",
    "1000, 981, true",
    "1000, 979, false",
    "1000, 1019, true",
    "1000, 1021, false"
  })
  void aLengthMayDifferByTwoPercentAndByHalfASecond(long promised, int held, boolean good) {
    float[] samples = new float[held];
    samples[0] = 0.5f;
    Decoded decoded = Soundness.judge(new Draft(samples, FORMAT, promised, 0, ""));
    assertThat(decoded).isInstanceOf(good ? Decoded.Ok.class : Decoded.Recovered.class);
  }

  @ParameterizedTest
  @CsvSource({"24, 0", "24, -1", "24, 2000000000", "22, 0", "22, 65535"})
  void absurdHeadersAreRejectedBeforeMemoryIsTaken(int offset, int value) {
    byte[] wav = Wav.pcm16(Signal.mono(8000, 0.5, 0.02), 8000);
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    if (offset == 24) {
      header.putInt(offset, value);
    } else {
      header.putShort(offset, (short) value);
    }
    Decoded decoded = Fixtures.decode(folder, "a.wav", wav);
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(decoded.reason()).contains("damaged");
  }

  @Test
  void aLengthOfGigabytesInASmallFileIsNotBelieved() {
    byte[] wav = Wav.pcm16(Signal.mono(8000, 0.5, 0.02), 8000);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 1_000_000_000);
    Decoded decoded = Fixtures.decode(folder, "a.wav", wav);
    assertThat(decoded).isInstanceOf(Decoded.Recovered.class);
    assertThat(Fixtures.samples(decoded)).hasSize(4000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cbr-stereo.mp3",
        "vbr-mono.mp3",
        "vorbis-mono.ogg",
        "opus-mono.opus",
        "flac-stereo.flac",
        "flac-24.flac",
        "s24.wav",
        "f32.wav",
        "alaw.wav",
        "s16.aiff",
        "s16.au"
      })
  @Timeout(60)
  void anyDamageEndsInAnOutcome(String name) {
    byte[] good = Fixtures.bytes(name);
    Stream random = Stream.of(1, "fuzz");
    for (int i = 0; i < 30; i++) {
      byte[] bad = good.clone();
      int reach = i % 2 == 0 ? Math.min(120, bad.length) : bad.length;
      for (int k = 0; k <= i; k++) {
        bad[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      int cut = random.nextInt(bad.length);
      Decoded decoded = Fixtures.decode(folder, name, i % 5 == 0 ? Arrays.copyOf(bad, cut) : bad);
      assertThat(decoded.waveform().isPresent())
          .isEqualTo(decoded.outcome() != FileStatus.Outcome.REJECTED);
      assertThat(decoded.reason().isEmpty()).isEqualTo(decoded instanceof Decoded.Ok);
    }
  }

  private Decoded ofFloats(float[] samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + 4 * samples.length).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 3).putShort((short) 1).putInt(8000).putInt(32000);
    out.putShort((short) 4).putShort((short) 32).put(ascii("data")).putInt(4 * samples.length);
    for (float x : samples) {
      out.putFloat(x);
    }
    return Fixtures.decode(folder, "floats.wav", out.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
