package ricercar.stats;

import java.util.Arrays;
import ricercar.random.Stream;

/**
 * Two-sided tests of "no difference" on paired differences, such as score of A minus score of B on
 * each test track.
 */
public final class PairedTests {
  private static final int ENUMERATED = 20;
  private static final int EXACT_RANKS = 50;

  private PairedTests() {}

  /**
   * Sign-flip permutation test of the mean. All sign patterns are counted for up to 20 differences;
   * beyond that {@code permutations} are drawn, and the observed one counts among them (Phipson and
   * Smyth 2010), so that p is never 0.
   */
  public static double signFlip(double[] differences, int permutations, Stream random) {
    double observed = Math.abs(Arrays.stream(differences).sum());
    // Sums of the same numbers in another order may differ in the last bits.
    double threshold = observed - 1e-12 * Arrays.stream(differences).map(Math::abs).sum();
    if (differences.length <= ENUMERATED) {
      int patterns = 1 << differences.length;
      int extreme = 0;
      for (int pattern = 0; pattern < patterns; pattern++) {
        extreme += Math.abs(flipped(differences, pattern)) >= threshold ? 1 : 0;
      }
      return (double) extreme / patterns;
    }
    int extreme = 1;
    for (int i = 0; i < permutations; i++) {
      extreme += Math.abs(flipped(differences, random.child("flip", i))) >= threshold ? 1 : 0;
    }
    return extreme / (permutations + 1.0);
  }

  /**
   * Wilcoxon's signed-rank test: zeros are dropped, ties share their mean rank. Up to 50
   * differences the distribution is exact, given the ties; beyond that normal, with the variance
   * corrected for ties and no continuity correction.
   */
  public static double wilcoxon(double[] differences) {
    double[] d = Arrays.stream(differences).filter(x -> x != 0).toArray();
    if (d.length == 0) {
      return 1;
    }
    int[] doubled = doubledRanks(d);
    int total = Arrays.stream(doubled).sum();
    int positive = 0;
    for (int i = 0; i < d.length; i++) {
      positive += d[i] > 0 ? doubled[i] : 0;
    }
    int smaller = Math.min(positive, total - positive);
    return d.length <= EXACT_RANKS
        ? Math.min(1, 2 * exactTail(doubled, smaller))
        : Math.min(1, 2 * normalTail(doubled, smaller));
  }

  private static double flipped(double[] differences, int pattern) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }

  private static double flipped(double[] differences, Stream random) {
    double sum = 0;
    long signs = 0;
    for (int i = 0; i < differences.length; i++) {
      signs = i % 64 == 0 ? random.nextLong() : signs >>> 1;
      sum += (signs & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }

  /** Twice the mean rank of each absolute value, so that halves stay whole numbers. */
  private static int[] doubledRanks(double[] d) {
    double[] sorted = Arrays.stream(d).map(Math::abs).sorted().toArray();
    int[] doubled = new int[d.length];
    for (int i = 0; i < d.length; i++) {
      int below = 0;
      int equal = 0;
      for (double other : sorted) {
        below += other < Math.abs(d[i]) ? 1 : 0;
        equal += other == Math.abs(d[i]) ? 1 : 0;
      }
      doubled[i] = 2 * below + equal + 1;
    }
    return doubled;
  }

  /** P(sum of the ranks with random signs ≤ limit), by adding one rank after the other. */
  private static double exactTail(int[] doubled, int limit) {
    double[] probability = new double[Arrays.stream(doubled).sum() + 1];
    probability[0] = 1;
    for (int rank : doubled) {
      for (int sum = probability.length - 1; sum >= 0; sum--) {
        probability[sum] = (probability[sum] + (sum < rank ? 0 : probability[sum - rank])) / 2;
      }
    }
    return Arrays.stream(probability, 0, limit + 1).sum();
  }

  private static double normalTail(int[] doubled, int smaller) {
    double mean = Arrays.stream(doubled).sum() / 2.0;
    double variance = Arrays.stream(doubled).mapToDouble(r -> (double) r * r).sum() / 4;
    return Normal.cumulative((smaller - mean) / Math.sqrt(variance));
  }
}
