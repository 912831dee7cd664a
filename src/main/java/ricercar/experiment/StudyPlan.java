package ricercar.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * A table to be filled: what a study file says, resolved into experiments with nothing left open.
 *
 * @param title of the table
 * @param question the file's header comment
 * @param profile the chosen one; empty if none is
 */
public record StudyPlan(
    String title, String question, String profile, List<Row> rows, Report report) {
  /** A row of the table, and its run for each seed. */
  public record Row(String name, List<Experiment> experiments) {
    public Row {
      experiments = List.copyOf(experiments);
    }

    public Method method() {
      return experiments.get(0).method();
    }
  }

  public StudyPlan {
    rows = List.copyOf(rows);
  }

  /** Reads a study file with its base, its profile and the built-in defaults. */
  public static StudyPlan read(Path file, Overrides overrides) {
    return StudyReader.read(file, overrides);
  }

  public List<Experiment> experiments() {
    return rows.stream().flatMap(row -> row.experiments().stream()).toList();
  }
}
