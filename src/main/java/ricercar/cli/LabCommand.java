package ricercar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.notebook.Jupyter;

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
    return Jupyter.installed().lab(options);
  }
}
