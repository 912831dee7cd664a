package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Tensor;

/** x·Wᵀ + b over the last axis; weight [out, in]. */
public final class Linear extends Layer {
  private final Tensor weight;
  private final Tensor bias;

  private Linear(int in, int out, boolean withBias, Stream random) {
    Initial initial = Initial.uniform(random, in);
    weight = parameter("weight", initial, out, in);
    bias = withBias ? parameter("bias", initial, out) : null;
  }

  public Linear(int in, int out, Stream random) {
    this(in, out, true, random);
  }

  public static Linear withoutBias(int in, int out, Stream random) {
    return new Linear(in, out, false, random);
  }

  public Tensor forward(Tensor x) {
    return x.linear(weight, bias);
  }
}
