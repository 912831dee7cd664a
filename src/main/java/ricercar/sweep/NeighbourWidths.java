package ricercar.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.stats.TruncatedNormal;

/**
 * How wide the kernels of {@link Tpe} are: as far as the farther neighbour, or for the outermost
 * the only one, but no narrower than a share of the axis that shrinks as places are added ("magic
 * clip") and no wider than the axis (Bergstra et al. 2011; constants of Optuna 5.0.0).
 */
final class NeighbourWidths {
  private static final int FINEST = 100;

  private NeighbourWidths() {}

  /** A kernel around each place in [0, 1], and the prior over all of it as the last. */
  static List<TruncatedNormal> normals(double[] places) {
    int[] ascending =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> places[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double least = 1 / Math.min(FINEST, 2.0 + places.length);
    TruncatedNormal[] normals = new TruncatedNormal[places.length];
    for (int rank = 0; rank < places.length; rank++) {
      double here = places[ascending[rank]];
      boolean alone = places.length == 1;
      double below =
          rank > 0 ? here - places[ascending[rank - 1]] : alone ? here : Double.NEGATIVE_INFINITY;
      double above =
          rank < places.length - 1
              ? places[ascending[rank + 1]] - here
              : alone ? 1 - here : Double.NEGATIVE_INFINITY;
      double width = Math.min(1, Math.max(least, Math.max(below, above)));
      normals[ascending[rank]] = TruncatedNormal.of(here, width);
    }
    List<TruncatedNormal> all = new ArrayList<>(List.of(normals));
    all.add(TruncatedNormal.of(0.5, 1));
    return all;
  }
}
