package ricercar.track;

import java.nio.file.Path;
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
}
