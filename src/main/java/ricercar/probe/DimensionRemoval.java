package ricercar.probe;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.metric.Metric;
import ricercar.random.Stream;

/**
 * What a probe still finds when the dimensions that know most of a task are taken away: the test of
 * an attribution. If a task sits in few dimensions, it goes with them; if it is spread, as many
 * drawn at random cost the same.
 *
 * @param counts how many dimensions were taken away, or kept
 * @param withoutTop the metric without so many of the dimensions that know most of {@code ranked}
 * @param withoutAny without as many drawn at random
 * @param topAlone with so many of the dimensions that know most, and no other; NaN for 0
 */
public record DimensionRemoval(
    Metric metric, int[] counts, double[] withoutTop, double[] withoutAny, double[] topAlone) {
  /**
   * @param ranked whose dimensions are removed, from training clips: of the same task, or of
   *     another to see whether the two share dimensions
   * @param counts each below the width
   */
  public static DimensionRemoval of(
      Probe probe,
      Embeddings embeddings,
      Corpus corpus,
      String task,
      DimensionAttribution ranked,
      int[] counts,
      Stream random) {
    int width = embeddings.width();
    int[] any = random.child("dimensions").permutation(width);
    int[] ranking = ranked.ranking();
    double[] withoutTop = new double[counts.length];
    double[] withoutAny = new double[counts.length];
    double[] topAlone = new double[counts.length];
    Metric metric = Metric.forTask(corpus.task(task)).get(0);
    for (int i = 0; i < counts.length; i++) {
      int count = counts[i];
      Problem.unless(
          count >= 0 && count < width, "%d of %d dimensions cannot be removed.", count, width);
      Judge judge =
          kept -> judged(probe, embeddings.dimensions(kept), corpus, task, metric, random);
      withoutTop[i] = judge.of(sorted(Arrays.copyOfRange(ranking, count, width)));
      withoutAny[i] = judge.of(sorted(Arrays.copyOfRange(any, count, width)));
      topAlone[i] = count == 0 ? Double.NaN : judge.of(sorted(Arrays.copyOf(ranking, count)));
    }
    return new DimensionRemoval(metric, counts.clone(), withoutTop, withoutAny, topAlone);
  }

  /** Ranked by the task itself, on its training clips. */
  public static DimensionRemoval of(
      Probe probe, Embeddings embeddings, Corpus corpus, String task, int[] counts, Stream random) {
    DimensionAttribution own = DimensionAttribution.of(embeddings, corpus, task, Split.TRAIN);
    return of(probe, embeddings, corpus, task, own, counts, random);
  }

  private interface Judge {
    double of(int[] kept);
  }

  private static int[] sorted(int[] dimensions) {
    return IntStream.of(dimensions).sorted().toArray();
  }

  private static double judged(
      Probe probe, Embeddings kept, Corpus corpus, String task, Metric metric, Stream random) {
    return metric.of(probe.evaluate(kept, corpus, task, random.child("probe")).outcomes());
  }
}
