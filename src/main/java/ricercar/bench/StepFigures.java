package ricercar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import ricercar.Problem;

/**
 * What one process of steps told about itself; times are medians over its steps.
 *
 * @param megabytes the peak of resident memory above that after the import, in MiB
 * @param peak of resident memory, in MiB
 * @param found what the steps worked out, for comparing: losses, codes or scores
 * @param weights a sample of the weights after the last step; empty if not told
 */
record StepFigures(
    String version,
    double cpuSeconds,
    double wallSeconds,
    double megabytes,
    double peak,
    double[] found,
    double[] weights) {

  /** Runs a command that prints one line of JSON. */
  static StepFigures of(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().remove("GLIBC_TUNABLES");
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      Problem.unless(
          exit == 0,
          "%s ended with %d. If it is a Python: does it have PyTorch, and scikit-learn for the probe?",
          command.get(0),
          exit);
      return read(new ObjectMapper().readTree(output));
    } catch (IOException e) {
      throw new Problem("Cannot run " + command.get(0) + ".", "Check the path.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("The benchmark was interrupted.", "Run it again.");
    }
  }

  /** What ran, with its version; a bare number is PyTorch's. */
  String named() {
    return version.matches("\\d.*") ? "torch " + version : version;
  }

  private static StepFigures read(JsonNode line) {
    boolean trains = line.has("losses");
    double[] found = numbers(line.get(trains ? "losses" : line.has("codes") ? "codes" : "scores"));
    if (trains && !(found[found.length - 1] < found[0])) {
      throw new IllegalStateException("the timed steps train nothing: " + line.get("losses"));
    }
    double peak = line.get("peak").asDouble();
    double bytes = peak - line.get("after_import").asDouble();
    return new StepFigures(
        line.get("version").asText(),
        median(numbers(line.get("cpu"))),
        median(numbers(line.get("wall"))),
        bytes / (1 << 20),
        peak / (1 << 20),
        found,
        numbers(line.path("weights")));
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** NaN for no values. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
