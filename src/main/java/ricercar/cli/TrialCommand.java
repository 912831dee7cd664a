package ricercar.cli;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ricercar.experiment.Study;
import ricercar.sweep.ChildRun;
import ricercar.track.RunStore;

@Command(
    name = "trial",
    description = "Make the one run that a sweep asks for on standard input.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class TrialCommand implements Callable<Integer> {
  /** Ends this process as one that was asked to stop. */
  static final Runnable ORPHANED = () -> Runtime.getRuntime().halt(143);

  private final Supplier<Study.Executor> executor;

  @Mixin DeviceOption device;

  @Parameters(paramLabel = "DIR", description = "Where runs are kept.")
  Path runs;

  TrialCommand(Supplier<Study.Executor> executor) {
    this.executor = executor;
  }

  @Override
  public Integer call() {
    device.choose();
    ChildRun.serve(
        new InputStreamReader(System.in, StandardCharsets.UTF_8),
        new RunStore(runs),
        executor.get(),
        new ConsoleProgress(System.err, false),
        ORPHANED);
    return 0;
  }
}
