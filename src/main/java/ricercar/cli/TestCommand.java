package ricercar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.track.Provenance;

@Command(
    name = "test",
    description = "Run the test suite with Maven.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ricercar test", "  ricercar test -- -Dtest=StudyPlanTests     one class of tests"})
final class TestCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "OPTION", description = "Handed to Maven.")
  List<String> options = List.of();

  /** The launcher answers 'test' itself; this serves whoever starts the jar. */
  @Override
  public Integer call() {
    Path home = Provenance.home();
    List<String> command =
        new ArrayList<>(
            List.of("mvn", "-B", "-ntp", "-f", home.resolve("pom.xml").toString(), "test"));
    command.addAll(options);
    return Shell.run(home, Map.of(), command);
  }
}
