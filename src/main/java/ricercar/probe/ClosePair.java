package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.geometry.Cosine;

/**
 * Why an encoder lays two clips so close together, or so far apart.
 *
 * @param one a clip, an index into the corpus
 * @param other another
 * @param cosine of their embeddings
 * @param rank of the other among all embedded clips, the nearest to the one being 1
 * @param among how many others there are
 * @param labels by task, of both
 * @param dimensions those in which both stand out in the same direction, the strongest first
 * @param positives of the one: the nearest clips that share a class of the task asked for
 * @param otherPositives likewise of the other
 * @param overTime cosines of their windows, {@code [window of the one][window of the other]}
 */
public record ClosePair(
    int one,
    int other,
    double cosine,
    int rank,
    int among,
    Map<String, Classes> labels,
    List<Dimension> dimensions,
    List<Near> positives,
    List<Near> otherPositives,
    double[][] overTime) {
  private static final int DIMENSIONS = 8;
  private static final int POSITIVES = 5;

  /** What two clips are labelled with in a task; {@code known} if both are labelled at all. */
  public record Classes(boolean known, List<String> one, List<String> other) {
    public List<String> shared() {
      return one.stream().filter(other::contains).toList();
    }
  }

  /**
   * @param one how far the one clip is from the mean of all clips, in their standard deviations
   * @param other likewise
   * @param share of the cosine that this dimension makes up
   */
  public record Dimension(int number, double one, double other, double share) {}

  /** A clip and the cosine to it. */
  public record Near(int clip, double cosine) {}

  /**
   * @param embeddings of the clips to compare with, those two among them
   * @param windows of those two clips
   * @param task whose classes make positives
   */
  public static ClosePair of(
      Embeddings embeddings,
      WindowEmbeddings windows,
      Corpus corpus,
      String task,
      int one,
      int other) {
    int here = place(embeddings, one);
    int there = place(embeddings, other);
    float[][] rows = embeddings.rows();
    double[] cosines = cosines(rows, here);
    double[] otherCosines = cosines(rows, there);
    int rank =
        1
            + (int)
                IntStream.range(0, rows.length)
                    .filter(i -> i != here && cosines[i] > cosines[there])
                    .count();
    return new ClosePair(
        one,
        other,
        cosines[there],
        rank,
        rows.length - 1,
        labels(corpus, one, other),
        dimensions(rows, here, there, cosines[there]),
        positives(embeddings, cosines, corpus.labels(task), here),
        positives(embeddings, otherCosines, corpus.labels(task), there),
        overTime(windows, one, other));
  }

  /** The cosine of each window of the one with the window of the other at the same time. */
  public double[] atOnce() {
    return IntStream.range(0, Math.min(overTime.length, overTime[0].length))
        .mapToDouble(t -> overTime[t][t])
        .toArray();
  }

  /** The cosine of each window of the one with the most similar window of the other. */
  public double[] atBest() {
    return Arrays.stream(overTime)
        .mapToDouble(row -> Arrays.stream(row).max().orElseThrow())
        .toArray();
  }

  private static int place(Embeddings embeddings, int clip) {
    int place =
        IntStream.range(0, embeddings.size())
            .filter(i -> embeddings.clips()[i] == clip)
            .findFirst()
            .orElse(-1);
    Problem.unless(place >= 0, "Clip %d is not among the embedded clips.", clip);
    return place;
  }

  private static double[] cosines(float[][] rows, int of) {
    return Arrays.stream(rows).mapToDouble(row -> Cosine.of(rows[of], row)).toArray();
  }

  private static Map<String, Classes> labels(Corpus corpus, int one, int other) {
    Map<String, Classes> labels = new LinkedHashMap<>();
    corpus
        .tasks()
        .forEach(
            task -> {
              List<String> here = corpus.clips().get(one).labels().get(task.name());
              List<String> there = corpus.clips().get(other).labels().get(task.name());
              boolean known = here != null && there != null;
              labels.put(
                  task.name(),
                  new Classes(
                      known, here == null ? List.of() : here, there == null ? List.of() : there));
            });
    return labels;
  }

  private static List<Dimension> dimensions(float[][] rows, int here, int there, double cosine) {
    double lengths = 0;
    double[] products = new double[rows[0].length];
    for (int k = 0; k < products.length; k++) {
      products[k] = (double) rows[here][k] * rows[there][k];
      lengths += products[k];
    }
    double whole = lengths;
    return IntStream.range(0, products.length)
        .mapToObj(
            k -> {
              double mean = Arrays.stream(rows).mapToDouble(row -> row[k]).average().orElseThrow();
              double variance =
                  Arrays.stream(rows)
                      .mapToDouble(row -> (row[k] - mean) * (row[k] - mean))
                      .average()
                      .orElseThrow();
              double deviation = Math.max(1e-12, Math.sqrt(variance));
              return new Dimension(
                  k,
                  (rows[here][k] - mean) / deviation,
                  (rows[there][k] - mean) / deviation,
                  cosine == 0 ? 0 : products[k] / whole);
            })
        .sorted(Comparator.comparingDouble((Dimension d) -> d.one * d.other).reversed())
        .limit(DIMENSIONS)
        .filter(d -> d.one * d.other > 0)
        .toList();
  }

  private static List<Near> positives(
      Embeddings embeddings, double[] cosines, Labels labels, int of) {
    int[] own = labels.active()[embeddings.clips()[of]];
    if (own == null) {
      return List.of();
    }
    return IntStream.range(0, cosines.length)
        .filter(i -> i != of && shares(own, labels.active()[embeddings.clips()[i]]))
        .mapToObj(i -> new Near(embeddings.clips()[i], cosines[i]))
        .sorted(Comparator.comparingDouble(Near::cosine).reversed())
        .limit(POSITIVES)
        .toList();
  }

  private static boolean shares(int[] own, int[] others) {
    return others != null && Arrays.stream(own).anyMatch(k -> Arrays.binarySearch(others, k) >= 0);
  }

  private static double[][] overTime(WindowEmbeddings windows, int one, int other) {
    List<float[]> here = new ArrayList<>();
    List<float[]> there = new ArrayList<>();
    float[][] rows = windows.rows();
    for (int i = 0; i < rows.length; i++) {
      if (windows.clips()[i] == one) {
        here.add(rows[i]);
      }
      if (windows.clips()[i] == other) {
        there.add(rows[i]);
      }
    }
    Problem.unless(
        !here.isEmpty() && !there.isEmpty(),
        "There are no windows of clips %d and %d.",
        one,
        other);
    return here.stream()
        .map(a -> there.stream().mapToDouble(b -> Cosine.of(a, b)).toArray())
        .toArray(double[][]::new);
  }
}
