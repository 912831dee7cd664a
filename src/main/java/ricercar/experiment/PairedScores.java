package ricercar.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import ricercar.Problem;
import ricercar.metric.Metric;
import ricercar.metric.Scorer;
import ricercar.random.Stream;
import ricercar.stats.Bca;
import ricercar.stats.Clusters;
import ricercar.stats.Interval;
import ricercar.stats.PairedTests;
import ricercar.stats.Resampled;
import ricercar.stats.SeedNoise;
import ricercar.stats.Statistic;
import ricercar.track.RunResult;

/**
 * Intervals and tests on rows that share their test items. The test groups (tracks) and the seeds
 * are resampled, each as a whole; differences are paired on both. Random streams are keyed by what
 * is computed, so a table made again is the same table.
 */
record PairedScores(Bca bootstrap, Clusters clusters) {
  private static final int PERMUTATIONS = 20_000;

  /** The metric, averaged over the seeds. */
  Interval value(Metric metric, SortedMap<Long, RunResult> results) {
    List<Scorer> scorers = scorers(metric, results, List.copyOf(results.keySet()));
    return resample(counts -> mean(scorers, counts), scorers.size(), "value/" + metric)
        .interval(bootstrap.level());
  }

  /** One row minus another, over the seeds they share. */
  Interval difference(
      Metric metric, SortedMap<Long, RunResult> ours, SortedMap<Long, RunResult> theirs) {
    return resampled(metric, ours, theirs).interval(bootstrap.level());
  }

  /** The same with all that the bootstrap found. */
  Resampled resampled(
      Metric metric, SortedMap<Long, RunResult> ours, SortedMap<Long, RunResult> theirs) {
    List<Long> seeds = sharedSeeds(ours, theirs);
    List<Scorer> left = scorers(metric, ours, seeds);
    List<Scorer> right = scorers(metric, theirs, seeds);
    Statistic difference = counts -> mean(left, counts) - mean(right, counts);
    return resample(difference, seeds.size(), "difference/" + metric);
  }

  /**
   * p of "no difference", by sign flips of the mean difference of each group.
   *
   * @param metric one that is a mean over the items
   */
  double test(Metric metric, SortedMap<Long, RunResult> ours, SortedMap<Long, RunResult> theirs) {
    List<Long> seeds = sharedSeeds(ours, theirs);
    double[] differences = new double[clusters.clusterOf().length];
    for (long seed : seeds) {
      double[] left = metric.perItem(ours.get(seed).outcomes()).orElseThrow();
      double[] right = metric.perItem(theirs.get(seed).outcomes()).orElseThrow();
      for (int i = 0; i < differences.length; i++) {
        differences[i] += (left[i] - right[i]) / seeds.size();
      }
    }
    return PairedTests.signFlip(
        clusters.means(differences), PERMUTATIONS, Stream.of(0, "sign-flip"));
  }

  /** Standard deviation of the metric over the seeds; NaN for one seed. */
  double seedSpread(Metric metric, SortedMap<Long, RunResult> results) {
    return SeedNoise.of(List.of(bySeed(metric, results))).deviation();
  }

  /** Of both rows together, each about its own mean. */
  SeedNoise seedNoise(
      Metric metric, SortedMap<Long, RunResult> ours, SortedMap<Long, RunResult> theirs) {
    return SeedNoise.of(List.of(bySeed(metric, ours), bySeed(metric, theirs)));
  }

  private static double[] bySeed(Metric metric, SortedMap<Long, RunResult> results) {
    return results.values().stream().mapToDouble(r -> metric.of(r.outcomes())).toArray();
  }

  static List<Long> sharedSeeds(
      SortedMap<Long, RunResult> ours, SortedMap<Long, RunResult> theirs) {
    List<Long> shared = new ArrayList<>(ours.keySet());
    shared.retainAll(theirs.keySet());
    if (shared.isEmpty()) {
      throw new Problem(
          "Two rows to compare share no seed: %s and %s.".formatted(ours.keySet(), theirs.keySet()),
          "Run both with the same seeds.");
    }
    return shared;
  }

  private Resampled resample(Statistic statistic, int seeds, String purpose) {
    return bootstrap.resample(statistic, Stream.of(0, purpose), clusters.size(), seeds);
  }

  private double mean(List<Scorer> scorers, int[][] counts) {
    int[] itemCounts = clusters.spread(counts[0]);
    double sum = 0;
    for (int s = 0; s < scorers.size(); s++) {
      sum += counts[1][s] == 0 ? 0 : counts[1][s] * scorers.get(s).of(itemCounts);
    }
    return sum / Arrays.stream(counts[1]).sum();
  }

  private static List<Scorer> scorers(
      Metric metric, SortedMap<Long, RunResult> results, List<Long> seeds) {
    return seeds.stream().map(seed -> metric.on(results.get(seed).outcomes())).toList();
  }
}
