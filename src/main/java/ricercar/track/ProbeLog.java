package ricercar.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.probe.ProbeTrial;

/**
 * {@code probe.json} in a run's folder: every learning rate and weight decay that the probe tried,
 * with its validation losses, and which of them judged the test clips.
 *
 * @param trials in the order of the search
 */
public record ProbeLog(List<ProbeTrial> trials) {
  private static final String FILE = "probe.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public ProbeLog {
    trials = List.copyOf(trials);
  }

  /** Of a finished run; no trials where nothing was searched, or the run is older than the file. */
  public static ProbeLog read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), ProbeLog.class)
          : new ProbeLog(List.of());
    } catch (IOException e) {
      throw new Problem(
          "Cannot read " + file + ".", "Delete the run's folder; it is made again.", e);
    }
  }

  public void write(Path folder) {
    if (trials.isEmpty()) {
      return;
    }
    try {
      AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
