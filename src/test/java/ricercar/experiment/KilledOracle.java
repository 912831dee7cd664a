package ricercar.experiment;

import java.nio.file.Path;
import ricercar.Progress;
import ricercar.track.RunStore;

/** A study in a JVM of its own, to be killed and started again: {@code KilledOracle FILE STORE}. */
final class KilledOracle {
  private KilledOracle() {}

  public static void main(String[] arguments) {
    StudyPlan plan = StudyPlan.read(Path.of(arguments[0]), Overrides.NONE);
    new Study(plan, new RunStore(Path.of(arguments[1])), new Laboratory()).run(Progress.SILENT);
  }
}
