package ricercar.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/** Several prototype sets, each of other examples and dimensions. */
final class PrototypeCommittee {
  private PrototypeCommittee() {}

  /** {@code [row][class]}: the share of members that give an open row each class. */
  static double[][] votes(Pool pool, int members, Stream random) {
    double[][] unit = pool.directions();
    int[][] ofClass = new int[pool.classes()][];
    for (int c = 0; c < ofClass.length; c++) {
      int wanted = c;
      ofClass[c] =
          IntStream.of(pool.labelledRows()).filter(row -> pool.label()[row] == wanted).toArray();
    }
    double[][] votes = new double[unit.length][ofClass.length];
    for (int m = 0; m < members; m++) {
      double[][] prototypes = member(unit, ofClass, random.child("member", m));
      IntStream.of(pool.openRows())
          .parallel()
          .forEach(row -> votes[row][vote(unit[row], prototypes)] += 1.0 / members);
    }
    return votes;
  }

  /** Zero where a dimension is not seen, of length 1; null where a class has no example. */
  private static double[][] member(double[][] unit, int[][] ofClass, Stream random) {
    int width = unit[0].length;
    int[] seen = Arrays.copyOf(random.permutation(width), Math.max(1, width / 2));
    double[][] prototypes = new double[ofClass.length][];
    for (int c = 0; c < prototypes.length; c++) {
      int[] rows = ofClass[c];
      if (rows.length == 0) {
        continue;
      }
      double[] sum = new double[width];
      for (int draw = 0; draw < rows.length; draw++) {
        double[] vector = unit[rows[random.nextInt(rows.length)]];
        for (int k : seen) {
          sum[k] += vector[k];
        }
      }
      double length = Math.max(1e-12, Math.sqrt(Centres.dot(sum, sum)));
      prototypes[c] = Arrays.stream(sum).map(x -> x / length).toArray();
    }
    return prototypes;
  }

  private static int vote(double[] direction, double[][] prototypes) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < prototypes.length; c++) {
      double similarity = prototypes[c] == null ? -2 : Centres.dot(direction, prototypes[c]);
      if (similarity > most) {
        most = similarity;
        best = c;
      }
    }
    return best;
  }
}
