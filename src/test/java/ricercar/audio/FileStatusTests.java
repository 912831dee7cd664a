package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.files.Sha256;

class FileStatusTests {
  @TempDir Path folder;

  @Test
  void aGoodFilesRowHoldsItsMeasures() {
    float[] samples = {0.5f, -0.75f, 0.25f, 0};
    SourceFormat format = new SourceFormat("wav", "pcm_signed", 8000, 2);
    Decoded decoded = new Decoded.Ok(new Waveform(samples, 8000), format);
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (float x : samples) {
      bytes.putFloat(x);
    }
    FileStatus row = FileStatus.of("a/b.wav", decoded);
    assertThat(row.path()).isEqualTo("a/b.wav");
    assertThat(row.status()).isEqualTo(FileStatus.Outcome.OK);
    assertThat(row.frames()).isEqualTo(4);
    assertThat(row.sampleRate()).isEqualTo(8000);
    assertThat(row.channels()).isEqualTo(2);
    assertThat(row.peak()).isEqualTo(0.75);
    assertThat(row.rms()).isCloseTo(Math.sqrt(0.875 / 4), within(1e-12));
    assertThat(row.sha256()).isEqualTo(Sha256.of(bytes.array()));
  }

  @Test
  void theHashCoversEverySample() {
    float[] samples = Signal.mono(8000, 5, 0.1);
    String whole = hash(samples);
    samples[samples.length - 1] += 1e-4f;
    assertThat(hash(samples)).isNotEqualTo(whole);
  }

  @Test
  void aRejectedFilesRowSaysWhyAndHasNoMeasures() {
    Decoded decoded = Fixtures.decode(folder, "empty.mp3", new byte[0]);
    FileStatus row = FileStatus.of("empty.mp3", decoded);
    assertThat(row.status()).isEqualTo(FileStatus.Outcome.REJECTED);
    assertThat(row.reason()).contains("empty");
    assertThat(row.frames()).isZero();
    assertThat(row.sha256()).isEmpty();
  }

  @Test
  void aRecoveredFilesRowHasBoth() {
    byte[] cut = Fixtures.truncated(Fixtures.bytes("s16.wav"), 0.5);
    FileStatus row = FileStatus.of("cut.wav", Fixtures.decode(folder, "cut.wav", cut));
    assertThat(row.status()).isEqualTo(FileStatus.Outcome.RECOVERED);
    assertThat(row.reason()).contains("truncated");
    assertThat(row.frames()).isBetween(2700L, 2760L);
  }

  @Test
  void wavesForPlayersAreReadByTheJdkAndByUs() throws Exception {
    float[] samples = Signal.mono(16000, 0.2, 0.1);
    byte[] wav = Wav.pcm16(samples, 16000);
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(in.getFormat().toString())
          .isEqualTo(new AudioFormat(16000, 16, 1, true, false).toString());
      assertThat(in.getFrameLength()).isEqualTo(samples.length);
    }
    Decoded decoded = Fixtures.decode(folder, "a.wav", wav);
    assertThat(decoded).isInstanceOf(Decoded.Ok.class);
    assertThat(Fixtures.samples(decoded)).isEqualTo(samples);
  }

  @Test
  void wavesAreClippedAndNotWrapped() {
    ByteBuffer wav = ByteBuffer.wrap(Wav.pcm16(new float[] {3, -3, Float.NaN, 1}, 8000));
    wav.order(ByteOrder.LITTLE_ENDIAN).position(44);
    assertThat(new int[] {wav.getShort(), wav.getShort(), wav.getShort(), wav.getShort()})
        .containsExactly(32767, -32768, 0, 32767);
  }

  private static String hash(float[] samples) {
    SourceFormat format = new SourceFormat("wav", "pcm_signed", 8000, 1);
    return FileStatus.of("a", new Decoded.Ok(new Waveform(samples, 8000), format)).sha256();
  }
}
