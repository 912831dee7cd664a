package ricercar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = "Say what is installed, what is missing, and what to do about it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ricercar doctor", "  ricercar doctor --device gpu"})
final class DoctorCommand implements Callable<Integer> {
  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    List<Finding> findings = Doctor.examine();
    findings.forEach(finding -> System.out.println(finding.line()));
    return findings.stream().anyMatch(f -> f.state() == Finding.State.MISSING) ? 1 : 0;
  }
}
