package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.sweep.ChildSlice;

@Command(
    name = "slice",
    description = "Do the part of some work that a cluster's driver asks for on standard input.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class SliceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Where the results go.")
  Path folder;

  @Override
  public Integer call() {
    ChildSlice.serve(System.in, folder, TrialCommand.ORPHANED);
    return 0;
  }
}
