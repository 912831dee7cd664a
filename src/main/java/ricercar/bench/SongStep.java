package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ricercar.model.Machup;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.Engine;
import ricercar.tensor.Scope;
import ricercar.train.Objective;

/**
 * Training on whole songs in a process of its own, whose memory is the question. Arguments: steps,
 * threads, and a file that gets a line for each step as it is done.
 */
final class SongStep {
  private SongStep() {}

  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    Path diary = Path.of(arguments[2]);
    MachupSetup setup = MachupSetup.song();
    List<Double> losses = new ArrayList<>();
    try (Scope scope = Scope.open();
        Machup model = setup.model()) {
      Objective objective =
          setup.objective(
              model, setup.tokens(), SongBench.MASK_RATIO, MachupSetup.local(), SongBench.LAMBDA);
      try (AdamW optimiser = MachupSetup.optimiser(objective)) {
        for (int step = 0; step < steps; step++) {
          int now = step;
          Engine.seed(Stream.of(1, "dropout", now).nextLong());
          double start = StepLog.cpuSeconds();
          losses.add(
              log.time(
                  () -> MachupSetup.step(objective, optimiser, setup.batch(now), SongBench.RATE)));
          note(
              diary,
              "step %d loss %.4f %s, CPU %.1f s, peak %d MiB"
                  .formatted(
                      step + 1,
                      losses.get(step),
                      objective.terms(),
                      StepLog.cpuSeconds() - start,
                      StepLog.memory("VmHWM:") >> 20));
        }
      }
    }
    log.print("losses", losses);
  }

  private static void note(Path diary, String line) {
    try {
      Files.writeString(
          diary,
          String.format(Locale.ROOT, "%s%n", line),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
