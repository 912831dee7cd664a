package ricercar.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * The nearest other embeddings of each, found by looking at every pair.
 *
 * @param rows {@code [embedding][k]}, the nearest first; of equal distances the lower row first
 * @param distances to them
 */
public record Neighbours(int[][] rows, double[][] distances) {
  /** Columns that are worked on together: their sums stay in the fastest memory. */
  private static final int BLOCK = 512;

  private static final int TOGETHER = 4;

  /** Single precision finds a few more than are wanted; double precision puts them in order. */
  private static final int SPARE = 4;

  public static Neighbours of(float[][] embeddings, int k, Distance distance) {
    return of(distance.prepared(embeddings), k, distance);
  }

  /** Of rows as {@link Distance#prepared} made them. */
  static Neighbours of(double[][] x, int k, Distance distance) {
    int n = x.length;
    Problem.unless(k > 0 && k < n, "Of %d embeddings none has %d others; ask for fewer.", n, k);
    float[][][] blocks = blocks(x);
    int[][] rows = new int[n][];
    double[][] distances = new double[n][];
    IntStream.range(0, (n + TOGETHER - 1) / TOGETHER)
        .parallel()
        .forEach(
            group -> {
              int from = group * TOGETHER;
              Nearest[] nearest = nearest(x, blocks, from, Math.min(n - 1, k + SPARE));
              for (int i = from; i < Math.min(n, from + TOGETHER); i++) {
                settle(x, i, nearest[i - from].rows(), k, distance, rows, distances);
              }
            });
    return new Neighbours(rows, distances);
  }

  /** Columns by block, dimension by dimension, so that one instruction works on many of them. */
  private static float[][][] blocks(double[][] x) {
    int width = x[0].length;
    float[][][] blocks = new float[(x.length + BLOCK - 1) / BLOCK][width][BLOCK];
    for (int j = 0; j < x.length; j++) {
      for (int d = 0; d < width; d++) {
        blocks[j / BLOCK][d][j % BLOCK] = (float) x[j][d];
      }
    }
    return blocks;
  }

  private static Nearest[] nearest(double[][] x, float[][][] blocks, int from, int k) {
    Nearest[] nearest = new Nearest[TOGETHER];
    float[][] sums = new float[TOGETHER][BLOCK];
    float[][] own = new float[TOGETHER][x[0].length];
    for (int r = 0; r < TOGETHER; r++) {
      nearest[r] = new Nearest(k);
      double[] row = x[Math.min(x.length - 1, from + r)];
      for (int d = 0; d < row.length; d++) {
        own[r][d] = (float) row[d];
      }
    }
    for (int b = 0; b < blocks.length; b++) {
      for (float[] sum : sums) {
        Arrays.fill(sum, 0);
      }
      for (int d = 0; d < own[0].length; d++) {
        add(blocks[b][d], own[0][d], own[1][d], own[2][d], own[3][d], sums);
      }
      int first = b * BLOCK;
      int end = Math.min(BLOCK, x.length - first);
      for (int r = 0; r < TOGETHER; r++) {
        nearest[r].offer(sums[r], end, first, from + r);
      }
    }
    return nearest;
  }

  private static void add(float[] column, float a, float b, float c, float d, float[][] sums) {
    float[] sumA = sums[0];
    float[] sumB = sums[1];
    float[] sumC = sums[2];
    float[] sumD = sums[3];
    for (int j = 0; j < BLOCK; j++) {
      float toA = column[j] - a;
      float toB = column[j] - b;
      float toC = column[j] - c;
      float toD = column[j] - d;
      sumA[j] += toA * toA;
      sumB[j] += toB * toB;
      sumC[j] += toC * toC;
      sumD[j] += toD * toD;
    }
  }

  private static void settle(
      double[][] x,
      int i,
      int[] found,
      int k,
      Distance distance,
      int[][] rows,
      double[][] distances) {
    Arrays.sort(found);
    double[] squared = new double[found.length];
    for (int c = 0; c < found.length; c++) {
      squared[c] = Rows.squaredDistance(x[i], x[found[c]]);
    }
    int[] order =
        IntStream.range(0, found.length)
            .boxed()
            .sorted((a, b) -> Double.compare(squared[a], squared[b]))
            .limit(k)
            .mapToInt(c -> c)
            .toArray();
    rows[i] = Arrays.stream(order).map(c -> found[c]).toArray();
    distances[i] = Arrays.stream(order).mapToDouble(c -> distance.ofSquared(squared[c])).toArray();
  }

  /** The lowest of many numbers, kept as a heap with the highest of them on top. */
  private static final class Nearest {
    private final float[] distances;
    private final int[] rows;
    private int size;

    Nearest(int k) {
      distances = new float[k];
      rows = new int[k];
    }

    int[] rows() {
      return rows;
    }

    void offer(float[] sums, int end, int first, int self) {
      for (int j = 0; j < end; j++) {
        if (size < rows.length) {
          if (first + j != self) {
            rise(sums[j], first + j);
          }
        } else if (sums[j] < distances[0] && first + j != self) {
          sink(sums[j], first + j);
        }
      }
    }

    private void rise(float distance, int row) {
      int place = size++;
      while (place > 0 && distances[(place - 1) / 2] < distance) {
        distances[place] = distances[(place - 1) / 2];
        rows[place] = rows[(place - 1) / 2];
        place = (place - 1) / 2;
      }
      distances[place] = distance;
      rows[place] = row;
    }

    private void sink(float distance, int row) {
      int place = 0;
      for (int child = 1; child < size; child = 2 * place + 1) {
        if (child + 1 < size && distances[child + 1] > distances[child]) {
          child++;
        }
        if (distances[child] <= distance) {
          break;
        }
        distances[place] = distances[child];
        rows[place] = rows[child];
        place = child;
      }
      distances[place] = distance;
      rows[place] = row;
    }
  }
}
