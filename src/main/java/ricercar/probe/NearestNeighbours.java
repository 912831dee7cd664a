package ricercar.probe;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;

/**
 * The k training clips with the highest cosine vote for their classes, each with weight exp(cosine
 * / 0.07) (Wu et al. 2018). Nothing is trained, so it is cheap enough to watch a training by.
 *
 * @param k neighbours, or all training clips if there are fewer
 */
public record NearestNeighbours(int k) {
  private static final double TEMPERATURE = 0.07;

  public NearestNeighbours {
    Problem.unless(k > 0, "k nearest neighbours need a positive k, but k is %d.", k);
  }

  /**
   * @param asked the split whose clips are classified; during a training it is VALIDATION
   */
  public ProbeResult evaluate(Embeddings embeddings, Corpus corpus, String task, Split asked) {
    Examples known = Examples.of(embeddings, corpus, task, Split.TRAIN);
    Examples queries = Examples.of(embeddings, corpus, task, asked);
    float[][] neighbours = unit(known.features());
    float[][] votes =
        IntStream.range(0, queries.size())
            .parallel()
            .mapToObj(q -> votes(known, neighbours, queries.features().row(q)))
            .toArray(float[][]::new);
    return ProbeResult.of(corpus, task, queries.clips(), votes, Map.of());
  }

  private float[] votes(Examples known, float[][] neighbours, float[] query) {
    normalise(query);
    double[] cosine = new double[neighbours.length];
    for (int i = 0; i < cosine.length; i++) {
      cosine[i] = dot(neighbours[i], query);
    }
    double[] votes = new double[known.classes()];
    double sum = 0;
    int[] nearest =
        IntStream.range(0, cosine.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -cosine[i]))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : nearest) {
      double weight = Math.exp((cosine[i] - 1) / TEMPERATURE);
      sum += weight;
      for (int c : known.truth()[i]) {
        votes[c] += weight;
      }
      for (int t = 0; known.numbers() != null && t < votes.length; t++) {
        votes[t] += weight * known.numbers()[i][t];
      }
    }
    float[] shares = new float[votes.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = (float) (votes[c] / sum);
    }
    return shares;
  }

  private static float[][] unit(Features features) {
    float[][] rows = features.rows();
    for (float[] row : rows) {
      normalise(row);
    }
    return rows;
  }

  private static void normalise(float[] row) {
    double length = Math.max(1e-12, Math.sqrt(dot(row, row)));
    for (int i = 0; i < row.length; i++) {
      row[i] /= (float) length;
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
