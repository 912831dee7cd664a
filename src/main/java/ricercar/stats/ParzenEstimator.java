package ricercar.stats;

import java.util.Arrays;
import java.util.List;
import ricercar.random.Stream;

/**
 * A density on a unit cube: a mixture whose k-th part is the product of the axes' k-th kernels
 * (Parzen 1962).
 *
 * @param weights of the kernels; made to sum to 1
 * @param axes each with as many kernels as there are weights
 */
public record ParzenEstimator(double[] weights, List<Kernels> axes) {
  public ParzenEstimator {
    axes = List.copyOf(axes);
    for (Kernels kernels : axes) {
      if (kernels.count() != weights.length) {
        throw new IllegalArgumentException(kernels.count() + " kernels, " + weights.length);
      }
    }
    double sum = Arrays.stream(weights).sum();
    weights = Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** At a place in the cube, up to a constant of the space; of cells it is a probability. */
  public double density(double... place) {
    double sum = 0;
    for (int kernel = 0; kernel < weights.length; kernel++) {
      double product = weights[kernel];
      for (int axis = 0; axis < place.length; axis++) {
        product *= axes.get(axis).density(kernel, place[axis]);
      }
      sum += product;
    }
    return sum;
  }

  public double[] draw(Stream random) {
    int kernel = Kernels.index(weights, random);
    return axes.stream().mapToDouble(axis -> axis.draw(kernel, random)).toArray();
  }
}
