package ricercar.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.tensor.Tensor;

/**
 * From the names of a public PyTorch implementation to ours. Its checkpoints hold the encoder under
 * some prefix ({@code encoder.}, {@code model.encoder.}, none) among other things.
 */
enum KeyMap {
  /**
   * {@code SampleCNN} of Spijkervet/CLMR; {@code SampleCNN} and {@code SampleCNNXL} of SemiSupCon.
   */
  SAMPLE_CNN("SampleCNN", "sequential.0.0.weight") {
    @Override
    Map<String, String> layers() {
      Map<String, String> layers = new LinkedHashMap<>();
      for (int i = 0; i <= 10; i++) {
        block(layers, "blocks." + i, "sequential." + i);
      }
      return layers;
    }
  },

  /**
   * {@code TunePlus} and {@code Tune5Tail} of Marcel-Velez/TUNe; {@code TunePlus} of SemiSupCon.
   */
  TUNE("TUNe", "conv1.layers.0.weight") {
    @Override
    Map<String, String> layers() {
      Map<String, String> layers = new LinkedHashMap<>();
      for (int i = 0; i < 5; i++) {
        block(layers, "contract." + i, "conv" + (i + 1) + ".layers");
        block(layers, "deep." + i, "convDown" + (i + 5) + ".layers");
      }
      for (int i = 0; i < 4; i++) {
        layers.put("up." + i, "transposedConv" + (i + 6));
        block(layers, "expand." + i, "conv" + (i + 6) + ".layers");
        block(layers, "tail." + i, "convDown" + (i + 1) + ".layers");
      }
      return layers;
    }
  };

  private static final List<String> CONVOLUTION = List.of("weight", "bias");
  private static final List<String> NORMALISATION =
      List.of("weight", "bias", "running_mean", "running_var");

  private final String title;
  private final String anchor;

  KeyMap(String title, String anchor) {
    this.title = title;
    this.anchor = anchor;
  }

  /** Our layers and theirs. */
  abstract Map<String, String> layers();

  private static void block(Map<String, String> layers, String ours, String theirs) {
    layers.put(ours + ".conv", theirs + ".0");
    layers.put(ours + ".bn", theirs + ".1");
  }

  /**
   * The encoder's weights under our names; what else there is (projection, classifier, optimiser)
   * is left out. Empty if no key is this architecture's.
   *
   * @throws Problem which names the first key that is missing
   */
  Optional<Map<String, Tensor>> translated(Map<String, Tensor> theirs) {
    return prefix(theirs).map(prefix -> under(prefix, theirs));
  }

  /** The shortest, where a checkpoint holds one encoder under two names, as CLMR's do. */
  private Optional<String> prefix(Map<String, Tensor> theirs) {
    return theirs.keySet().stream()
        .filter(key -> key.equals(anchor) || key.endsWith("." + anchor))
        .map(key -> key.substring(0, key.length() - anchor.length()))
        .min((a, b) -> a.length() - b.length());
  }

  private Map<String, Tensor> under(String prefix, Map<String, Tensor> theirs) {
    Map<String, Tensor> ours = new LinkedHashMap<>();
    TreeSet<String> missing = new TreeSet<>();
    layers()
        .forEach(
            (layer, theirLayer) -> {
              for (String part : layer.endsWith(".bn") ? NORMALISATION : CONVOLUTION) {
                String key = prefix + theirLayer + "." + part;
                Tensor value = theirs.get(key);
                if (value == null) {
                  missing.add(key);
                } else {
                  ours.put(layer + "." + part, value);
                }
              }
            });
    if (!missing.isEmpty()) {
      throw new Problem(
          "These weights are a %s's, but '%s' is missing%s."
              .formatted(
                  title,
                  missing.first(),
                  missing.size() == 1 ? "" : ", with %d more keys".formatted(missing.size() - 1)),
          "Convert the whole state_dict, buffers such as running_mean too.");
    }
    return ours;
  }
}
