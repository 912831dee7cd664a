package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ricercar.Progress;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Overrides;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.plot.StudyReport;
import ricercar.track.Provenance;
import ricercar.track.RunStore;

@Command(
    name = "quickstart",
    description = {
      "Compose a small corpus, train on it in four ways, and show a first table.",
      "Takes about 8 minutes on 2 cores. Ends with a page of players, curves and a map."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar quickstart")
final class QuickstartCommand implements Callable<Integer> {
  private static final Path STUDY = Path.of("experiments", "etudes", "quickstart.yaml");

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where runs and the page are kept (default: ${DEFAULT-VALUE}).")
  Path runs;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    Progress progress = ConsoleProgress.standard();
    StudyPlan plan = StudyPlan.read(Provenance.home().resolve(STUDY), Overrides.NONE);
    Laboratory laboratory = new Laboratory();
    Study.Outcome outcome = new Study(plan, new RunStore(runs), laboratory).run(progress);
    Path page =
        new StudyReport(outcome, laboratory)
            .page(progress)
            .write(runs.resolve("quickstart.html").toAbsolutePath());
    System.out.println(outcome.table().toText());
    System.out.println("Players, curves and a map: " + page.toUri());
    System.out.println("Next: ./ricercar lab, and open notebooks/00-start-here.ipynb");
    return 0;
  }
}
