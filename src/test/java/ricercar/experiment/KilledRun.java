package ricercar.experiment;

import java.nio.file.Path;
import ricercar.track.MetricsLog;
import ricercar.track.TimesLog;
import ricercar.train.ToyTraining;

/** A training run in a JVM of its own, to be killed and started again. */
final class KilledRun {
  static final int STEPS = 40;

  private KilledRun() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (MetricsLog metrics = new MetricsLog(folder.resolve("metrics.jsonl"));
        TimesLog times = new TimesLog(folder.resolve("times.jsonl"))) {
      ToyTraining.run(
          ToyTraining.config(STEPS, 4),
          folder.resolve("checkpoints"),
          ToyTraining::noise,
          new RunRecorder(metrics, times, folder));
    }
  }
}
