package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ricercar.Progress;
import ricercar.experiment.Study;
import ricercar.experiment.StudyFile;
import ricercar.experiment.StudyPlan;
import ricercar.files.AtomicFiles;
import ricercar.sweep.Launcher;
import ricercar.sweep.SweepOutcome;
import ricercar.sweep.SweepPlan;
import ricercar.track.ResultTable;
import ricercar.track.RunStore;

@Command(
    name = "run",
    description = {
      "Run what is missing of a study or a sweep, and print its table.",
      "A run that was stopped goes on where it was; a finished one is loaded."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar run experiments/etudes/first-table.yaml",
      "  ricercar run experiments/etudes/first-table.yaml --profile quick --seeds 1,2",
      "  ricercar run experiments/real/games.yaml --corpus folder:/home/me/music"
    })
final class RunCommand implements Callable<Integer> {
  private final Supplier<Study.Executor> executor;

  @Mixin StudyOptions options;

  @Mixin DeviceOption device;

  RunCommand(Supplier<Study.Executor> executor) {
    this.executor = executor;
  }

  @Mixin SweepOptions sweeps;

  @Override
  public Integer call() {
    device.choose();
    StudyFile file = options.file();
    ResultTable table = SweepPlan.isIn(file) ? sweep(SweepPlan.of(file)) : study(file.plan());
    System.out.println(table.toText());
    Path place = place(file.plan());
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".md"), table.toMarkdown());
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".csv"), table.toCsv());
    System.out.println("Table: " + place + ".md, " + place + ".csv");
    return 0;
  }

  private ResultTable study(StudyPlan plan) {
    Study study = new Study(plan, new RunStore(options.runs), executor.get());
    return study.run(ConsoleProgress.standard()).table();
  }

  private ResultTable sweep(SweepPlan plan) {
    RunStore store = new RunStore(options.runs);
    Study.Executor maker = executor.get();
    Progress progress = ConsoleProgress.standard();
    Path journal =
        options.runs.resolve("sweeps").resolve(options.name(plan.file().plan()) + ".jsonl");
    SweepOutcome outcome;
    try (Launcher launcher = sweeps.launcher(plan)) {
      outcome = SweepOutcome.run(plan, store, journal, maker, launcher, progress);
    }
    Path place = place(plan.file().plan());
    AtomicFiles.write(
        place.resolveSibling(place.getFileName() + ".trials.csv"), outcome.trialsCsv());
    return outcome.study().table();
  }

  private Path place(StudyPlan plan) {
    return options.runs.resolve("tables").resolve(options.name(plan));
  }
}
