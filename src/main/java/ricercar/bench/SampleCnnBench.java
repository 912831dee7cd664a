package ricercar.bench;

import java.util.ArrayList;
import java.util.List;
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

  private SampleCnnBench() {}

  /** Three rounds of all sides in turns; about five minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(3, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    List<StepPeer> peers = new ArrayList<>(StepPeer.plain("default"));
    peers.add(StepPeer.tuned("fused AdamW and our allocator setting", "fused"));
    List<BenchRow> rows =
        new StepRounds("SampleCNN step", SampleCnnStep.class, "samplecnn_torch.py", peers, "3g")
            .run(rounds, ARGUMENTS, (ours, theirs) -> "", progress);
    return new BenchReport(
        "A training step of SampleCNN",
        ("Full size (2.4 M weights), 8 × 59,049 samples, one thread on both sides, %d rounds in"
                + " turns, each a new process with 2 steps to warm up and 4 timed. Our processes"
                + " run with the launcher's `GLIBC_TUNABLES=glibc.malloc.hugetlb=1`. CPU time is"
                + " what to compare: wall time moves with whatever else the machine does.")
            .formatted(rounds),
        rows);
  }
}
