package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.augment.Chain;
import ricercar.augment.Gain;
import ricercar.augment.Step;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.random.Stream;

class TokenCacheTests {
  private static final int[] SAMPLES = {6_400, 3_201, 200_000, 1};
  private static final Progress NO_WORK =
      (name, total) -> {
        throw new AssertionError(name + " is worked on again");
      };

  @TempDir Path temporary;
  private Path store;
  private Corpus corpus;
  private Encodec codec;

  @BeforeEach
  void open() {
    store = temporary.resolve("tokens");
    corpus = ToneCorpus.build(temporary.resolve("corpus"), "tones", SAMPLES);
    codec = codec(1);
  }

  @AfterEach
  void close() {
    codec.close();
    corpus.close();
  }

  private static Encodec codec(long seed) {
    return new Encodec(EncodecConfig.at32kHz(2, 8, 1, 2, 16), 2, Stream.of(seed, "codec"));
  }

  @Test
  void aClipsTokensAreWhatTheCodecMakesOfIt() {
    TokenCache cache = open(corpus, CachedVariants.CLEAN, Progress.SILENT);

    assertThat(cache.width()).isEqualTo(8);
    assertThat(cache.codebooks()).isEqualTo(2);
    for (int clip = 0; clip < SAMPLES.length; clip++) {
      assertThat(cache.frames(clip)).isEqualTo((SAMPLES[clip] + 639) / 640);
      holds(cache, clip, 0, corpus.read(clip));
    }
  }

  private void holds(TokenCache cache, int clip, int firstFrame, float[] sound) {
    int[][] codes = codec.encode(new float[][] {sound}).codes();
    float[][] latents = codec.latents(new float[][] {sound});
    int frames = latents.length;
    long[] cached = new long[2 * frames];
    float[] rows = new float[8 * frames];
    cache.codes(clip, 0, firstFrame, frames, cached, 0);
    cache.latents(clip, 0, firstFrame, frames, rows, 0);
    for (int t = 0; t < frames; t++) {
      assertThat(cached[2 * t]).isEqualTo(codes[0][t]);
      assertThat(cached[2 * t + 1]).isEqualTo(codes[1][t]);
      assertThat(Arrays.copyOfRange(rows, 8 * t, 8 * t + 8)).isEqualTo(latents[t]);
    }
  }

