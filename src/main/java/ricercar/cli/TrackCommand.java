package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.track.RunExport;
import ricercar.track.RunRecord;
import ricercar.track.RunTree;

@Command(
    name = "track",
    description = {
      "Hand finished runs to another tracker: settings, curves, scores and provenance to an MLflow"
          + " file store, curves and scores to TensorBoard event files.",
      "Runs that are already there stay as they are; repeat it when more have finished."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar track --to mlflow mlruns",
      "  ricercar track --to tensorboard events --runs results/runs"
    })
final class TrackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Where to write; may hold runs already.")
  Path folder;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PROGRAM",
      description = "mlflow or tensorboard.")
  RunExport program;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Runs, or folders of runs such as results/runs (default: ${DEFAULT-VALUE}).")
  Path runs;

  @Override
  public Integer call() {
    List<RunRecord> finished = new RunTree(runs).runs();
    if (finished.isEmpty()) {
      throw new Problem(
          "No run in " + runs + " is finished.", "'./ricercar run' makes and finishes some.");
    }
    int added = program.write(finished, folder, ConsoleProgress.standard());
    System.out.printf("%s: %d runs added, %d were there%n", folder, added, finished.size() - added);
    return 0;
  }
}
