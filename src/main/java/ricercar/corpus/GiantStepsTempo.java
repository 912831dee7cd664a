package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;

/**
 * GiantSteps tempo: 664 previews of dance music with their tempo, to the whole BPM. The set is for
 * testing and has no splits, so they are drawn by track, 70 : 10 : 20. Clips of 30 s.
 *
 * @param version of the annotations: 1, or 2, which crowd-sourced them anew
 */
public record GiantStepsTempo(int version) implements PublicSet {
  static final String TASK = "tempo";
  private static final String REMEDY =
      "Fetch it from the archived mirror that the set's page names.";

  public GiantStepsTempo {
    Problem.unless(
        version == 1 || version == 2, "GiantSteps tempo has versions 1 and 2, not %d.", version);
  }

  @Override
  public String name() {
    return "giantsteps-tempo";
  }

  @Override
  public String corpusName() {
    return name() + " v" + version;
  }

  @Override
  public SetSource source() {
    return new SetSource(
        "GiantSteps tempo",
        "https://github.com/GiantSteps/giantsteps-tempo-dataset",
        "none is stated; previews of Beatport, for research",
        List.of(folder() + "/ID.LOFI.bpm", "audio/ID.LOFI.mp3"),
        List.of(folder(), "audio"));
  }

  private String folder() {
    return version == 1 ? "annotations/tempo" : "annotations_v2/tempo";
  }

  @Override
  public String usualTask() {
    return TASK;
  }

  @Override
  public String caveat() {
    return "The set has no splits of its own; they are drawn here.";
  }

  @Override
  public ImportOptions options() {
    return ImportOptions.PLAIN.withCutting(Cutting.every(30)).asPublished();
  }

  @Override
  public Map<String, Long> published() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("annotated tracks", 664L);
    counts.put("tracks with a tempo", version == 1 ? 664L : 661L);
    return counts;
  }

  @Override
  public void inspect(Path root, Inventory inventory) {
    Map<String, String> tempi = new TreeMap<>();
    for (String file : inventory.names(folder())) {
      String place = folder() + "/" + file;
      Problem.unless(file.endsWith(".LOFI.bpm"), "%s: this is no annotation ID.LOFI.bpm.", place);
      inventory.count("annotated tracks", 1);
      long tempo = tempo(place, inventory.text(place, REMEDY));
      String path = "audio/" + file.replaceFirst("bpm$", "mp3");
      if (tempo == 0) {
        inventory.remark(path + " has no tempo (0) in version " + version + "; left out.");
      } else if (inventory.holdsSound(path, REMEDY)) {
        inventory.count("tracks with a tempo", 1);
        tempi.put(path, String.valueOf(tempo));
      }
    }
    List<String> classes = new ArrayList<>(new TreeSet<>(tempi.values()));
    classes.sort(Comparator.comparingInt(Integer::parseInt));
    inventory.task(TASK, Task.Kind.SINGLE_LABEL, classes);
    tempi.forEach(
        (path, tempo) -> inventory.entry(path, path, path, null, Map.of(TASK, List.of(tempo))));
  }

  /** To the whole BPM. */
  private static long tempo(String place, String text) {
    String number = text.strip();
    Problem.unless(
        number.matches("\\d{1,3}(\\.\\d+)?"), "%s: '%s' is no tempo in BPM.", place, number);
    return Math.round(Double.parseDouble(number));
  }
}
