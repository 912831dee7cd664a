package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.files.AtomicFiles;
import ricercar.track.ResultTable;
import ricercar.track.RunStore;

@Command(
    name = "run",
    description = {
      "Run what is missing of a study, and print its table.",
      "A run that was stopped goes on where it was; a finished one is loaded."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar run experiments/etudes/first-table.yaml",
      "  ricercar run experiments/etudes/first-table.yaml --profile quick --seeds 1,2",
      "  ricercar run experiments/etudes/quickstart.yaml --set training.steps=500 --set task=key",
      "  ricercar run experiments/real/games.yaml --corpus folder:/home/me/music"
    })
final class RunCommand implements Callable<Integer> {
  private final Supplier<Study.Executor> executor;

  @Mixin StudyOptions options;

  @Mixin DeviceOption device;

  RunCommand(Supplier<Study.Executor> executor) {
    this.executor = executor;
  }

  @Override
  public Integer call() {
    device.choose();
    StudyPlan plan = options.plan();
    Study study = new Study(plan, new RunStore(options.runs), executor.get());
    ResultTable table = study.run(ConsoleProgress.standard()).table();
    System.out.println(table.toText());
    Path place = options.runs.resolve("tables").resolve(options.name(plan));
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".md"), table.toMarkdown());
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".csv"), table.toCsv());
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".tex"), table.toLatex());
    System.out.println("Table: " + place + ".md, .csv and .tex");
    return 0;
  }
}
