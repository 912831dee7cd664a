package ricercar.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.random.Stream;

/**
 * Nearly all of the nearest other rows of each, for so many rows that not every pair can be looked
 * at: first guesses from trees of random projections (Dasgupta and Freund 2008), then neighbours of
 * neighbours (Dong, Moses and Li 2011). Each round reads the graph that the one before has left, so
 * that threads change nothing.
 */
final class NeighbourDescent {
  private static final int TREES = 6;
  private static final int LEAF = 40;
  private static final int ROUNDS = 6;
  private static final double SETTLED = 0.002;
  private static final int NOBODY = -1;

  /** An acquaintance is a row, negative where it was made in the last round. */
  private static final int FRESH = Integer.MIN_VALUE;

  private static final int ROW = Integer.MAX_VALUE;

  private final float[][] x;
  private final int k;
  private final Lists lists;

  private NeighbourDescent(double[][] rows, int k) {
    x = new float[rows.length][rows[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < x[i].length; d++) {
        x[i][d] = (float) rows[i][d];
      }
    }
    this.k = k;
    lists = new Lists(x.length, k);
  }

  /**
   * @param rows {@code [n][width]}
   */
  static Neighbours of(double[][] rows, int k) {
    NeighbourDescent descent = new NeighbourDescent(rows, k);
    for (int tree = 0; tree < TREES; tree++) {
      descent.plant(Stream.of(tree, "neighbour descent"));
    }
    for (int round = 0; round < ROUNDS; round++) {
      if (descent.refine() < SETTLED * k * rows.length) {
        break;
      }
    }
    return descent.settled(rows);
  }

  /** Splits all rows in half again and again; what ends up together is compared. */
  private void plant(Stream random) {
    int[] order = IntStream.range(0, x.length).toArray();
    int depth = 0;
    while (x.length >> depth > LEAF) {
      depth++;
    }
    split(order, 0, order.length, depth, random);
    int count = 1 << depth;
    IntStream.range(0, count)
        .parallel()
        .forEach(
            leaf -> {
              int from = bound(leaf, count);
              int to = bound(leaf + 1, count);
              for (int a = from; a < to; a++) {
                for (int b = from; b < to; b++) {
                  if (a != b) {
                    lists.offer(order[a], order[b], distance(order[a], order[b]));
                  }
                }
              }
            });
  }

  /** Where a leaf begins, were all splits made in the middle from the top on. */
  private int bound(int leaf, int leaves) {
    int from = 0;
    int to = x.length;
    for (int half = leaves / 2; half >= 1; half /= 2) {
      int middle = (from + to) >>> 1;
      if ((leaf & half) != 0) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return leaf == leaves ? x.length : from;
  }

  private void split(int[] order, int from, int to, int depth, Stream random) {
    if (depth == 0) {
      return;
    }
    float[] one = x[order[from + random.nextInt(to - from)]];
    float[] other = x[order[from + random.nextInt(to - from)]];
    long[] keyed = new long[to - from];
    IntStream.range(0, keyed.length)
        .parallel()
        .forEach(
            i -> {
              float[] row = x[order[from + i]];
              float along = 0;
              for (int d = 0; d < row.length; d++) {
                along += row[d] * (one[d] - other[d]);
              }
              keyed[i] = (long) sortable(along) << 32 | order[from + i];
            });
    Arrays.parallelSort(keyed);
    for (int i = 0; i < keyed.length; i++) {
      order[from + i] = (int) keyed[i];
    }
    int middle = (from + to) >>> 1;
    split(order, from, middle, depth - 1, random.child("left"));
    split(order, middle, to, depth - 1, random.child("right"));
  }

  /** The bits of a number such that integers are ordered as the numbers are. */
  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ ((bits >> 31) & 0x7fffffff);
  }

  /** Offers each row the neighbours of its neighbours; returns how many it took. */
  private long refine() {
    int[][] around = lists.around();
    lists.settle();
    ThreadLocal<int[]> seen = ThreadLocal.withInitial(() -> new int[x.length]);
    return IntStream.range(0, x.length)
        .parallel()
        .mapToLong(i -> offer(i, around, seen.get()))
        .sum();
  }

