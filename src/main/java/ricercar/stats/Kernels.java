package ricercar.stats;

import java.util.List;
import ricercar.random.Stream;

/**
 * Kernels along one axis of a unit cube, of which {@link ParzenEstimator} makes a density. What is
 * not continuous is cut into cells of equal size and stands at their middles.
 */
public sealed interface Kernels {
  int count();

  /** Of a kernel at a place; of cells the probability of the one that the place is in. */
  double density(int kernel, double place);

  double draw(int kernel, Stream random);

  /** Over all places. */
  record Line(List<TruncatedNormal> normals) implements Kernels {
    public Line {
      normals = List.copyOf(normals);
    }

    @Override
    public int count() {
      return normals.size();
    }

    @Override
    public double density(int kernel, double place) {
      return normals.get(kernel).density(place);
    }

    @Override
    public double draw(int kernel, Stream random) {
      return normals.get(kernel).draw(random);
    }
  }

  /** Over cells that have an order, such as whole numbers: each is given what lies in it. */
  record Cells(List<TruncatedNormal> normals, int cells) implements Kernels {
    public Cells {
      normals = List.copyOf(normals);
    }

    @Override
    public int count() {
      return normals.size();
    }

    @Override
    public double density(int kernel, double place) {
      double cell = cellOf(place, cells);
      return normals.get(kernel).share(cell / cells, (cell + 1) / cells);
    }

    @Override
    public double draw(int kernel, Stream random) {
      return middle(cellOf(normals.get(kernel).draw(random), cells), cells);
    }
  }

  /**
   * Over cells without an order.
   *
   * @param shares [kernel][cell]
   */
  record Categories(double[][] shares) implements Kernels {
    /**
     * Kernels that lie in a cell but for what a prior gives to all, and the prior as the last: as
     * in Optuna, the prior's weight is spread over the kernels.
     *
     * @param seen the cell of each kernel
     */
    public static Categories around(int[] seen, int cells) {
      int count = seen.length + 1;
      double[][] shares = new double[count][cells];
      for (int kernel = 0; kernel < count; kernel++) {
        boolean prior = kernel == seen.length;
        double total = (double) cells / count + (prior ? 0 : 1);
        for (int cell = 0; cell < cells; cell++) {
          double own = !prior && seen[kernel] == cell ? 1 : 0;
          shares[kernel][cell] = (1.0 / count + own) / total;
        }
      }
      return new Categories(shares);
    }

    @Override
    public int count() {
      return shares.length;
    }

    @Override
    public double density(int kernel, double place) {
      return shares[kernel][cellOf(place, shares[kernel].length)];
    }

    @Override
    public double draw(int kernel, Stream random) {
      return middle(index(shares[kernel], random), shares[kernel].length);
    }
  }

  /** The cell that a place in [0, 1] lies in. */
  static int cellOf(double place, int cells) {
    return (int) Math.min(cells - 1.0, place * cells);
  }

  static double middle(int cell, int cells) {
    return (cell + 0.5) / cells;
  }

  /** An index with probabilities that sum to 1. */
  static int index(double[] shares, Stream random) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
