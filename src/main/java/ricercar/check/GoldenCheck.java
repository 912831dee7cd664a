package ricercar.check;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * Compares this build with values that another program computed. A directory holds some of
 * contrastive.json, metrics.json, models/models.json with its safetensors, reconstruction.json,
 * hierarchical.json and folders of codecs with a cases.json; models that are not built are listed
 * so.
 */
public final class GoldenCheck {
  // NaN is read, so that it spoils its own case and not the whole file.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path directory;
  private final List<CaseResult> results = new ArrayList<>();

  private GoldenCheck(Path directory) {
    this.directory = directory;
  }

  /** Checks whatever the directory holds; no broken file stops it. */
  public static CheckReport run(Path directory) {
    Problem.unless(Files.isDirectory(directory), "There is no directory %s.", directory);
    GoldenCheck check = new GoldenCheck(directory);
    check.all();
    if (check.results.isEmpty()) {
      throw new Problem(
          directory + " holds no golden file.",
          "It should hold contrastive.json, metrics.json or models/models.json.");
    }
    return new CheckReport(check.results);
  }

  private void all() {
    file("contrastive.json", this::contrastive);
    file("metrics.json", root -> cases("metrics.json", root, "cases", MetricCases::check));
    file("models/models.json", this::models);
    file(
        "reconstruction.json",
        root -> cases("reconstruction.json", root, "cases", ReconstructionCases::check));
    file(
        "hierarchical.json",
        root -> cases("hierarchical.json", root, "cases", LocalWindowCases::check));
    for (String folder : foldersWithCases()) {
      String file = folder + "/cases.json";
      file(file, root -> codec(folder, file, root));
    }
  }

  private void contrastive(JsonNode root) {
    if (root.has("cases") || !root.has("legacy")) {
      cases("contrastive.json", root, "cases", ContrastiveCases::check);
    }
    if (root.has("legacy")) {
      cases("contrastive.json", root, "legacy", ContrastiveCases::checkLegacy);
    }
  }

  private void models(JsonNode root) {
    String file = "models/models.json";
    ModelCases models = new ModelCases(directory.resolve("models"), file);
    if (root.has(ModelCases.FULL_SIZES)) {
      results.addAll(models.fullSizes(root.get(ModelCases.FULL_SIZES)));
    }
    each(file, root, "cases", models::check);
  }

  private void codec(String folder, String file, JsonNode root) {
    try (EncodecCases codec = new EncodecCases(directory.resolve(folder))) {
      cases(file, root, "cases", codec::check);
    } catch (Problem e) {
      results.add(CaseResult.unreadable(file, "the codec", e.getMessage()));
    }
  }

  private void cases(String file, JsonNode root, String list, Function<Fields, Measured> check) {
    each(file, root, list, (fields, name) -> guarded(file, name, () -> check.apply(fields)));
  }

  private void each(
      String file, JsonNode root, String list, BiFunction<Fields, String, CaseResult> check) {
    JsonNode cases = root.path(list);
    if (!cases.isArray() || cases.isEmpty()) {
      results.add(CaseResult.unreadable(file, list, "there is no list '" + list + "' of cases"));
    }
    for (int i = 0; i < cases.size(); i++) {
      JsonNode name = cases.get(i).path("name");
      results.add(
          check.apply(
              new Fields(cases.get(i)), name.isTextual() ? name.asText() : list + " " + (i + 1)));
    }
  }

  private void file(String name, Consumer<JsonNode> body) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return;
    }
    try {
      body.accept(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().get();
      results.add(CaseResult.unreadable(name, "the whole file", why));
    }
  }

  private List<String> foldersWithCases() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("cases.json")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CaseResult guarded(String file, String name, Supplier<Measured> check) {
    return guardedResult(file, name, () -> check.get().result(file, name));
  }

  /** A case can break in any way, and the next one is still checked. */
  static CaseResult guardedResult(String file, String name, Supplier<CaseResult> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return CaseResult.unreadable(file, name, why.lines().findFirst().orElse(""));
    }
  }
}
