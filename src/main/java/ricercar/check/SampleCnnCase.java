package ricercar.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.model.Encoder;
import ricercar.model.SampleCnnConfig;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** A SampleCNN of any width: both forward passes, gradient norms and the number of parameters. */
final class SampleCnnCase {
  private static final int BLOCKS = 11;
  private static final double TOLERANCE = 1e-3;

  private SampleCnnCase() {}

  /** Whether the file holds eleven convolution blocks and an input, whatever its name. */
  static boolean fits(Map<String, Tensor> weights) {
    return weights.containsKey("input")
        && IntStream.range(0, BLOCKS).allMatch(i -> weights.containsKey(convolution(i)))
        && weights.keySet().stream()
            .allMatch(
                name -> name.equals("input") || name.matches("blocks\\.\\d+\\.(conv|bn)\\..*"));
  }

  static Measured check(Fields golden, Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> weights = new LinkedHashMap<>(SafeTensors.read(file));
      if (!fits(weights)) {
        throw new Unreadable("%s holds no SampleCNN with its input", file.getFileName());
      }
      Tensor input = weights.remove("input").to(DType.FLOAT32);
      try (Encoder encoder =
          new SampleCnnConfig(channels(weights)).build(Stream.of(0, "overwritten"))) {
        encoder.load(weights);
        return measure(golden, encoder, input);
      }
    }
  }

  private static Measured measure(Fields golden, Encoder encoder, Tensor input) {
    Measured measured = new Measured();
    measured.equal("parameters", encoder.size(), (long) golden.number("parameters"));
    Tensor evaluated = encoder.forward(input, Mode.EVALUATION);
    measured.numbers("evaluation", wide(evaluated), flat(golden, "eval_output"), TOLERANCE);
    double[][] trained = new double[1][];
    Gradients.backward(
        () -> {
          Tensor output = encoder.forward(input, Mode.TRAINING);
          trained[0] = wide(output);
          return output.mul(ramp(encoder.width())).sum();
        });
    measured.numbers("training", trained[0], flat(golden, "train_output"), TOLERANCE);
    measured.error("gradient norms", GradientNorms.worst(golden, encoder.parameters()), TOLERANCE);
    return measured;
  }

  private static List<Integer> channels(Map<String, Tensor> weights) {
    return IntStream.range(0, BLOCKS)
        .mapToObj(i -> (int) weights.get(convolution(i)).shape()[0])
        .toList();
  }

  private static String convolution(int block) {
    return "blocks." + block + ".conv.weight";
  }

  /** linspace(−1, 1): what the golden gradient weighs the outputs by. */
  private static Tensor ramp(int width) {
    float[] ramp = new float[width];
    for (int i = 0; i < width; i++) {
      ramp[i] = width == 1 ? -1 : (float) (-1 + 2.0 * i / (width - 1));
    }
    return Tensor.of(ramp, width);
  }

  private static double[] wide(Tensor tensor) {
    return Gradients.without(() -> tensor.detach().to(DType.FLOAT64).toDoubles());
  }

  private static double[] flat(Fields golden, String name) {
    return Arrays.stream(golden.matrix(name)).flatMapToDouble(Arrays::stream).toArray();
  }
}
