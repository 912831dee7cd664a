package ricercar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.model.Machup;
import ricercar.tensor.AdamW;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.train.Objective;

/**
 * Training steps of the masked model in a process of their own: arguments and the line printed are
 * those of {@code machup_torch.py}.
 */
final class MachupStep {
  private MachupStep() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    int warmUp = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    MachupSetup setup = MachupSetup.small();
    List<Double> losses = new ArrayList<>();
    try (Scope scope = Scope.open();
        Machup model = setup.model()) {
      try (Scope reading = Scope.open()) {
        model.load(SafeTensors.read(folder.resolve("model.safetensors")));
      }
      Objective objective =
          setup.objective(
              model,
              setup.tokens(),
              MachupStepBench.MASK_RATIO,
              MachupSetup.global(),
              MachupStepBench.LAMBDA);
      try (AdamW optimiser = MachupSetup.optimiser(objective)) {
        for (int step = 0; step < warmUp + steps; step++) {
          int now = step;
          if (step == warmUp) {
            log.restart();
          }
          losses.add(
              log.time(
                  () ->
                      MachupSetup.step(
                          objective, optimiser, setup.batch(now), MachupStepBench.RATE)));
        }
      }
      log.add("weights", MachupStepBench.sample(model));
    }
    log.print("losses", losses);
  }
}
