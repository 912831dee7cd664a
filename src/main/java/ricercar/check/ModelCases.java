package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import ricercar.model.Encoder;
import ricercar.model.SampleCnnConfig;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** The models of models.json, each with the safetensors file of its name beside it. */
final class ModelCases {
  static final String FULL_SIZES = "full_size_parameter_counts";

  private final Path folder;
  private final String file;

  ModelCases(Path folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  /** The parameter counts of full-size models. */
  List<CaseResult> fullSizes(JsonNode counts) {
    List<CaseResult> results = new ArrayList<>();
    if (!counts.isObject()) {
      results.add(CaseResult.unreadable(file, FULL_SIZES, "it is no list of names and numbers"));
    }
    for (Iterator<String> names = counts.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      String title = "full-size parameters of " + name;
      results.add(
          isSampleCnn(name)
              ? GoldenCheck.guarded(file, title, () -> fullSize(new Fields(counts), name))
              : CaseResult.notBuilt(file, title));
    }
    return results;
  }

  private static Measured fullSize(Fields counts, String name) {
    try (Scope scope = Scope.open();
        Encoder encoder = SampleCnnConfig.full().build(Stream.of(0, "counted"))) {
      Measured measured = new Measured();
      measured.equal("parameters", encoder.size(), (long) counts.number(name));
      return measured;
    }
  }

  /** A case whose name tells its kind, or else its weights. */
  CaseResult check(Fields golden, String name) {
    if (isLater(name)) {
      return CaseResult.notBuilt(file, name);
    }
    return GoldenCheck.guardedResult(
        file,
        name,
        () -> {
          Path weights = folder.resolve(name + ".safetensors");
          if (!Files.isRegularFile(weights)) {
            throw new Unreadable("%s is missing", weights.getFileName());
          }
          if (isSampleCnn(name) || holds(weights, SampleCnnCase::fits)) {
            return SampleCnnCase.check(golden, weights).result(file, name);
          }
          return isTokenModel(name) || holds(weights, TokenModelCase::fits)
              ? TokenModelCase.check(golden, weights).result(file, name)
              : CaseResult.notBuilt(file, name);
        });
  }

  private static boolean holds(Path weights, Predicate<Map<String, Tensor>> kind) {
    try (Scope scope = Scope.open()) {
      return kind.test(SafeTensors.read(weights));
    }
  }

  private static boolean isSampleCnn(String name) {
    return letters(name).contains("samplecnn");
  }

  private static boolean isTokenModel(String name) {
    return letters(name).contains("token");
  }

  private static boolean isLater(String name) {
    return !isSampleCnn(name) && !isTokenModel(name) && letters(name).contains("tune");
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
