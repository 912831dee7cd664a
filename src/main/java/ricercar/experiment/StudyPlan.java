package ricercar.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * A table to be filled: what a study file says, resolved into experiments with nothing left open.
 *
 * @param title of the table
 * @param question the file's header comment
 * @param profile the chosen one; empty if none is
 * @param home what the rows' own task is called beside others
 * @param elsewhere the same rows, probed on other tasks and corpora; empty if they are not
 */
public record StudyPlan(
    String title,
    String question,
    String profile,
    List<Row> rows,
    Report report,
    String home,
    List<Elsewhere> elsewhere) {
  /** A row of the table, and its run for each seed. */
  public record Row(String name, List<Experiment> experiments) {
    public Row {
      experiments = List.copyOf(experiments);
    }

    public Method method() {
      return experiments.get(0).method();
    }
  }

  /** The rows on another task or corpus, and what is claimed of them there. */
  public record Elsewhere(String name, List<Row> rows, Report report) {
    public Elsewhere {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What a study file writes under {@code probes}.
   *
   * @param corpus of the probe; the rows' own if null
   * @param task of the probe; the usual one of its corpus if null
   */
  record Probing(String name, @OrNone CorpusSpec corpus, String task) {
    Probing {
      Problem.unless(name != null && !name.isBlank(), "Each of 'probes' needs a 'name'.");
      Problem.unless(
          corpus != null || task != null,
          "The probe '%s' needs a corpus, a task, or both of them.",
          name);
    }

    ProbeOn probeOn() {
      return new ProbeOn(corpus, task);
    }
  }

  public StudyPlan {
    rows = List.copyOf(rows);
    elsewhere = List.copyOf(elsewhere);
  }

  /** Reads a study file with its base, its profile and the built-in defaults. */
  public static StudyPlan read(Path file, Overrides overrides) {
    return StudyFile.read(file, overrides).plan();
  }

  /** With other rows, on the rows' own task alone, and further footnotes. */
  public StudyPlan with(List<Row> others, List<String> notes) {
    return new StudyPlan(title, question, profile, others, report.noting(notes), home, List.of());
  }

  public List<Experiment> experiments() {
    return Stream.concat(Stream.of(rows), elsewhere.stream().map(Elsewhere::rows))
        .flatMap(List::stream)
        .flatMap(row -> row.experiments().stream())
        .toList();
  }
}
