package ricercar.geometry;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;

/** Exact search by cosine: every embedding is compared with the question. */
public final class Search {
  private final double[][] unit;

  /**
   * @param row of the embedding
   */
  public record Hit(int row, double cosine) {}

  /**
   * @param embeddings {@code [embedding][width]}
   */
  public Search(float[][] embeddings) {
    unit = Rows.unit(embeddings);
  }

  /** The nearest first, of equal ones the lower row; as many as there are, if fewer. */
  public List<Hit> nearest(float[] question, int count) {
    Problem.unless(
        unit.length == 0 || unit[0].length == question.length,
        "The question has width %d and the embeddings %d; they come from different encoders.",
        question.length,
        unit.length == 0 ? 0 : unit[0].length);
    double[] asked = Rows.unit(new float[][] {question})[0];
    return IntStream.range(0, unit.length)
        .parallel()
        .mapToObj(row -> new Hit(row, Rows.dot(asked, unit[row])))
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed().thenComparingInt(Hit::row))
        .limit(count)
        .toList();
  }
}
