package ricercar.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import ricercar.random.Stream;

/** Two nets of a few thousand weights, built from bare operations, and a step of training them. */
final class SmallNets implements AutoCloseable {
  private static final int WIDTH = 16;
  private static final int HEADS = 2;

  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> buffers = new LinkedHashMap<>();
  private final Stream random;
  private final Function<Tensor, Tensor> net;
  private final AdamW optimiser;

  private SmallNets(boolean transformer, long seed) {
    random = Stream.of(seed, "small net");
    net = transformer ? transformer() : convolutions();
    optimiser = new AdamW(parameters, AdamW.Settings.decay(0.01));
  }

  static SmallNets named(String name, long seed) {
    return new SmallNets(name.equals("transformer"), seed);
  }

  /** One step on noise that depends on the step alone. */
  double step(int step) {
    Engine.seed(step);
    try (Scope scope = Scope.open()) {
      Tensor input = noise(Stream.of(step, "input"), 1, 4, 8, WIDTH);
      Tensor loss =
          Gradients.backward(
              () ->
                  Scope.run(
                      () ->
                          net.apply(input).dropout(0.2, true).sub(input.mul(0.5)).square().mean()));
      double norm = GradientNorm.of(optimiser.gradients());
      GradientNorm.clip(optimiser.gradients(), norm, 1);
      optimiser.step(1e-3);
      return loss.item();
    }
  }

  float[] weights(String name) {
    return parameters.get(name).toFloats();
  }

  Iterable<String> names() {
    return parameters.keySet();
  }

  private Function<Tensor, Tensor> convolutions() {
    Tensor first = parameter("first", WIDTH, 8, 3);
    Tensor scale = parameter("scale", WIDTH);
    Tensor shift = parameter("shift", WIDTH);
    Tensor mean = buffer("mean", Tensor.zeros(DType.FLOAT32, WIDTH));
    Tensor variance = buffer("variance", Tensor.ones(DType.FLOAT32, WIDTH));
    Tensor up = parameter("up", WIDTH, 8, 2);
    Tensor bias = parameter("bias", 8);
    return x -> {
      Tensor padded = Convolutions.reflectPad1d(x, 1, 1);
      Tensor y = Convolutions.conv1d(padded, first, null, 1, 0, 1, 1);
      Tensor z = Normalizations.batchNorm(y, scale, shift, mean, variance, true);
      Tensor pooled = Convolutions.maxPool1dRelu(z, 2, 2);
      return Convolutions.convTranspose1d(pooled, up, bias, 2, 0);
    };
  }

  private Function<Tensor, Tensor> transformer() {
    Tensor ones = parameter("norm", WIDTH);
    Tensor zeros = parameter("shift", WIDTH);
    Tensor projections = parameter("projections", 3 * WIDTH, WIDTH);
    Tensor out = parameter("out", WIDTH, WIDTH);
    Tensor wide = parameter("wide", 4 * WIDTH, WIDTH);
    Tensor narrow = parameter("narrow", WIDTH, 4 * WIDTH);
    return x -> {
      Tensor n = Normalizations.layerNorm(x, ones, zeros);
      Tensor three = n.linear(projections, null);
      Tensor attended =
          Attention.scaledDotProduct(heads(three, 0), heads(three, 1), heads(three, 2));
      Tensor joined = attended.transpose(1, 2).reshape(4, 8, WIDTH).linear(out, null);
      Tensor h = x.add(joined);
      return h.add(h.linear(wide, null).gelu().linear(narrow, null));
    };
  }

  private static Tensor heads(Tensor three, int which) {
    return three
        .slice(2, (long) which * WIDTH, (which + 1L) * WIDTH)
        .reshape(4, 8, HEADS, WIDTH / HEADS)
        .transpose(1, 2);
  }

  private Tensor parameter(String name, long... shape) {
    try (Scope scope = Scope.open()) {
      Tensor tensor = noise(random, 0.3, shape).longLived().requireGradient(true);
      parameters.put(name, tensor);
      return tensor;
    }
  }

  private Tensor buffer(String name, Tensor values) {
    buffers.put(name, values.longLived());
    return values;
  }

  private static Tensor noise(Stream random, double bound, long... shape) {
    int n = 1;
    for (long axis : shape) {
      n *= (int) axis;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.uniform(-bound, bound);
    }
    return Tensor.of(values, shape);
  }

  @Override
  public void close() {
    optimiser.close();
    parameters.values().forEach(Tensor::close);
    buffers.values().forEach(Tensor::close);
  }
}
