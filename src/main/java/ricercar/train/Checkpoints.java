package ricercar.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Sha256;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The checkpoints of one run: directories {@code step-000000123} with weights, optimiser state and
 * a manifest of hashes, each written whole or not at all. There is no state of random generators to
 * save, since every draw is a function of seed and step.
 */
public final class Checkpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMISER = "optimiser.safetensors";
  private static final String MANIFEST = "manifest.json";
  private static final int KEPT = 2;

  private final Path directory;

  public Checkpoints(Path directory) {
    this.directory = directory;
  }

  /** Writes the checkpoint of a step, then removes all but the newest two. */
  public void save(long step, Map<String, Tensor> weights, Map<String, Tensor> optimiser) {
    AtomicFiles.directory(
        place(step),
        folder -> {
          SafeTensors.write(folder.resolve(WEIGHTS), weights, Map.of("format", "pt"));
          SafeTensors.write(folder.resolve(OPTIMISER), optimiser, Map.of("format", "pt"));
          ObjectNode manifest = JSON.createObjectNode().put("format", 1).put("step", step);
          ObjectNode hashes = manifest.putObject("sha256");
          for (String file : List.of(WEIGHTS, OPTIMISER)) {
            hashes.put(file, Sha256.of(folder.resolve(file)));
          }
          Files.writeString(folder.resolve(MANIFEST), manifest.toPrettyString() + "\n");
        });
    List<Long> steps = steps();
    steps.stream().skip(KEPT).forEach(old -> AtomicFiles.delete(place(old)));
  }

  /**
   * The newest step whose files are sound. Unsound ones are removed and remains of an interrupted
   * write swept up.
   */
  public OptionalLong newest() {
    sweep();
    for (long step : steps()) {
      if (sound(step)) {
        return OptionalLong.of(step);
      }
      AtomicFiles.delete(place(step));
    }
    return OptionalLong.empty();
  }

  /** Removes the checkpoints of later steps. */
  public void forgetAfter(long step) {
    steps().stream()
        .filter(later -> later > step)
        .forEach(later -> AtomicFiles.delete(place(later)));
  }

  /** Copies a checkpoint's weights into {@code weights}; names and shapes must fit. */
  public void readWeights(long step, Map<String, Tensor> weights) {
    read(place(step).resolve(WEIGHTS), weights);
  }

  public void readOptimiser(long step, Map<String, Tensor> optimiser) {
    read(place(step).resolve(OPTIMISER), optimiser);
  }

  /** Copies what the newest checkpoint has of these weights; it may hold more, such as a head. */
  public void readNewest(Map<String, Tensor> weights) {
    long step =
        newest()
            .orElseThrow(
                () ->
                    new Problem(
                        "There is no checkpoint in " + directory + ".",
                        "Train the run first; if it is finished, its weights were not kept: remove"
                            + " its folder and run the study again."));
    readWeights(step, weights);
  }

  private static void read(Path file, Map<String, Tensor> into) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> saved = SafeTensors.read(file);
      Problem.unless(
          saved.keySet().containsAll(into.keySet()),
          "%s belongs to another model: it holds %s where %s are needed. Remove the run folder to"
              + " start afresh.",
          file,
          saved.keySet(),
          into.keySet());
      into.forEach((name, tensor) -> tensor.set(saved.get(name)));
    }
  }

  private boolean sound(long step) {
    try {
      JsonNode manifest = JSON.readTree(place(step).resolve(MANIFEST).toFile());
      for (String file : List.of(WEIGHTS, OPTIMISER)) {
        String expected = manifest.path("sha256").path(file).asText();
        if (!Sha256.of(place(step).resolve(file)).equals(expected)) {
          return false;
        }
      }
      return manifest.path("step").asLong(-1) == step;
    } catch (IOException e) {
      return false;
    }
  }

  /** Newest first. */
  private List<Long> steps() {
    return entries().stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.matches("step-\\d+"))
        .map(name -> Long.parseLong(name.substring("step-".length())))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private void sweep() {
    entries().stream()
        .filter(path -> path.getFileName().toString().startsWith(".step-"))
        .forEach(AtomicFiles::delete);
  }

  private List<Path> entries() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path place(long step) {
    return directory.resolve("step-%09d".formatted(step));
  }
}
