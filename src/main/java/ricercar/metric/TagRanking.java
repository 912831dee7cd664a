package ricercar.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The items in the order of one tag's scores, from high to low, sorted once for all resamples.
 *
 * @param order item indices
 * @param positive whether the item at each place carries the tag
 * @param lastOfTie whether the item at each place is the last of its score
 */
record TagRanking(int[] order, boolean[] positive, boolean[] lastOfTie) {
  static TagRanking[] all(boolean[][] targets, double[][] scores) {
    if (targets.length == 0 || targets.length != scores.length) {
      throw new IllegalArgumentException(
          targets.length + " rows of targets, " + scores.length + " of scores");
    }
    TagRanking[] tags = new TagRanking[targets[0].length];
    Arrays.setAll(tags, tag -> of(tag, targets, scores));
    return tags;
  }

  static int[] once(int items) {
    int[] counts = new int[items];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static TagRanking of(int tag, boolean[][] targets, double[][] scores) {
    int[] order =
        IntStream.range(0, targets.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i][tag]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] positive = new boolean[order.length];
    boolean[] lastOfTie = new boolean[order.length];
    for (int place = 0; place < order.length; place++) {
      positive[place] = targets[order[place]][tag];
      lastOfTie[place] =
          place == order.length - 1 || scores[order[place]][tag] != scores[order[place + 1]][tag];
    }
    return new TagRanking(order, positive, lastOfTie);
  }

  double auroc(int[] counts) {
    double area = 0;
    long positives = 0;
    long negatives = 0;
    long tiedPositives = 0;
    long tiedNegatives = 0;
    for (int place = 0; place < order.length; place++) {
      int count = counts[order[place]];
      tiedPositives += positive[place] ? count : 0;
      tiedNegatives += positive[place] ? 0 : count;
      if (lastOfTie[place]) {
        area += tiedNegatives * (positives + tiedPositives / 2.0);
        positives += tiedPositives;
        negatives += tiedNegatives;
        tiedPositives = 0;
        tiedNegatives = 0;
      }
    }
    return positives == 0 || negatives == 0 ? Double.NaN : area / positives / negatives;
  }

  double averagePrecision(int[] counts) {
    double sum = 0;
    long positives = 0;
    long seen = 0;
    long tiedPositives = 0;
    for (int place = 0; place < order.length; place++) {
      int count = counts[order[place]];
      tiedPositives += positive[place] ? count : 0;
      seen += count;
      if (lastOfTie[place] && tiedPositives > 0) {
        positives += tiedPositives;
        sum += (double) tiedPositives * positives / seen;
        tiedPositives = 0;
      }
    }
    return positives == 0 || positives == seen ? Double.NaN : sum / positives;
  }
}
