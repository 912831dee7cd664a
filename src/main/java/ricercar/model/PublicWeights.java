package ricercar.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Encoders of safetensors files: of this library's own, or of public PyTorch checkpoints of
 * SampleCNN (CLMR, SemiSupCon) and TUNe, whose names are mapped. The architecture is read off the
 * shapes. {@code docs/checkpoints.md} tells how a .ckpt becomes a safetensors file.
 */
public final class PublicWeights {
  private PublicWeights() {}

  /**
   * @param config what the shapes say
   * @param encoder the caller closes it
   */
  public record Opened(EncoderConfig config, Encoder encoder) {}

  /** Opens an encoder: all of its weights, or a Problem that names what is missing or misshapen. */
  public static Opened open(Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> found = SafeTensors.read(file);
      Map<String, Tensor> weights = ours(found, file);
      EncoderConfig config =
          WeightShapes.encoder(weights)
              .orElseThrow(
                  () -> new Problem(file + " has weights of unknown shapes.", "Is it complete?"));
      Encoder encoder = config.build(Stream.of(0, "overwritten"));
      try {
        // Of our own names a head's may stand among them.
        weights.keySet().retainAll(encoder.state().keySet());
        encoder.load(weights);
        return new Opened(config, encoder);
      } catch (RuntimeException e) {
        encoder.close();
        throw e;
      }
    }
  }

  private static Map<String, Tensor> ours(Map<String, Tensor> found, Path file) {
    for (KeyMap map : KeyMap.values()) {
      Optional<Map<String, Tensor>> translated = map.translated(found);
      if (translated.isPresent()) {
        return translated.get();
      }
    }
    for (String prefix : List.of("", "encoder.")) {
      Map<String, Tensor> stripped = new LinkedHashMap<>();
      found.forEach(
          (name, tensor) -> {
            if (name.startsWith(prefix)) {
              stripped.put(name.substring(prefix.length()), tensor);
            }
          });
      if (WeightShapes.encoder(stripped).isPresent()) {
        return stripped;
      }
    }
    throw new Problem(
        "%s holds no SampleCNN or TUNe: neither 'sequential.0.0.weight' nor 'conv1.layers.0.weight' is"
                .formatted(file)
            + " among its keys, under any prefix.",
        "Its first keys are %s. docs/checkpoints.md tells what is read."
            .formatted(found.keySet().stream().limit(5).toList()));
  }
}
