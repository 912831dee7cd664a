package ricercar.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.PairMask;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MachupConfig;
import ricercar.nn.AttentionKind;
import ricercar.nn.Mode;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** A masked model: its encoding, logits, losses and gradient norms. */
final class TokenModelCase {
  private static final double TOLERANCE = 1e-3;

  private TokenModelCase() {}

  /** Whether the file holds such a model with its input, whatever its name. */
  static boolean fits(Map<String, Tensor> weights) {
    return weights.containsKey("input.latents")
        && weights.containsKey("input.visible")
        && weights.containsKey("cls");
  }

  static Measured check(Fields golden, Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> weights = new LinkedHashMap<>(SafeTensors.read(file));
      if (!fits(weights)) {
        throw new Unreadable("%s holds no token model with its input", file.getFileName());
      }
      Tensor latents = weights.remove("input.latents").to(DType.FLOAT32);
      Tensor codes = weights.remove("input.codes");
      Tensor visible = weights.remove("input.visible");
      MachupConfig config = config(weights, (int) golden.number("heads"));
      try (Machup model = config.build(Stream.of(0, "overwritten"))) {
        model.load(weights);
        return measure(golden, model, latents, codes, rows(visible));
      }
    }
  }

  private static MachupConfig config(Map<String, Tensor> weights, int heads) {
    int width = (int) weights.get("cls").size(0);
    int codebooks =
        (int) weights.keySet().stream().filter(n -> n.matches("heads\\.\\d+\\.bias")).count();
    return MachupConfig.of(
            transformer(weights, "encoder", width, heads),
            transformer(weights, "decoder", width, heads),
            (int) weights.get("projection.2.bias").size(0))
        .on(
            (int) weights.get("input.weight").size(1),
            codebooks,
            (int) weights.get("heads.0.bias").size(0));
  }

  private static TransformerConfig transformer(
      Map<String, Tensor> weights, String name, int width, int heads) {
    int layers =
        (int)
            weights.keySet().stream()
                .filter(key -> key.matches(name + "\\.layers\\.\\d+\\.linear1\\.bias"))
                .count();
    int feedForward = (int) weights.get(name + ".layers.0.linear1.bias").size(0);
    return new TransformerConfig(layers, width, heads, feedForward, 0.0, AttentionKind.SOFTMAX);
  }

  private static Measured measure(
      Fields golden, Machup model, Tensor latents, Tensor codes, long[][] visible) {
    Measured measured = new Measured();
    measured.equal("parameters", model.size(), (long) golden.number("parameters"));
    int frames = (int) latents.size(1);
    int[] clips = Arrays.stream(golden.numbers("clip_of_view")).mapToInt(c -> (int) c).toArray();
    double lambda = golden.number("reconstruction_weight");
    ReconstructionLoss reconstruction = new ReconstructionLoss(golden.number("delta"), null);
    ContrastiveLoss contrast = new ContrastiveLoss(golden.number("temperature"));
    Tensor total =
        Gradients.backward(
            () -> {
              Tensor encoded = model.encode(latents, visible, Mode.TRAINING);
              Tensor logits = model.decode(encoded, visible, frames, Mode.TRAINING);
              Tensor rebuilt =
                  reconstruction.of(logits, codes.toLongs(), masked(visible, frames)).total();
              PairMask pairs = PairMask.ownViews(clips);
              Tensor mean = contrast.of(model.projectedTokens(encoded).mean(1, false), pairs);
              Tensor byClass = contrast.of(model.projectedClass(encoded), pairs);
              compare(measured, golden, "encoder_output", encoded);
              compare(measured, golden, "logits", logits);
              measured.number("R", item(rebuilt), golden.number("reconstruction"), TOLERANCE);
              measured.number(
                  "C mean", item(mean), golden.number("contrastive_mean_of_projected"), TOLERANCE);
              measured.number("C cls", item(byClass), golden.number("contrastive_cls"), TOLERANCE);
              return rebuilt.mul(lambda).add(mean.mul(1 - lambda));
            });
    measured.number("total", total.item(), golden.number("total"), TOLERANCE);
    measured.error("gradient norms", GradientNorms.worst(golden, model.parameters()), TOLERANCE);
    return measured;
  }

  private static boolean[][] masked(long[][] visible, int frames) {
    boolean[][] masked = new boolean[visible.length][frames];
    for (int b = 0; b < visible.length; b++) {
      Arrays.fill(masked[b], true);
      for (long frame : visible[b]) {
        masked[b][(int) frame] = false;
      }
    }
    return masked;
  }

  private static long[][] rows(Tensor tensor) {
    int width = (int) tensor.size(1);
    long[] flat = tensor.toLongs();
    long[][] rows = new long[(int) tensor.size(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static void compare(Measured measured, Fields golden, String name, Tensor actual) {
    double[] values = Gradients.without(() -> actual.detach().to(DType.FLOAT64).toDoubles());
    measured.numbers(name, values, Nested.of(golden.get(name), name).values(), TOLERANCE);
  }

  private static double item(Tensor scalar) {
    return Gradients.without(() -> scalar.detach().item());
  }
}
