package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.track.Provenance;

@Command(
    name = "lab",
    description = "Open JupyterLab on the notebooks.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar lab",
      "  ricercar lab -- --no-browser --port 8890    options for JupyterLab itself"
    })
final class LabCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "OPTION", description = "Handed to JupyterLab.")
  List<String> options = List.of();

  @Override
  public Integer call() {
    Path home = Provenance.home();
    List<String> command =
        Jupyter.require().command("lab", "--notebook-dir", home.resolve("notebooks").toString());
    command.addAll(options);
    return Shell.run(home, Map.of(), command);
  }
}
