package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import ricercar.model.Encoder;
import ricercar.model.EncoderConfig;
import ricercar.model.SampleCnnConfig;
import ricercar.model.TuneConfig;
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
          fullSize(name)
              .map(
                  encoder ->
                      GoldenCheck.guarded(
                          file, title, () -> fullSize(new Fields(counts), name, encoder)))
              .orElseGet(() -> CaseResult.notBuilt(file, title)));
    }
    return results;
  }

  private static Optional<EncoderConfig> fullSize(String name) {
    return switch (letters(name)) {
      case "samplecnn" -> Optional.of(SampleCnnConfig.full());
      case "samplecnnwide", "samplecnnxl" -> Optional.of(SampleCnnConfig.fullWide());
      case "tuneplus" -> Optional.of(TuneConfig.fullPlus());
      case "tune", "tunetail" -> Optional.of(TuneConfig.full());
      default -> Optional.empty();
    };
  }

  private static Measured fullSize(Fields counts, String name, EncoderConfig config) {
    try (Scope scope = Scope.open();
        Encoder encoder = config.build(Stream.of(0, "counted"))) {
      Measured measured = new Measured();
      measured.equal("parameters", encoder.size(), (long) counts.number(name));
      return measured;
    }
  }

  /** A case whose name tells its kind, or else its weights. */
  CaseResult check(Fields golden, String name) {
    return GoldenCheck.guardedResult(
        file,
        name,
        () -> {
          Path weights = folder.resolve(name + ".safetensors");
          if (!Files.isRegularFile(weights)) {
            throw new Unreadable("%s is missing", weights.getFileName());
          }
          // What the file holds decides; its name only where that says nothing.
          boolean token = holds(weights, TokenModelCase::fits);
          if (holds(weights, EncoderCase::fits) || !token && isEncoder(name)) {
            return EncoderCase.check(golden, weights).result(file, name);
          }
          return token || isTokenModel(name)
              ? TokenModelCase.check(golden, weights).result(file, name)
              : CaseResult.notBuilt(file, name);
        });
  }

  private static boolean holds(Path weights, Predicate<Map<String, Tensor>> kind) {
    try (Scope scope = Scope.open()) {
      return kind.test(SafeTensors.read(weights));
    }
  }

  private static boolean isEncoder(String name) {
    return !isTokenModel(name) && letters(name).matches(".*(samplecnn|tune).*");
  }

  private static boolean isTokenModel(String name) {
    return letters(name).contains("token");
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
