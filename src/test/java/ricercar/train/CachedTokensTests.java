package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.augment.Chain;
import ricercar.augment.Gain;
import ricercar.augment.Step;
import ricercar.augment.ViewCutter;
import ricercar.codec.CachedVariants;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.codec.TokenCache;
import ricercar.codec.ToneCorpus;
import ricercar.corpus.Corpus;
import ricercar.random.Stream;
import ricercar.tensor.Scope;

class CachedTokensTests {
  private static final int FRAMES = 8;
  private static final int WIDTH = 8;

  @TempDir Path folder;
  private Corpus corpus;
  private Encodec codec;
  private Scope scope;

  @BeforeEach
  void open() {
    scope = Scope.open();
    corpus = ToneCorpus.build(folder.resolve("corpus"), "tones", 64_000, 64_000);
    codec = new Encodec(EncodecConfig.at32kHz(2, WIDTH, 1, 2, 16), 2, Stream.of(1, "codec"));
  }

  @AfterEach
  void close() {
    codec.close();
    corpus.close();
    scope.close();
  }

  private TokenCache cache(CachedVariants variants) {
    return TokenCache.open(folder.resolve("tokens"), corpus, codec, variants, Progress.SILENT);
  }

  @Test
  void adjacentViewsStandSideBySideInTheirClip() {
    TokenCache cache = cache(CachedVariants.CLEAN);
    CachedTokens source = new CachedTokens(cache, 2, FRAMES, ViewCutter.ADJACENT, 1);
    for (long step = 0; step < 20; step++) {
      Tokens tokens = source.of(batch(step, 0, 0, 1, 1));
      int[] offsets = new int[4];
      for (int view = 0; view < 4; view++) {
        offsets[view] = offset(cache, view / 2, 0, tokens, view);
        long[] codes = new long[FRAMES * 2];
        cache.codes(view / 2, 0, offsets[view], FRAMES, codes, 0);
        int from = view * FRAMES * 2;
        assertThat(Arrays.copyOfRange(tokens.codes(), from, from + FRAMES * 2)).isEqualTo(codes);
      }
      assertThat(offsets[1]).isEqualTo(offsets[0] + FRAMES);
      assertThat(offsets[3]).isEqualTo(offsets[2] + FRAMES);
    }
  }

  @Test
  void aViewIsAFunctionOfSeedStepAndItsPlaceAlone() {
    TokenCache cache = cache(CachedVariants.CLEAN);
    CachedTokens source = new CachedTokens(cache, 2, FRAMES, ViewCutter.INDEPENDENT, 1);
    float[] both = latents(source.of(batch(3, 0, 0, 1, 1)));

    assertThat(
            latents(
                new CachedTokens(cache, 2, FRAMES, ViewCutter.INDEPENDENT, 1)
                    .of(batch(3, 0, 0, 1, 1))))
        .isEqualTo(both);
    // Another neighbour in the batch leaves a clip's views as they are.
    float[] neighbour = latents(source.of(batch(3, 0, 0, 0, 0)));
    assertThat(half(neighbour, 0)).isEqualTo(half(both, 0));
    assertThat(half(latents(source.of(batch(3, 1, 1, 1, 1))), 1)).isEqualTo(half(both, 1));
    // A clip that is there twice is not cut twice alike.
    assertThat(half(neighbour, 1)).isNotEqualTo(half(neighbour, 0));
    assertThat(latents(source.of(batch(4, 0, 0, 1, 1)))).isNotEqualTo(both);
    assertThat(
            latents(
                new CachedTokens(cache, 2, FRAMES, ViewCutter.INDEPENDENT, 2)
                    .of(batch(3, 0, 0, 1, 1))))
        .isNotEqualTo(both);
  }

  @Test
  void viewsComeOfEveryCachedVersionOnTheirOwn() {
    Chain chain = new Chain("gains", 1, List.of(Step.of(1, new Gain(-12, -3, false))));
    TokenCache cache = cache(CachedVariants.augmented(chain, "gains", 3, 5));
    CachedTokens source = new CachedTokens(cache, 2, FRAMES, ViewCutter.ADJACENT, 1);
    boolean[][] seen = new boolean[3][3];
    for (long step = 0; step < 60; step++) {
      Tokens tokens = source.of(batch(step, 0, 0));
      seen[version(cache, tokens, 0)][version(cache, tokens, 1)] = true;
    }
    for (boolean[] second : seen) {
      assertThat(second).containsOnly(true);
    }
  }

  private static int version(TokenCache cache, Tokens tokens, int view) {
    for (int version = 0; version < 3; version++) {
      if (offset(cache, 0, version, tokens, view) >= 0) {
        return version;
      }
    }
    throw new AssertionError("view " + view + " is of no version");
  }

  /** Where a view's latents stand in a version of a clip; -1 where they do not. */
  private static int offset(TokenCache cache, int clip, int version, Tokens tokens, int view) {
    int size = FRAMES * WIDTH;
    float[] wanted = Arrays.copyOfRange(latents(tokens), view * size, (view + 1) * size);
    float[] found = new float[size];
    for (int from = 0; from <= cache.frames(clip) - FRAMES; from++) {
      cache.latents(clip, version, from, FRAMES, found, 0);
      if (Arrays.equals(found, wanted)) {
        return from;
      }
    }
    return -1;
  }

  private static float[] latents(Tokens tokens) {
    return tokens.latents().toFloats();
  }

  private static float[] half(float[] latents, int which) {
    int size = latents.length / 2;
    return Arrays.copyOfRange(latents, which * size, (which + 1) * size);
  }

  private static Batch batch(long step, int... clips) {
    return new Batch(step, clips, new boolean[clips.length], new float[clips.length]);
  }
}