  /** Those that two old acquaintances have shown already are passed over. */
  private long offer(int i, int[][] around, int[] seen) {
    long taken = 0;
    seen[i] = i + 1;
    for (int near : around[i]) {
      for (int next : around[near & ROW]) {
        int j = next & ROW;
        if ((near | next) < 0 && seen[j] != i + 1) {
          seen[j] = i + 1;
          taken += lists.offer(i, j, distance(i, j)) ? 1 : 0;
        }
      }
    }
    return taken;
  }

  private float distance(int i, int j) {
    float[] a = x[i];
    float[] b = x[j];
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int d = 0;
    for (; d + 3 < a.length; d += 4) {
      float d0 = a[d] - b[d];
      float d1 = a[d + 1] - b[d + 1];
      float d2 = a[d + 2] - b[d + 2];
      float d3 = a[d + 3] - b[d + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; d < a.length; d++) {
      s0 += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private Neighbours settled(double[][] rows) {
    int[][] nearest = new int[rows.length][];
    double[][] distances = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      int row = i;
      nearest[i] =
          Arrays.stream(lists.rows[i])
              .boxed()
              .sorted(
                  (a, b) -> {
                    double toA = Rows.squaredDistance(rows[row], rows[a]);
                    double toB = Rows.squaredDistance(rows[row], rows[b]);
                    return toA == toB ? Integer.compare(a, b) : Double.compare(toA, toB);
                  })
              .mapToInt(j -> j)
              .toArray();
      distances[i] =
          Arrays.stream(nearest[i])
              .mapToDouble(j -> Math.sqrt(Rows.squaredDistance(rows[row], rows[j])))
              .toArray();
    }
    return new Neighbours(nearest, distances);
  }

  /** The nearest rows known so far of each row, the nearest first; a row's list has one writer. */
  private static final class Lists {
    final int[][] rows;
    private final float[][] distances;
    private final boolean[][] fresh;

    Lists(int n, int k) {
      rows = new int[n][k];
      distances = new float[n][k];
      fresh = new boolean[n][k];
      for (int i = 0; i < n; i++) {
        Arrays.fill(rows[i], NOBODY);
        Arrays.fill(distances[i], Float.POSITIVE_INFINITY);
      }
    }

    /** From now on only what is added counts as fresh. */
    void settle() {
      for (boolean[] row : fresh) {
        Arrays.fill(row, false);
      }
    }

    boolean offer(int row, int other, float distance) {
      int[] known = rows[row];
      float[] far = distances[row];
      int last = known.length - 1;
      if (distance >= far[last]) {
        return false;
      }
      for (int at : known) {
        if (at == other) {
          return false;
        }
      }
      int place = last;
      for (; place > 0 && far[place - 1] > distance; place--) {
        known[place] = known[place - 1];
        far[place] = far[place - 1];
        fresh[row][place] = fresh[row][place - 1];
      }
      known[place] = other;
      far[place] = distance;
      fresh[row][place] = true;
      return true;
    }

    /** Of each row its list, and half as many again of those that have it on theirs. */
    int[][] around() {
      int k = rows[0].length;
      int most = k + k / 2;
      int[][] around = new int[rows.length][most];
      int[] size = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        for (int place = 0; place < k; place++) {
          if (rows[i][place] != NOBODY) {
            around[i][size[i]++] = rows[i][place] | (fresh[i][place] ? FRESH : 0);
          }
        }
      }
      for (int place = 0; place < k; place++) {
        for (int i = 0; i < rows.length; i++) {
          int j = rows[i][place];
          if (j != NOBODY && size[j] < most && !contains(rows[j], i)) {
            around[j][size[j]++] = i | (fresh[i][place] ? FRESH : 0);
          }
        }
      }
      for (int i = 0; i < rows.length; i++) {
        around[i] = Arrays.copyOf(around[i], size[i]);
      }
      return around;
    }

    private static boolean contains(int[] row, int wanted) {
      for (int at : row) {
        if (at == wanted) {
          return true;
        }
      }
      return false;
    }
  }
}
