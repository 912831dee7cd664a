package ricercar.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.experiment.Experiment;
import ricercar.experiment.RunMaker;
import ricercar.experiment.Study;
import ricercar.track.RunStore;

/**
 * The other side of {@link ChildJvms}: makes the one run that its parent asks for. The request is
 * the experiment's YAML up to the line {@code ...}; after it the stream stays open for as long as
 * the parent lives.
 */
public final class ChildRun {
  private static final String END = "...";

  private ChildRun() {}

  static String request(Experiment experiment) {
    return experiment.toYaml() + END + "\n";
  }

  /**
   * Reads the request and makes the run.
   *
   * @param orphaned called from another thread if the stream ends before the run does
   */
  public static void serve(
      Reader requests,
      RunStore store,
      Study.Executor executor,
      Progress progress,
      Runnable orphaned) {
    BufferedReader lines = new BufferedReader(requests);
    Experiment experiment = Experiment.fromYaml(request(lines));
    watch(lines, orphaned);
    new RunMaker(store, executor, true).finished(experiment, progress);
  }

  private static String request(BufferedReader lines) {
    StringBuilder yaml = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(END)) {
          return yaml.toString();
        }
        yaml.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new Problem("Cannot read the run that was asked for.", "", e);
    }
    throw new Problem(
        "The request for a run broke off.", "It is an experiment's YAML and a line '...'.");
  }

  static void watch(BufferedReader lines, Runnable orphaned) {
    Thread watch = new Thread(() -> await(lines, orphaned), "parent watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void await(BufferedReader lines, Runnable orphaned) {
    try {
      while (lines.readLine() != null) {
        // Nothing more is asked.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    orphaned.run();
  }
}
