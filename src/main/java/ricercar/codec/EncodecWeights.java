package ricercar.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import ricercar.Problem;
import ricercar.tensor.DType;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Tensor;

/**
 * The weights of an EnCodec file under the names of this library. Three ways to store a convolution
 * are understood: norm and direction ({@code weight_g}, {@code weight_v}), the same as
 * parametrisations ({@code original0}, {@code original1}), and the fused weight, with channels
 * first or last.
 */
final class EncodecWeights {
  private static final String FIRST = "encoder.layers.0.conv.weight";
  private static final String DIRECTION = "weight_v";
  private static final String PARAMETRIZED = "parametrizations.weight.original";

  /** What only the training of codebooks needs. */
  private static final List<String> TRAINING = List.of("embed_avg", "cluster_size", "inited");

  private final Path file;
  private final Map<String, Tensor> stored;
  private boolean channelsLast;

  private EncodecWeights(Path file, Map<String, Tensor> stored) {
    this.file = file;
    this.stored = stored;
  }

  static EncodecWeights read(Path file) {
    Problem.unless(Files.isRegularFile(file), "There is no file %s.", file);
    Map<String, Tensor> stored = new LinkedHashMap<>(SafeTensors.read(file));
    stored.keySet().removeIf(name -> TRAINING.stream().anyMatch(name::endsWith));
    return new EncodecWeights(file, stored);
  }

  /** How many codebooks the file holds, which must be numbered from 0 on. */
  int codebooks() {
    int count = 0;
    while (stored.containsKey(codebook(count))) {
      count++;
    }
    Problem.unless(count > 0, "%s: '%s' is missing.", file, codebook(0));
    return count;
  }

  private static String codebook(int index) {
    return "quantizer.layers." + index + ".codebook.embed";
  }

  /** Every wanted tensor by name; the file must hold them all, in these shapes, and no more. */
  Map<String, Tensor> fitting(Map<String, Tensor> wanted) {
    Map<String, Tensor> left = new LinkedHashMap<>(stored);
    Map<String, Tensor> fitting = new LinkedHashMap<>();
    channelsLast = channelsLast(wanted);
    for (Map.Entry<String, Tensor> entry : wanted.entrySet()) {
      fitting.put(entry.getKey(), take(entry.getKey(), entry.getValue().shape(), left));
    }
    Problem.unless(
        left.isEmpty(),
        "%s does not fit its config.json: it also holds %s.",
        file,
        new TreeSet<>(left.keySet()));
    return fitting;
  }

  private Tensor take(String name, long[] shape, Map<String, Tensor> left) {
    if (name.endsWith(".conv.weight")) {
      return convolution(name, shape, left);
    }
    if (name.contains(".lstm.") && !left.containsKey(name)) {
      return gates(name, shape, left);
    }
    return shaped(name, required(name, left::remove), shape);
  }

  private Tensor convolution(String name, long[] shape, Map<String, Tensor> left) {
    String prefix = name.substring(0, name.length() - "weight".length());
    if (left.containsKey(prefix + DIRECTION)) {
      return normed(prefix + "weight_g", prefix + DIRECTION, shape, left);
    }
    if (left.containsKey(prefix + PARAMETRIZED + 1)) {
      return normed(prefix + PARAMETRIZED + 0, prefix + PARAMETRIZED + 1, shape, left);
    }
    Tensor weight = required(name, left::remove);
    return shaped(name, channelsLast && weight.rank() == 3 ? turned(weight, shape) : weight, shape);
  }

  /** From [out, kernel, in], which transposed convolutions have there too. */
  private static Tensor turned(Tensor weight, long[] shape) {
    return weight.size(0) == shape[0] && weight.size(2) == shape[1]
        ? weight.permute(0, 2, 1)
        : weight.permute(2, 0, 1);
  }

  /** Whether the first convolution stands as [out, kernel, in]; its two last axes always differ. */
  private boolean channelsLast(Map<String, Tensor> wanted) {
    Tensor first = stored.get(FIRST);
    long[] shape = wanted.get(FIRST).shape();
    return first != null
        && Arrays.equals(first.shape(), new long[] {shape[0], shape[2], shape[1]})
        && shape[1] != shape[2];
  }

  /** w = g · v / ‖v‖, the norm over all axes but the first. */
  private Tensor normed(String g, String v, long[] shape, Map<String, Tensor> left) {
    Tensor direction = shaped(v, required(v, left::remove), shape);
    Tensor norm = shaped(g, required(g, left::remove), new long[] {shape[0], 1, 1});
    Tensor length = direction.square().sum(2, true).sum(1, true).sqrt();
    return direction.mul(norm.div(length));
  }

  /** Exports of fused weights name a layer's gates Wx, Wh and bias, which is both biases' sum. */
  private Tensor gates(String name, long[] shape, Map<String, Tensor> left) {
    int at = name.lastIndexOf(".lstm.") + ".lstm.".length();
    String kind = name.substring(at, name.lastIndexOf("_l"));
    String layer = name.substring(name.lastIndexOf("_l") + 2);
    String prefix = name.substring(0, at) + layer + ".";
    if (!left.containsKey(prefix + "Wx") && !stored.containsKey(prefix + "Wx")) {
      throw missing(name);
    }
    return switch (kind) {
      case "weight_ih" -> shaped(prefix + "Wx", required(prefix + "Wx", left::remove), shape);
      case "weight_hh" -> shaped(prefix + "Wh", required(prefix + "Wh", left::remove), shape);
      case "bias_ih" -> shaped(prefix + "bias", required(prefix + "bias", left::remove), shape);
      default -> Tensor.zeros(DType.FLOAT32, shape);
    };
  }

  private Tensor required(String name, Function<String, Tensor> take) {
    Tensor tensor = take.apply(name);
    if (tensor == null) {
      throw missing(name);
    }
    return tensor;
  }

  private Problem missing(String name) {
    List<String> near = new ArrayList<>();
    String last = name.substring(name.lastIndexOf('.') + 1);
    stored.keySet().stream().filter(n -> n.endsWith(last)).limit(1).forEach(near::add);
    return new Problem(
        "%s: '%s' is missing%s."
            .formatted(file, name, near.isEmpty() ? "" : " (there is, for example, " + near + ")"),
        "Is config.json of the same model? Fetch both again; nothing was loaded.");
  }

  private Tensor shaped(String name, Tensor tensor, long[] shape) {
    Problem.unless(
        Arrays.equals(tensor.shape(), shape),
        "%s: '%s' has shape %s, but config.json makes it %s; nothing was loaded.",
        file,
        name,
        Arrays.toString(tensor.shape()),
        Arrays.toString(shape));
    Problem.unless(tensor.finite(), "%s: '%s' holds values that are not finite.", file, name);
    return tensor.to(DType.FLOAT32);
  }
}
