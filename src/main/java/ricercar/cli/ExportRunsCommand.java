package ricercar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.track.RunExport;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

@Command(
    name = "export-runs",
    description = {
      "Write finished runs as MLflow or TensorBoard keeps them, to look at them there.",
      "Their curves, scores, settings and origin go along; weights do not."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar export-runs runs --to tensorboard --out runs/tensorboard",
      "  tensorboard --logdir runs/tensorboard",
      "  ricercar export-runs results/runs/first-table --to mlflow --out mlruns",
      "  mlflow ui --backend-store-uri ./mlruns"
    })
final class ExportRunsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUNS",
      description = "Folders of runs, or runs themselves.")
  List<Path> places;

  @Option(names = "--to", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
  RunExport format;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  Path out;

  @Override
  public Integer call() {
    List<RunFolder> runs = new ArrayList<>();
    for (Path place : places) {
      if (Files.exists(place.resolve("experiment.yaml"))) {
        runs.add(RunFolder.read(place));
      } else {
        runs.addAll(new RunStore(place).allFinished());
      }
    }
    if (runs.isEmpty()) {
      throw new Problem(
          "There is no finished run in " + places + ".", "Let './ricercar run' make some first.");
    }
    format.write(runs, out);
    System.out.printf(
        "%d runs for %s: %s%n", runs.size(), format.name().toLowerCase(Locale.ROOT), out);
    return 0;
  }
}
