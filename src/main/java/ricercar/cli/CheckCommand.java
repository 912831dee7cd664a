package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ricercar.check.CheckReport;
import ricercar.check.GoldenCheck;

@Command(
    name = "check",
    description = {
      "Compare this build with golden values that another program computed.",
      "Prints one line per case; fails if a case fails or cannot be read."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar check src/test/resources/golden")
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "A directory with contrastive.json, metrics.json, models/models.json …")
  Path directory;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    CheckReport report = GoldenCheck.run(directory);
    report.lines().forEach(System.out::println);
    return report.exitStatus();
  }
}
