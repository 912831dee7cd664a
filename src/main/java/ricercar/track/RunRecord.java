package ricercar.track;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.probe.ProbeTrial;

/**
 * A finished run as plain values, to be asked about or handed to other programs.
 *
 * @param run where it lies below the folder that was read: its one name among all of them
 * @param store the folder of its {@link RunStore}, below the folder that was read
 * @param settings of {@code experiment.yaml}, by dotted key; texts, truths, {@code Long}s and
 *     {@code Double}s, or null; a list is a text in JSON
 * @param metrics of the test items, by title; shares are between 0 and 1
 * @param measures further numbers by name, in the order of the names
 */
public record RunRecord(
    String run,
    String store,
    Path folder,
    Map<String, Object> settings,
    Map<String, Double> metrics,
    Map<String, Double> measures,
    List<MetricsLog.Entry> history,
    List<ProbeTrial> trials,
    Provenance provenance) {

  static RunRecord of(String run, String store, RunFolder folder) {
    RunResult result = folder.result();
    return new RunRecord(
        run,
        store,
        folder.path(),
        FlatSettings.of(folder.experiment(), folder.path()),
        result.metrics(),
        new TreeMap<>(result.measures()),
        folder.history(),
        ProbeLog.read(folder.path()).trials(),
        folder.provenance());
  }

  /** As the table of its study calls it. */
  public String name() {
    return text("name", folder.getFileName().toString());
  }

  /** Null where the experiment names none. */
  public String method() {
    return text("method", null);
  }

  private String text(String key, String otherwise) {
    Object value = settings.get(key);
    return value == null ? otherwise : value.toString();
  }

  /** Steps that the run trained for; 0 if it trained nothing. */
  public long lastStep() {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).step();
  }

  /** One number at one step; {@code time} is when the run came there, as far as is known. */
  public record Scalar(String name, long step, double value, Instant time) {}

  /**
   * All numbers as other programs name them: those of the history by their own names, then, at the
   * last step, {@code test/…} for the metrics and {@code measure/…} for the measures.
   */
  public List<Scalar> scalars() {
    RunClock clock = new RunClock(provenance.sessions());
    List<Scalar> scalars = new ArrayList<>();
    for (MetricsLog.Entry entry : history) {
      Instant time = clock.at(entry.step());
      entry.values().forEach((n, v) -> scalars.add(new Scalar(n, entry.step(), v, time)));
    }
    long last = lastStep();
    metrics.forEach((n, v) -> scalars.add(new Scalar("test/" + n, last, v, clock.end())));
    measures.forEach((n, v) -> scalars.add(new Scalar("measure/" + n, last, v, clock.end())));
    return scalars;
  }
}
