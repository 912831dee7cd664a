package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.experiment.CorpusSpec;
import ricercar.experiment.Overrides;
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
      "  ricercar run experiments/real/games.yaml --corpus folder:/home/me/music"
    })
final class RunCommand implements Callable<Integer> {
  private final Supplier<Study.Executor> executor;

  @Parameters(paramLabel = "FILE", description = "A study file.")
  Path file;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The size of the study: quick, laptop or paper (default: as the file says).")
  String profile;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "The seeds, as in 1,2,3 (default: as the file says).")
  List<Long> seeds;

  @Option(
      names = "--corpus",
      paramLabel = "CORPUS",
      description = "folder:PATH, etudes:TIER or real-games (default: as the file says).")
  String corpus;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where runs and tables are kept (default: ${DEFAULT-VALUE}).")
  Path runs;

  @Mixin DeviceOption device;

  RunCommand(Supplier<Study.Executor> executor) {
    this.executor = executor;
  }

  @Override
  public Integer call() {
    device.choose();
    CorpusSpec over = corpus == null ? null : CorpusSpec.parse(corpus);
    StudyPlan plan = StudyPlan.read(file, new Overrides(profile, seeds, over));
    Study study = new Study(plan, new RunStore(runs), executor.get());
    ResultTable table = study.run(ConsoleProgress.standard()).table();
    System.out.println(table.toText());
    Path place = runs.resolve("tables").resolve(tableName(plan));
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".md"), table.toMarkdown());
    AtomicFiles.write(place.resolveSibling(place.getFileName() + ".csv"), table.toCsv());
    System.out.println("Table: " + place + ".md, " + place + ".csv");
    return 0;
  }

  private String tableName(StudyPlan plan) {
    String base = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return plan.profile().isEmpty() ? base : base + "-" + plan.profile();
  }
}
