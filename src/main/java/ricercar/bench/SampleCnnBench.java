package ricercar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import ricercar.Problem;
import ricercar.Progress;

/**
 * A training step of the full-size SampleCNN (forward, NT-Xent, backward, AdamW) against the same
 * model in PyTorch 2.7.1 and in the newest PyTorch, each round a process of its own, in turns.
 *
 * <p>The interpreters are named by {@code RICERCAR_BENCH_PYTHON} (with PyTorch 2.7.1) and {@code
 * RICERCAR_BENCH_PYTHON_NEWEST}; without them the rows say so.
 */
public final class SampleCnnBench {
  // One thread: on a machine that others use too, CPU time is then work and not waiting.
  private static final List<String> ARGUMENTS = List.of("8", "1", "2", "4");
  private static final String GOAL = "≤ 1.0";
  private static final String MISSING = "%s is not set to a Python with PyTorch";
  // What the launcher sets: large blocks come from huge pages, which take fewer faults to clear.
  private static final Map<String, String> HUGE_PAGES =
      Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

  private record Peer(
      String name, String interpreter, String optimiser, Map<String, String> environment) {}

  private static final List<Peer> PEERS =
      List.of(
          new Peer("PyTorch 2.7.1", "RICERCAR_BENCH_PYTHON", "default", Map.of()),
          new Peer("newest PyTorch", "RICERCAR_BENCH_PYTHON_NEWEST", "default", Map.of()),
          new Peer(
              "PyTorch 2.7.1 with fused AdamW and our allocator setting",
              "RICERCAR_BENCH_PYTHON",
              "fused",
              HUGE_PAGES));

  private static final Map<String, ToDoubleFunction<StepFigures>> MEASURES = measures();

  private SampleCnnBench() {}

  private static Map<String, ToDoubleFunction<StepFigures>> measures() {
    Map<String, ToDoubleFunction<StepFigures>> measures = new LinkedHashMap<>();
    measures.put("CPU s per step", StepFigures::cpuSeconds);
    measures.put("wall s per step", StepFigures::wallSeconds);
    measures.put("MiB above the level after import", StepFigures::megabytes);
    return measures;
  }

  /** Three rounds of all sides in turns; about five minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(3, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    Problem.unless(
        Files.isReadable(Path.of("/proc/self/status")),
        "The SampleCNN benchmark reads resident memory from /proc and so runs on Linux only.");
    List<StepFigures> ours = new ArrayList<>();
    Map<Peer, List<StepFigures>> theirs = new LinkedHashMap<>();
    PEERS.forEach(peer -> theirs.put(peer, new ArrayList<>()));
    String script = script();
    try (Progress.Task task = progress.start("SampleCNN step", rounds)) {
      for (int round = 0; round < rounds; round++) {
        ours.add(StepFigures.of(java(), HUGE_PAGES));
        for (Peer peer : PEERS) {
          String python = System.getenv(peer.interpreter);
          if (python != null) {
            theirs.get(peer).add(StepFigures.of(python(python, script, peer), peer.environment));
          }
        }
        task.step(1);
      }
    }
    List<BenchRow> rows = new ArrayList<>();
    theirs.forEach((peer, figures) -> rows.addAll(rows(peer, ours, figures)));
    return new BenchReport(
        "A training step of SampleCNN",
        ("Full size (2.4 M weights), 8 × 59,049 samples, one thread on both sides, %d rounds in"
                + " turns, each a new process with 2 steps to warm up and 4 timed. Our processes"
                + " run with the launcher's `GLIBC_TUNABLES=glibc.malloc.hugetlb=1`. CPU time is"
                + " what to compare: wall time moves with whatever else the machine does.")
            .formatted(rounds),
        rows);
  }

  private static List<BenchRow> rows(Peer peer, List<StepFigures> ours, List<StepFigures> theirs) {
    List<BenchRow> rows = new ArrayList<>();
    MEASURES.forEach(
        (unit, measure) -> {
          double[] own = ours.stream().mapToDouble(measure).toArray();
          double[] other = theirs.stream().mapToDouble(measure).toArray();
          double[] ratios = new double[other.length];
          for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own[i] / other[i];
          }
          rows.add(
              new BenchRow(
                  "SampleCNN step against " + peer.name,
                  unit,
                  StepFigures.median(own),
                  StepFigures.median(other),
                  StepFigures.median(ratios),
                  GOAL,
                  theirs.isEmpty()
                      ? MISSING.formatted(peer.interpreter)
                      : "torch " + theirs.get(0).version()));
        });
    return rows;
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx3g", "-cp", System.getProperty("java.class.path")));
    command.add(SampleCnnStep.class.getName());
    command.addAll(ARGUMENTS);
    return command;
  }

  private static List<String> python(String interpreter, String script, Peer peer) {
    List<String> command = new ArrayList<>(List.of(interpreter, "-c", script));
    command.addAll(ARGUMENTS);
    command.add(peer.optimiser);
    return command;
  }

  private static String script() {
    try (InputStream script = SampleCnnBench.class.getResourceAsStream("samplecnn_torch.py")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
