package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ricercar.Progress;
import ricercar.bench.BenchReport;
import ricercar.bench.CropsBench;
import ricercar.bench.SampleCnnBench;
import ricercar.bench.TrainerBench;
import ricercar.bench.ViewsBench;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;

@Command(
    name = "bench",
    description = {
      "Measure speed against what one would use instead, as ratios in alternating runs.",
      "Writes results/benchmarks.md; rows that lose stay in. Leave the machine alone meanwhile.",
      "The Python side is found by RICERCAR_BENCH_PYTHON (PyTorch and torchaudio 2.7.1) and"
          + " RICERCAR_BENCH_PYTHON_NEWEST (the newest PyTorch); without them its rows say so."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  RICERCAR_BENCH_PYTHON=~/torch/bin/python ricercar bench")
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "results/benchmarks.md",
      description = "Where the table goes (default: ${DEFAULT-VALUE}).")
  Path out;

  @Override
  public Integer call() {
    Progress progress = ConsoleProgress.standard();
    List<BenchReport> reports =
        List.of(
            ViewsBench.run(progress),
            CropsBench.run(progress),
            TrainerBench.run(progress),
            SampleCnnBench.run(progress));
    String machine =
        "%s, %d cores, commit %s"
            .formatted(
                Machine.here().cpu(), Machine.here().cores(), GitState.of(Provenance.home()));
    BenchReport.write(out, machine, reports);
    System.out.println("Table: " + out);
    return 0;
  }
}
