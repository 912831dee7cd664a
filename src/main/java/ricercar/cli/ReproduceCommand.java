package ricercar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Progress;
import ricercar.experiment.KeptRun;
import ricercar.experiment.Reproduction;
import ricercar.experiment.Study;
import ricercar.files.AtomicFiles;
import ricercar.track.RunStore;

@Command(
    name = "reproduce",
    description = {
      "Make kept runs again from the settings, seed and corpus that they stored, and compare.",
      "Exits with 0 if every number is the same to the bit, with 1 if one is not."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar reproduce results/runs/first-table/untrained-s1-0878526bf02aa91d",
      "  ricercar reproduce results/first-table.md"
    })
final class ReproduceCommand implements Callable<Integer> {
  private final Supplier<Study.Executor> executor;

  @Parameters(
      paramLabel = "RESULT",
      description =
          "A run's folder, a folder of runs, or a table whose runs lie in runs/ beside it.")
  Path result;

  @Option(
      names = "--of",
      paramLabel = "DIR",
      description = "The runs of a table's .csv, where they do not lie beside it.")
  Path of;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the new runs are kept (default: nowhere, they are deleted).")
  Path runs;

  @Mixin DeviceOption device;

  ReproduceCommand(Supplier<Study.Executor> executor) {
    this.executor = executor;
  }

  @Override
  public Integer call() throws IOException {
    List<KeptRun> kept = of == null ? KeptRun.of(result) : KeptRun.behind(result, new RunStore(of));
    if (device.name == null) {
      device.name = kept.get(0).folder().provenance().device();
    }
    device.choose();
    if (runs != null) {
      return compared(kept, new RunStore(runs));
    }
    Path scratch = Files.createTempDirectory("ricercar-reproduce");
    try {
      return compared(kept, new RunStore(scratch));
    } finally {
      AtomicFiles.delete(scratch);
    }
  }

  private int compared(List<KeptRun> kept, RunStore store) {
    Study.Executor maker = executor.get();
    Progress progress = ConsoleProgress.standard();
    // All of them first: nobody wants to learn after hours that the last one cannot be made.
    kept.forEach(run -> run.requireRepeatable(maker, progress));
    int different = 0;
    for (KeptRun run : kept) {
      Reproduction again = Reproduction.of(run, store, maker, progress);
      System.out.println(again.told());
      different += again.equal() ? 0 : 1;
    }
    System.out.printf(
        "%d of %d runs are equal to the bit.%n", kept.size() - different, kept.size());
    return different == 0 ? 0 : 1;
  }
}
