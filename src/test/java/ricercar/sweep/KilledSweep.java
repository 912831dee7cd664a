package ricercar.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import ricercar.Progress;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.track.RunStore;

/** A sweep of coins in a JVM of its own, two runs at once, to be killed and started again. */
final class KilledSweep {
  private KilledSweep() {}

  /**
   * @param arguments the study file, the folder of runs, and how long a run takes in milliseconds
   */
  public static void main(String[] arguments) throws Exception {
    SweepPlan plan = SweepPlan.of(StudyFile.read(Path.of(arguments[0]), Overrides.NONE));
    Path runs = Path.of(arguments[1]);
    Coins coins = new Coins(Integer.parseInt(arguments[2]));
    RunStore store = new RunStore(runs);
    SweepOutcome outcome;
    try (Launcher launcher = new Threads(coins, 2)) {
      outcome =
          SweepOutcome.run(
              plan, store, runs.resolve("sweep.jsonl"), coins, launcher, Progress.SILENT);
    }
    Files.writeString(runs.resolve("table.csv"), outcome.study().table().toCsv());
    Files.writeString(runs.resolve("table.md"), outcome.study().table().toMarkdown());
    Files.writeString(runs.resolve("trials.csv"), outcome.trialsCsv());
  }
}
