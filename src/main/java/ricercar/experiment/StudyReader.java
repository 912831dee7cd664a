package ricercar.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ricercar.Problem;

/**
 * From a study file to its plan. Later words win: built-in defaults, the base, the file, its
 * profile, the caller (a corpus over single settings), the row.
 */
final class StudyReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> STUDY_KEYS =
      Set.of("title", "base", "profile", "profiles", "seeds", "vary", "report", "probes", "sweep");

  /** The keys beside an experiment's that a profile and a caller may set. */
  private static final Set<String> FRAME_KEYS = Set.of("seeds", "report", "probes", "sweep");

  /** What a study says beside the settings of its runs. */
  record Frame(List<Long> seeds, Report report, List<StudyPlan.Probing> probes) {}

  private StudyReader() {}

  static StudyFile read(Path file, Overrides overrides) {
    Settings written = withBase(file, new LinkedHashSet<>());
    checkKeys(written, STUDY_KEYS);
    String profile = chosenProfile(written, overrides);
    Settings study = assigned(overrides).over(profiled(written, profile)).over(defaults());
    if (overrides.corpus() != null) {
      study = study.with("corpus", RecordWriter.write((Record) overrides.corpus()), "--corpus");
    }
    Frame frame = frame(study, overrides);
    String title = study.values().path("title").asText(file.getFileName().toString());
    Settings common = study.without(STUDY_KEYS.toArray(String[]::new));
    List<StudyPlan.Row> rows = rows(study, common, title, frame.seeds());
    List<StudyPlan.Elsewhere> elsewhere = new ArrayList<>();
    Report report = compared(frame, rows, study);
    for (StudyPlan.Probing probe : frame.probes()) {
      Settings there = common.with("probeOn", RecordWriter.write(probe.probeOn()), "probes");
      elsewhere.add(
          new StudyPlan.Elsewhere(
              probe.name(), rows(study, there, title, frame.seeds()), report.on(probe.name())));
    }
    String home = rows.get(0).experiments().get(0).probedTask();
    StudyPlan plan =
        new StudyPlan(title, header(file), profile, rows, report.on(null), home, elsewhere);
    return new StudyFile(study, common, frame.seeds(), plan);
  }

  private static List<StudyPlan.Row> rows(
      Settings study, Settings common, String title, List<Long> seeds) {
    List<StudyPlan.Row> rows = new ArrayList<>();
    if (study.values().path("vary").isEmpty()) {
      rows.add(row(title, common, seeds));
    }
    for (int i = 0; i < study.values().path("vary").size(); i++) {
      Settings overlay = study.below("vary." + i);
      checkName(overlay, rows);
      rows.add(row(rowName(overlay), rowSettings(overlay).over(common), seeds));
    }
    return rows;
  }

  /** With the row to compare to: the one named, else the untrained one. */
  private static Report compared(Frame frame, List<StudyPlan.Row> rows, Settings study) {
    Report report = frame.report();
    List<String> names = rows.stream().map(StudyPlan.Row::name).toList();
    for (int i = 0; i < report.claims().size(); i++) {
      String claim = "report.claims." + i;
      requireRow(report.claims().get(i).row(), claim + ".row", names, study);
      requireRow(report.claims().get(i).over(), claim + ".over", names, study);
      requireProbe(report.claims().get(i).probe(), claim + ".probe", frame.probes(), study);
    }
    for (int i = 0; i < report.reported().size(); i++) {
      if (report.reported().get(i).row() != null) {
        requireRow(report.reported().get(i).row(), "report.reported." + i + ".row", names, study);
      }
    }
    if (report.compareTo() == null) {
      return rows.stream()
          .filter(row -> row.method() == Method.UNTRAINED)
          .findFirst()
          .map(row -> report.comparedTo(row.name()))
          .orElse(report);
    }
    requireRow(report.compareTo(), "report.compareTo", names, study);
    return report;
  }

  private static void requireRow(String row, String path, List<String> names, Settings study) {
    if (!names.contains(row)) {
      throw study.problem(path, path + " names no row: '" + row + "'", Nearest.remedy(row, names));
    }
  }

  private static void requireProbe(
      String probe, String path, List<StudyPlan.Probing> probes, Settings study) {
    List<String> names = probes.stream().map(StudyPlan.Probing::name).toList();
    if (probe != null && !names.contains(probe)) {
      throw study.problem(
          path,
          path + " names no probe: '" + probe + "'",
          names.isEmpty() ? "This file has no 'probes'." : Nearest.remedy(probe, names));
    }
  }

  private static Settings withBase(Path file, Set<Path> seen) {
    Settings settings = Settings.read(file);
    if (!seen.add(file.toAbsolutePath().normalize())) {
      throw settings.problem("base", "this base leads back to itself", "Remove one 'base'.");
    }
    JsonNode base = settings.values().path("base");
    return base.isMissingNode()
        ? settings
        : settings.without("base").over(withBase(file.resolveSibling(base.asText()), seen));
  }

  static Settings defaults() {
    try (InputStream in = StudyReader.class.getResourceAsStream("defaults.yaml")) {
      return Settings.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in defaults.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String chosenProfile(Settings written, Overrides overrides) {
    JsonNode profiles = written.values().path("profiles");
    Set<String> names = new LinkedHashSet<>();
    profiles.fieldNames().forEachRemaining(names::add);
    String chosen =
        overrides.profile() == null
            ? written.values().path("profile").asText("")
            : overrides.profile();
    if (!chosen.isEmpty() && !names.contains(chosen)) {
      throw written.problem(
          "profile",
          "there is no profile '" + chosen + "'",
          names.isEmpty() ? "This file has none." : Nearest.remedy(chosen, names));
    }
    return chosen;
  }

  private static Settings profiled(Settings written, String profile) {
    if (profile.isEmpty()) {
      return written;
    }
    Settings overlay = written.below("profiles." + profile);
    checkKeys(overlay, FRAME_KEYS);
    return overlay.over(written);
  }

  private static Settings assigned(Overrides overrides) {
    Settings all = Settings.empty();
    for (var one : overrides.settings().entrySet()) {
      all = Settings.assigned(one.getKey(), one.getValue(), Overrides.PLACE).over(all);
    }
    checkKeys(all, FRAME_KEYS);
    return all;
  }

  private static Frame frame(Settings study, Overrides overrides) {
    Frame frame =
        new RecordReader(
                study
                    .without(Experiment.keys().toArray(String[]::new))
                    .without("title", "base", "profile", "profiles", "vary", "sweep"))
            .read(Frame.class);
    List<Long> seeds = overrides.seeds() == null ? frame.seeds() : overrides.seeds();
    if (seeds == null || seeds.isEmpty() || new LinkedHashSet<>(seeds).size() < seeds.size()) {
      throw study.problem("seeds", "'seeds' must list different whole numbers", "As in [1, 2, 3].");
    }
    List<StudyPlan.Probing> probes = frame.probes() == null ? List.of() : frame.probes();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < probes.size(); i++) {
      if (!names.add(probes.get(i).name())) {
        throw study.problem(
            "probes." + i, "two probes are named '" + probes.get(i).name() + "'", "Rename one.");
      }
    }
    return new Frame(seeds, frame.report().noting(overrides.told()), probes);
  }

  private static void checkName(Settings overlay, List<StudyPlan.Row> before) {
    String name = rowName(overlay);
    if (name.isBlank()) {
      throw overlay.problem("name", "each entry of 'vary' needs a 'name'", "It names the row.");
    }
    if (before.stream().anyMatch(row -> row.name().equals(name))) {
      throw overlay.problem("name", "two rows are named '" + name + "'", "Rename one of them.");
    }
  }

  private static String rowName(Settings overlay) {
    return overlay.values().path("name").asText("");
  }

  private static Settings rowSettings(Settings overlay) {
    checkKeys(overlay, Set.of("name"));
    return overlay.without("name");
  }

  static StudyPlan.Row row(String name, Settings settings, List<Long> seeds) {
    List<Experiment> experiments = new ArrayList<>();
    for (long seed : seeds) {
      Settings one =
          settings
              .with("name", NODES.textNode(name), "vary")
              .with("seed", NODES.numberNode(seed), "seeds");
      experiments.add(new RecordReader(one).read(Experiment.class));
    }
    return new StudyPlan.Row(name, experiments);
  }

  private static void checkKeys(Settings settings, Set<String> besideExperiment) {
    Set<String> valid = new LinkedHashSet<>(Experiment.keys());
    valid.addAll(besideExperiment);
    for (Iterator<String> keys = settings.values().fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!valid.contains(key)) {
        throw settings.problem(
            key, "there is no setting '" + key + "' here", Nearest.remedy(key, valid));
      }
    }
  }

  /** The comment lines that a file begins with, but for what is said to editors. */
  private static String header(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .takeWhile(line -> line.startsWith("#"))
          .filter(line -> !line.startsWith(StudySchema.EDITOR_LINE))
          .map(line -> line.replaceFirst("^#\\s?", ""))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Is it readable?", e);
    }
  }
}
