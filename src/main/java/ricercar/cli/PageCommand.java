package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Study;
import ricercar.experiment.StudyPlan;
import ricercar.plot.StudyReport;
import ricercar.track.RunStore;

@Command(
    name = "page",
    description = {
      "Show a study: the table, curves, and a map of test clips that plays, as one HTML file.",
      "Finished runs are loaded; what is missing is run first."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar page experiments/etudes/first-table.yaml")
final class PageCommand implements Callable<Integer> {
  @Mixin StudyOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: named after the study, among the runs).")
  Path out;

  @Option(
      names = "--sound-megabytes",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "What the sounds of each map may take of the page: 1 is about 95 s, spread over its points"
              + " (default: ${DEFAULT-VALUE}).")
  double soundMegabytes;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    StudyPlan plan = options.plan();
    Laboratory laboratory = new Laboratory();
    Study.Outcome outcome =
        new Study(plan, new RunStore(options.runs), laboratory).run(ConsoleProgress.standard());
    Path place = out == null ? options.runs.resolve(options.name(plan) + ".html") : out;
    Path page =
        new StudyReport(outcome, laboratory)
            .page((long) (soundMegabytes * 1e6), ConsoleProgress.standard())
            .write(place.toAbsolutePath());
    System.out.println("Table, curves, and a map that plays: " + page.toUri());
    return 0;
  }
}
