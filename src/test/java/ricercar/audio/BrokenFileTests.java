package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenFileTests {
  private static final int VORBIS_HEADERS = 4000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"empty.mp3", "empty.wav", "empty.flac"})
  void anEmptyFileIsRejectedAsEmpty(String name) {
    rejected(name, new byte[0], "empty (0 bytes)");
  }

  @Test
  void aWebPageSavedAsMp3IsRejectedAsOne() {
    String page = "<!DOCTYPE html>\n<html><body>404 not found</body></html>\n";
    rejected("page.mp3", page.getBytes(StandardCharsets.UTF_8), "web page");
    rejected("note.mp3", "not yet uploaded".getBytes(StandardCharsets.UTF_8), "text");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomBytesAreRejected(long seed) {
    rejected("random.mp3", Fixtures.random(100_000, seed), "none of the formats");
  }

  @ParameterizedTest
  @CsvSource({
    "vorbis-stereo.ogg, misnamed.mp3, vorbis",
    "s16.wav, misnamed.mp3, pcm_signed",
    "cbr-stereo.mp3, misnamed.wav, mp3",
    "flac-mono.flac, misnamed, flac",
    "opus-mono.opus, misnamed.ogg, opus"
  })
  void theContentDecidesAndNotTheName(String fixture, String name, String codec) {
    Decoded decoded = Fixtures.decode(folder, name, Fixtures.bytes(fixture));
    assertThat(decoded).isInstanceOf(Decoded.Ok.class);
    assertThat(decoded.source().orElseThrow().codec()).isEqualTo(codec);
    assertThat(Fixtures.samples(decoded))
        .isEqualTo(Fixtures.samples(Fixtures.decode(folder, fixture)));
  }

  @ParameterizedTest
  @CsvSource({
    "cbr-stereo.mp3, 1.2",
    "untagged.mp3, 1.2",
    "vorbis-stereo.ogg, 1.0",
    "opus-stereo.opus, 1.0",
    "flac-mono.flac, 0.5",
    "s16.wav, 0.15",
    "s24.aiff, 0.15",
    "s16.au, 0.15"
  })
  void aTruncatedFileIsRecoveredUpToItsEndAndSaysSo(String name, double seconds) {
    Decoded decoded = Fixtures.decode(folder, name, Fixtures.truncated(Fixtures.bytes(name), 0.6));
    float[] whole = Fixtures.samples(Fixtures.decode(folder, name));
    assertThat(decoded).isInstanceOf(Decoded.Recovered.class);
    assertThat(decoded.reason()).contains("truncated");
    assertThat(decoded.waveform().orElseThrow().seconds()).isCloseTo(seconds, within(0.06));
    float[] part = Fixtures.samples(decoded);
    assertThat(Signal.snr(Arrays.copyOf(whole, part.length), part)).isGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0.5, 0.02})
  void truncatedOrNotM4aIsNotSupported(double share) {
    byte[] bytes = Fixtures.truncated(Fixtures.bytes("aac.m4a"), share);
    rejected("song.m4a", bytes, "m4a", "not supported", "ffmpeg -i");
    rejected("song.mp3", bytes, "not supported");
  }

  @Test
  void whatIsKnownButNotReadIsNamed() {
    rejected("a.aac", Fixtures.bytes("aac.adts"), "AAC", "not supported");
    rejected("a.wav", Fixtures.bytes("adpcm.wav"), "not supported", "ffmpeg -i");
    rejected("a.aiff", Fixtures.bytes("ima.aiff"), "ima4", "not supported");
    rejected("a.oga", Fixtures.bytes("flac-in.oga"), "FLAC", "inside Ogg");
    rejected("a.mid", new byte[] {'M', 'T', 'h', 'd', 0, 0, 0, 6}, "MIDI");
  }

  @Test
  void sixtyFlippedBitsLeaveAnMp3ItsFullLength() {
    byte[] bytes = Fixtures.bytes("cbr-stereo.mp3");
    Decoded inFrames = Fixtures.decode(folder, "a.mp3", Fixtures.flipped(bytes, 60, 5000, 1));
    assertThat(inFrames).isInstanceOf(Decoded.Ok.class);
    assertThat(Fixtures.samples(inFrames)).hasSize(88200);
    Decoded inHeaders = Fixtures.decode(folder, "a.mp3", Fixtures.flipped(bytes, 60, 0, 1));
    assertThat(inHeaders).isInstanceOf(Decoded.Recovered.class);
    assertThat(inHeaders.reason()).contains("1 of 78 frames are damaged and silent");
    assertThat(Fixtures.samples(inHeaders)).hasSize(88200);
  }

  @Test
  void sixtyFlippedBitsInOggCostOnlyTheirPagesAndNotTheTime() {
    byte[] bytes = Fixtures.bytes("vorbis-pages.ogg");
    float[] whole = Fixtures.samples(Fixtures.decode(folder, "a.ogg", bytes));
    Decoded decoded =
        Fixtures.decode(folder, "b.ogg", Fixtures.flipped(bytes, 60, VORBIS_HEADERS, 1));
    assertThat(decoded).isInstanceOf(Decoded.Recovered.class);
    assertThat(decoded.reason()).contains("pages are missing");
    float[] samples = Fixtures.samples(decoded);
    assertThat(samples).hasSameSizeAs(whole);
    assertThat(shareEqual(whole, samples)).isBetween(0.6, 0.9);
    rejected("c.ogg", Fixtures.flipped(bytes, 60, 0, 1), "Vorbis headers are damaged");
  }

  @Test
  void sixtyFlippedBitsInFlacCostOnlyTheirFramesAndNotTheTime() {
    byte[] bytes = Fixtures.bytes("flac-frames.flac");
    Decoded decoded = Fixtures.decode(folder, "a.flac", Fixtures.flipped(bytes, 60, 100, 1));
    assertThat(decoded).isInstanceOf(Decoded.Recovered.class);
    assertThat(decoded.reason()).contains("damaged frames and are silent");
    float[] whole = Signal.mono(8000, 2.5, 0);
    assertThat(Fixtures.samples(decoded)).hasSameSizeAs(whole);
    assertThat(shareEqual(whole, Fixtures.samples(decoded))).isBetween(0.75, 0.9);
  }

  @Test
  void moreThanHalfLostIsRejectedAndNotSilence() {
    byte[] flac = Fixtures.flipped(Fixtures.bytes("flac-mono.flac"), 60, 100, 1);
    rejected("a.flac", flac, "More than half of the sound is lost");
    byte[] ogg = Fixtures.flipped(Fixtures.bytes("vorbis-stereo.ogg"), 60, 5000, 1);
    rejected("a.ogg", ogg, "no sound");
    byte[] opus = Fixtures.flipped(Fixtures.bytes("opus-stereo.opus"), 3, 1000, 1);
    rejected("a.opus", opus, "More than half");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbr-stereo.mp3", "flac-mono.flac", "s16.wav", "vorbis-mono.ogg"})
  void aLongId3TagInFrontIsSkipped(String name) {
    byte[] bytes = Fixtures.joined(id3(262_144), id3(700), Fixtures.bytes(name));
    Decoded decoded = Fixtures.decode(folder, name, bytes);
    assertThat(decoded).isInstanceOf(Decoded.Ok.class);
    assertThat(Fixtures.samples(decoded))
        .isEqualTo(Fixtures.samples(Fixtures.decode(folder, name)));
  }

  @Test
  void tagsBehindTheSoundAreNoSound() {
    byte[] tag = Arrays.copyOf("TAGtitle".getBytes(StandardCharsets.US_ASCII), 128);
    for (String name : new String[] {"cbr-stereo.mp3", "flac-mono.flac", "s16.wav"}) {
      Decoded decoded = Fixtures.decode(folder, name, Fixtures.joined(Fixtures.bytes(name), tag));
      assertThat(decoded.reason()).isEmpty();
    }
  }

  @Test
  void anId3TagAloneIsRejected() {
    rejected("tag.mp3", id3(5000), "only an ID3 tag");
    rejected("tag.mp3", Arrays.copyOf(id3(5000), 900), "only an ID3 tag");
  }

  @Test
  void chainedOggStreamsAreSaidToBeReadInPart() {
    byte[] both =
        Fixtures.joined(Fixtures.bytes("vorbis-stereo.ogg"), Fixtures.bytes("vorbis-mono.ogg"));
    Decoded decoded = Fixtures.decode(folder, "a.ogg", both);
    assertThat(decoded).isInstanceOf(Decoded.Recovered.class);
    assertThat(decoded.reason()).contains("first of several chained streams");
    assertThat(Fixtures.samples(decoded)).hasSize(88200);
  }

  @Test
  void aMissingFileAndAFolderAreRejected() {
    assertThat(AudioFile.decode(folder.resolve("none.wav")).reason()).contains("does not exist");
    assertThat(AudioFile.decode(folder).reason()).contains("not a file");
  }

  private void rejected(String name, byte[] bytes, String... words) {
    Decoded decoded = Fixtures.decode(folder, name, bytes);
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(decoded.reason()).contains(words);
    assertThat(decoded.waveform()).isEmpty();
  }

  private static double shareEqual(float[] expected, float[] actual) {
    int equal = 0;
    for (int i = 0; i < expected.length; i++) {
      equal += Math.abs(expected[i] - actual[i]) < 1e-6 ? 1 : 0;
    }
    return equal / (double) expected.length;
  }

  private static byte[] id3(int length) {
    byte[] tag = new byte[10 + length];
    tag[0] = 'I';
    tag[1] = 'D';
    tag[2] = '3';
    tag[3] = 4;
    for (int i = 0; i < 4; i++) {
      tag[6 + i] = (byte) (length >> 21 - 7 * i & 0x7f);
    }
    // A picture's bytes may look like frames.
    for (int i = 10; i + 1 < tag.length; i += 2) {
      tag[i] = (byte) 0xff;
      tag[i + 1] = (byte) 0xfb;
    }
    return tag;
  }
}
