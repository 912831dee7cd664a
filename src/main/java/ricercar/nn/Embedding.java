package ricercar.nn;

import java.util.Arrays;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** A vector for each of a number of codes; weight [codes, width], normal at the start. */
public final class Embedding extends Layer {
  private final Tensor weight;
  private final int width;

  public Embedding(int codes, int width, Stream random) {
    this.width = width;
    weight = parameter("weight", Initial.normal(random), codes, width);
  }

  /** int64 codes of any shape → [that shape, width]. */
  public Tensor forward(Tensor codes) {
    return Scope.run(
        () -> {
          long[] shape = Arrays.copyOf(codes.shape(), codes.rank() + 1);
          shape[codes.rank()] = width;
          return weight.select(0, codes.reshape(codes.elements())).reshape(shape);
        });
  }
}
