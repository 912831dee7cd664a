package ricercar.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print a script that completes commands and options in bash and zsh.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./ricercar completion)            for this shell",
      "  ./ricercar completion > ~/.local/share/bash-completion/completions/ricercar"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    whole.getOut().println(AutoComplete.bash(whole.getCommandName(), whole));
    whole.getOut().flush();
    return 0;
  }
}
