package ricercar.sweep;

import java.util.stream.DoubleStream;
import ricercar.stats.PedAnova;

/** Numbers laid on a grid, each on the nearest point of it and between two on the lower. */
final class FactorGrid {
  static final int MOST = 50;

  private FactorGrid() {}

  /**
   * @param shares of the way from the lowest number to the highest
   */
  static PedAnova.Factor of(int points, DoubleStream shares) {
    int[] levels =
        shares
            .mapToInt(share -> (int) Math.ceil(share * (points - 1) - 0.5))
            .map(level -> Math.min(points - 1, Math.max(0, level)))
            .toArray();
    return new PedAnova.Factor(points, true, levels);
  }
}
