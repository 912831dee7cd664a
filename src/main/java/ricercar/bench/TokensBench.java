package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ricercar.Progress;
import ricercar.codec.CachedVariants;
import ricercar.codec.Encodec;
import ricercar.codec.TokenCache;
import ricercar.corpus.Corpus;
import ricercar.etudes.Bank;
import ricercar.etudes.Etudes;
import ricercar.etudes.Tier;
import ricercar.files.AtomicFiles;
import ricercar.tensor.Engine;

/**
 * One epoch's tokens, latents and codes of every clip, read from the token cache against extracting
 * them with the embedded codec.
 */
public final class TokensBench {
  private static final int ROUNDS = 3;

  private TokensBench() {}

  public static BenchReport run(Progress progress) {
    Engine.threads(1);
    Corpus corpus = Etudes.open(Tier.QUICK, 1, Bank.builtIn(), progress);
    double[] read = new double[ROUNDS];
    double[] extracted = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    try (Encodec codec = Encodec.embedded();
        Progress.Task task = progress.start("tokens", ROUNDS)) {
      for (int round = 0; round < ROUNDS; round++) {
        Path store = temporary();
        try {
          long start = System.nanoTime();
          TokenCache cache =
              TokenCache.open(store, corpus, codec, CachedVariants.CLEAN, Progress.SILENT);
          extracted[round] = (System.nanoTime() - start) / 1e9;
          epoch(cache);
          start = System.nanoTime();
          epoch(cache);
          read[round] = (System.nanoTime() - start) / 1e9;
          ratios[round] = extracted[round] / read[round];
        } finally {
          AtomicFiles.delete(store);
        }
        task.step(1);
      }
    }
    return new BenchReport(
        "Cached tokens",
        ("The %d études of the quick tier, latents and codes of the embedded codec, one thread, %d"
                + " rounds in turns, wall time; the cache's pages are in memory. Ours: reading."
                + " Theirs: extracting.")
            .formatted(corpus.clips().size(), ROUNDS),
        List.of(
            new BenchRow(
                "reading one epoch's tokens against extracting them",
                "s (the ratio is how many times faster)",
                median(read),
                median(extracted),
                median(ratios),
                "≥ 50",
                "")));
  }

  private static void epoch(TokenCache cache) {
    for (int clip = 0; clip < cache.corpus().clips().size(); clip++) {
      int frames = cache.frames(clip);
      float[] latents = new float[frames * cache.width()];
      long[] codes = new long[frames * cache.codebooks()];
      cache.latents(clip, 0, 0, frames, latents, 0);
      cache.codes(clip, 0, 0, frames, codes, 0);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
