package ricercar.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ricercar.Progress;
import ricercar.bench.BenchReport;
import ricercar.bench.CodecBench;
import ricercar.bench.CropsBench;
import ricercar.bench.EmbeddingBench;
import ricercar.bench.FeedbackBench;
import ricercar.bench.JournalBench;
import ricercar.bench.LossBench;
import ricercar.bench.MachupMaskBench;
import ricercar.bench.MachupStepBench;
import ricercar.bench.MapBench;
import ricercar.bench.ProbeBench;
import ricercar.bench.RegretBench;
import ricercar.bench.SampleCnnBench;
import ricercar.bench.SongBench;
import ricercar.bench.TokensBench;
import ricercar.bench.TrainerBench;
import ricercar.bench.UmapBench;
import ricercar.bench.ViewsBench;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;

@Command(
    name = "bench",
    description = {
      "Measure speed against what one would use instead, as ratios in alternating runs.",
      "Writes results/benchmarks.md; rows that lose stay in. Leave the machine alone meanwhile.",
      "All of it takes about an hour and a half, most of that for whole songs.",
      "The Python side is found by RICERCAR_BENCH_PYTHON (PyTorch and torchaudio 2.7.1,"
          + " scikit-learn, Optuna) and RICERCAR_BENCH_PYTHON_NEWEST (the newest PyTorch);"
          + " without them its rows say so."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  RICERCAR_BENCH_PYTHON=~/torch/bin/python ricercar bench",
      "  ricercar bench --only codec,masking"
    })
final class BenchCommand implements Callable<Integer> {
  /** By name, in the order of the page. */
  private enum Part {
    VIEWS(ViewsBench::run),
    CROPS(CropsBench::run),
    TRAINER(TrainerBench::run),
    SAMPLECNN(SampleCnnBench::run),
    CODEC(CodecBench::run),
    TOKENS(TokensBench::run),
    MACHUP(MachupStepBench::run),
    MASKING(MachupMaskBench::run),
    SONG(SongBench::run),
    LOSS(LossBench::run),
    UMAP(UmapBench::run),
    MAP(MapBench::run),
    PROBE(ProbeBench::run),
    EMBEDDING(EmbeddingBench::run),
    REGRET(RegretBench::run),
    JOURNAL(JournalBench::run),
    FEEDBACK(FeedbackBench::run);

    private final Function<Progress, BenchReport> bench;

    Part(Function<Progress, BenchReport> bench) {
      this.bench = bench;
    }
  }

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "results/benchmarks.md",
      description = "Where the table goes (default: ${DEFAULT-VALUE}).")
  Path out;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description =
          "Measure these and leave the rest of the table as it is: ${COMPLETION-CANDIDATES}.")
  private List<Part> only;

  @Override
  public Integer call() {
    Progress progress = ConsoleProgress.standard();
    String machine =
        "%s, %d cores, commit %s, load average %.1f at the start"
            .formatted(
                Machine.here().cpu(),
                Machine.here().cores(),
                GitState.of(Provenance.home()),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    List<Part> parts = only == null ? List.of(Part.values()) : only;
    List<BenchReport> reports = parts.stream().map(part -> part.bench.apply(progress)).toList();
    if (only == null) {
      BenchReport.write(out, machine, reports);
    } else {
      BenchReport.update(out, machine, reports);
    }
    System.out.println("Table: " + out);
    return 0;
  }
}
