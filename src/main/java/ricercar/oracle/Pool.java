package ricercar.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.probe.Prototypes;

/**
 * What a strategy sees when it chooses the next clips: rows are clips, labelled or not.
 *
 * @param vectors {@code [row][width]}: the mean of each clip's windows
 * @param similarities {@code [row][class]}: cosines with the prototypes
 * @param label the class of each; −1 where it has none
 * @param open which may be asked
 * @param progress share of the budget that is spent, 0 to 1
 * @param difficulty of each, given from outside; null if it is not
 * @param teacher {@code [row][class]}: the similarities of another model; null if there is none
 */
public record Pool(
    float[][] vectors,
    float[][] similarities,
    int[] label,
    boolean[] open,
    double progress,
    double[] difficulty,
    float[][] teacher) {
  public Pool {
    int rows = vectors.length;
    if (similarities.length != rows || label.length != rows || open.length != rows) {
      throw new IllegalArgumentException(
          "%d vectors, %d similarities, %d labels, %d marks"
              .formatted(rows, similarities.length, label.length, open.length));
    }
  }

  public Pool(float[][] vectors, float[][] similarities, int[] label, boolean[] open) {
    this(vectors, similarities, label, open, 0, null, null);
  }

  int classes() {
    return similarities[0].length;
  }

  /** Ascending rows that may be asked. */
  int[] openRows() {
    return IntStream.range(0, open.length).filter(row -> open[row]).toArray();
  }

  int[] labelledRows() {
    return IntStream.range(0, label.length).filter(row -> label[row] >= 0).toArray();
  }

  /** The same, but only some rows may be asked. */
  Pool only(int[] rows) {
    boolean[] fewer = new boolean[open.length];
    for (int row : rows) {
      fewer[row] = open[row];
    }
    return new Pool(vectors, similarities, label, fewer, progress, difficulty, teacher);
  }

  /** The vectors at length 1. */
  double[][] directions() {
    double[][] unit = new double[vectors.length][];
    for (int row = 0; row < unit.length; row++) {
      float[] vector = vectors[row];
      double[] out = new double[vector.length];
      double squares = 0;
      for (float x : vector) {
        squares += (double) x * x;
      }
      double length = Math.max(1e-12, Math.sqrt(squares));
      for (int k = 0; k < out.length; k++) {
        out[k] = vector[k] / length;
      }
      unit[row] = out;
    }
    return unit;
  }

  /** The probabilities of a row's classes: softmax of its similarities over a temperature. */
  double[] probabilities(int row, double temperature) {
    return softmax(similarities[row], temperature);
  }

  static double[] softmax(float[] similarities, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (float s : similarities) {
      most = Math.max(most, s);
    }
    double[] p = new double[similarities.length];
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp((similarities[c] - most) / temperature);
    }
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  /** How far a row's highest similarity is above the second. */
  double margin(int row) {
    return Prototypes.Answer.of(similarities[row]).margin();
  }

  int predicted(int row) {
    return Prototypes.Answer.of(similarities[row]).best();
  }
}
