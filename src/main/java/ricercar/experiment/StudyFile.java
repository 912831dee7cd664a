package ricercar.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;

/** A study file as it was read: the plan of its rows, and what further rows of it would be. */
public final class StudyFile {
  private final Settings study;
  private final Settings common;
  private final List<Long> seeds;
  private final StudyPlan plan;

  /**
   * A setting of a further row.
   *
   * @param key dotted
   * @param writtenAt the path in this file that errors point to, such as {@code sweep.axes.0}
   */
  public record Choice(String key, JsonNode value, String writtenAt) {}

  StudyFile(Settings study, Settings common, List<Long> seeds, StudyPlan plan) {
    this.study = study;
    this.common = common;
    this.seeds = List.copyOf(seeds);
    this.plan = plan;
  }

  /** Reads a study file with its base, its profile and the built-in defaults. */
  public static StudyFile read(Path file, Overrides overrides) {
    return StudyReader.read(file, overrides);
  }

  public StudyPlan plan() {
    return plan;
  }

  public List<Long> seeds() {
    return seeds;
  }

  public boolean has(String section) {
    return study.values().has(section);
  }

  /** What the file says under a key that belongs to another room; the record's components rule. */
  public <T extends Record> T section(String name, Class<T> type) {
    return new RecordReader(study.below(name)).read(type);
  }

  /** A row beside those of the file: its settings, and the choices over them. */
  public StudyPlan.Row row(String name, List<Choice> choices) {
    Settings settings = common;
    for (Choice choice : choices) {
      settings = settings.overlaid(choice.key(), choice.value(), study.place(choice.writtenAt()));
    }
    return StudyReader.row(name, settings, seeds);
  }

  /** An error about what stands at a path of this file, with file and line. */
  public Problem problem(String path, String what, String remedy) {
    return study.problem(path, what, remedy);
  }
}