  @Test
  void aStretchIsAPartOfTheWholeAndNeverOfTheNextClip() {
    TokenCache cache = open(corpus, CachedVariants.CLEAN, Progress.SILENT);
    float[] whole = new float[8 * 10];
    float[] part = new float[8 * 4];
    cache.latents(0, 0, 0, 10, whole, 0);
    cache.latents(0, 0, 5, 3, part, 8);

    assertThat(Arrays.copyOfRange(part, 8, 32)).isEqualTo(Arrays.copyOfRange(whole, 40, 64));
    assertThat(Arrays.copyOf(part, 8)).containsOnly(0f);
    assertThatThrownBy(() -> cache.latents(0, 0, 8, 3, part, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cache.codes(1, 0, -1, 2, new long[4], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClipOfMoreThanAMinuteIsEncodedMinuteByMinute() {
    int minute = 60 * 32_000;
    try (Corpus songs = ToneCorpus.build(temporary.resolve("songs"), "songs", minute + 900)) {
      TokenCache cache = open(songs, CachedVariants.CLEAN, Progress.SILENT);

      assertThat(cache.frames(0)).isEqualTo(3_002);
      float[] song = songs.read(0);
      holds(cache, 0, 0, Arrays.copyOf(song, minute));
      holds(cache, 0, 3_000, Arrays.copyOfRange(song, minute, song.length));
    }
  }

  @Test
  void whatIsInTheCacheIsNotExtractedAgain() {
    open(corpus, CachedVariants.CLEAN, Progress.SILENT);
    open(corpus, CachedVariants.CLEAN, NO_WORK);
    try (Encodec same = codec(1);
        Corpus again = Corpus.open(temporary.resolve("corpus"))) {
      TokenCache.open(store, again, same, CachedVariants.CLEAN, NO_WORK);
    }
    assertThat(folders(store)).hasSize(1);
  }

  @Test
  void anotherCodecCorpusChainCountOrSeedHasAFolderOfItsOwn() {
    open(corpus, CachedVariants.CLEAN, Progress.SILENT);
    try (Encodec other = codec(2);
        Corpus songs = ToneCorpus.build(temporary.resolve("songs"), "songs", 900)) {
      TokenCache.open(store, corpus, other, CachedVariants.CLEAN, Progress.SILENT);
      open(songs, CachedVariants.CLEAN, Progress.SILENT);
    }
    open(corpus, gains("gain 6 dB", 1, 1), Progress.SILENT);
    open(corpus, gains("gain 12 dB", 1, 1), Progress.SILENT);
    open(corpus, gains("gain 6 dB", 2, 1), Progress.SILENT);
    open(corpus, gains("gain 6 dB", 1, 2), Progress.SILENT);

    assertThat(folders(store)).hasSize(7);
  }

  @Test
  void augmentedVersionsAreOfTrainingClipsAloneAndDifferFromEachOther() {
    TokenCache cache = open(corpus, gains("gain", 2, 1), Progress.SILENT);

    float[] first = latents(cache, 1, 0);
    assertThat(latents(cache, 1, 1)).isNotEqualTo(first);
    float[] clean = latents(open(corpus, CachedVariants.CLEAN, Progress.SILENT), 1, 0);
    assertThat(first).isNotEqualTo(clean);
    for (int clip : new int[] {2, 3}) {
      assertThatThrownBy(() -> latents(cache, clip, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("clip" + clip);
    }
    assertThatThrownBy(() -> latents(cache, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(cache::latentInputs)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clips as they are");
  }

  @Test
  void augmentedVersionsAreTheSameInEveryCache() throws IOException {
    CachedVariants variants = gains("gain", 2, 1);
    open(corpus, variants, Progress.SILENT);
    Path other = temporary.resolve("other");
    TokenCache.open(other, corpus, codec, variants, Progress.SILENT);

    Path here = folders(store).get(0);
    Path there = folders(other).get(0);
    assertThat(there.getFileName()).isEqualTo(here.getFileName());
    for (String file : List.of("codes.u16", "latents.f32")) {
      assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
    }
  }

  @Test
  void aFileThatIsTooShortOrGoneIsNamedWithTheRemedy() throws IOException {
    open(corpus, CachedVariants.CLEAN, Progress.SILENT);
    Path folder = folders(store).get(0);
    try (FileChannel file =
        FileChannel.open(folder.resolve("latents.f32"), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 4);
    }
    refused("latents.f32", "bytes", "delete its folder");
    Files.delete(folder.resolve("codes.u16"));
    refused("codes.u16", "elete its folder");
    Files.delete(folder.resolve("manifest.json"));
    refused("manifest.json", "elete its folder");
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> open(corpus, CachedVariants.CLEAN, NO_WORK))
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void anEncodersInputsAreTheTokensInOrder() {
    TokenCache cache = open(corpus, CachedVariants.CLEAN, Progress.SILENT);
    ClipInputs latents = cache.latentInputs();
    ClipInputs codes = cache.codeInputs();

    assertThat(latents.length(1)).isEqualTo(6);
    assertThat(latents.shape(3, 5)).containsExactly(3, 5, 8);
    assertThat(codes.shape(3, 5)).containsExactly(3, 5, 2);
    float[] rows = new float[8 * 6];
    latents.read(1, 0, rows);
    assertThat(rows).isEqualTo(latents(cache, 1, 0));
    float[] numbers = new float[2 * 3];
    long[] same = new long[2 * 3];
    codes.read(1, 2, numbers);
    cache.codes(1, 0, 2, 3, same, 0);
    for (int i = 0; i < same.length; i++) {
      assertThat((double) numbers[i]).isCloseTo(same[i], within(0.0));
    }
  }

  @Test
  void aCodecOfStereoInChunksOrAnotherRateCannotBeCached() {
    Path golden = Path.of("src/test/resources/golden");
    try (Encodec stereo = Encodec.open(golden.resolve("encodec-48k-chunks"));
        Encodec slower = Encodec.open(golden.resolve("encodec-24k-causal"))) {
      assertThatThrownBy(
              () -> TokenCache.open(store, corpus, stereo, CachedVariants.CLEAN, NO_WORK))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("stereo in chunks")
          .hasMessageContaining("32 kHz");
      assertThatThrownBy(
              () -> TokenCache.open(store, corpus, slower, CachedVariants.CLEAN, NO_WORK))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("24000 Hz")
          .hasMessageContaining("'tones' is at 32000 Hz");
    }
    assertThat(store).doesNotExist();
  }

  private TokenCache open(Corpus of, CachedVariants variants, Progress progress) {
    return TokenCache.open(store, of, codec, variants, progress);
  }

  private static CachedVariants gains(String description, int count, long seed) {
    Chain chain = new Chain("gains", 1, List.of(Step.of(1, new Gain(-12, -3, false))));
    return CachedVariants.augmented(chain, description, count, seed);
  }

  private static float[] latents(TokenCache cache, int clip, int version) {
    float[] rows = new float[cache.frames(clip) * cache.width()];
    cache.latents(clip, version, 0, cache.frames(clip), rows, 0);
    return rows;
  }

  private static List<Path> folders(Path store) {
    try (var files = Files.list(store)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
