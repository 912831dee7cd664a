package ricercar.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.model.Encoder;
import ricercar.model.WeightShapes;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * A SampleCNN or a TUNe of any width: both forward passes, gradient norms and the number of
 * parameters.
 */
final class EncoderCase {
  private static final double TOLERANCE = 1e-3;

  private EncoderCase() {}

  /** Whether the file holds such an encoder and an input, whatever its name. */
  static boolean fits(Map<String, Tensor> weights) {
    return weights.containsKey("input") && WeightShapes.encoder(weights).isPresent();
  }

  static Measured check(Fields golden, Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> weights = new LinkedHashMap<>(SafeTensors.read(file));
      if (!fits(weights)) {
        throw new Unreadable("%s holds no SampleCNN or TUNe with its input", file.getFileName());
      }
      Tensor input = weights.remove("input").to(DType.FLOAT32);
      try (Encoder encoder =
          WeightShapes.encoder(weights).orElseThrow().build(Stream.of(0, "overwritten"))) {
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
    Tensor trained = encoder.forward(input, Mode.TRAINING);
    measured.numbers("training", wide(trained), flat(golden, "train_output"), TOLERANCE);
    // A bias in front of a normalisation has no gradient; what float32 makes of it is only noise.
    encoder.convert(DType.FLOAT64);
    Tensor exact = input.to(DType.FLOAT64);
    Tensor ramp = ramp(encoder.width()).to(DType.FLOAT64);
    Gradients.backward(() -> encoder.forward(exact, Mode.TRAINING).mul(ramp).sum());
    measured.error("gradient norms", GradientNorms.worst(golden, encoder.parameters()), TOLERANCE);
    return measured;
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
