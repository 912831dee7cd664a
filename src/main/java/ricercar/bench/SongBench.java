package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;

/** Whole songs: 180 s at mask ratio 0.8 by the report's model, two at a time, on one thread. */
public final class SongBench {
  static final double MASK_RATIO = 0.8;
  static final double LAMBDA = 0.5;
  static final double RATE = 1e-4;
  private static final int STEPS = 20;

  // Blocks of 4 MiB and more go back to the system when they are freed. Activations here are all
  // larger, and of so many sizes that holes between them would come to a fifth of the memory.
  private static final Map<String, String> ALLOCATOR =
      Map.of(
          "GLIBC_TUNABLES",
          "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304",
          "OMP_WAIT_POLICY",
          "PASSIVE");

  private SongBench() {}

  /** Twenty steps; about forty minutes. Each step's line also goes to a temporary file. */
  public static BenchReport run(Progress progress) {
    return run(STEPS, diary(), progress);
  }

  static BenchReport run(int steps, Path diary, Progress progress) {
    Problem.unless(
        Files.isReadable(Path.of("/proc/self/status")),
        "The benchmark of songs reads resident memory from /proc and so runs on Linux only.");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(SongStep.class.getName(), Integer.toString(steps), "1", diary.toString()));
    try (Progress.Task task = progress.start("songs", 1)) {
      task.note("steps in " + diary);
      StepFigures figures = StepFigures.of(command, ALLOCATOR);
      task.step(1);
      return report(steps, figures);
    }
  }

  private static BenchReport report(int steps, StepFigures figures) {
    double[] losses = figures.found();
    int rises = 0;
    for (int step = 1; step < losses.length; step++) {
      rises += losses[step] > losses[step - 1] ? 1 : 0;
    }
    double first = losses[0];
    double last = losses[losses.length - 1];
    return new BenchReport(
        "Training on whole songs",
        ("MaCHUP at the report's width (10 + 2 layers, 768, 16 heads, feed-forward 2,048, dropout"
                + " 0.1), 2 songs of 180 s, each 9,000 tokens of which 1,800 are visible (mask"
                + " ratio %s), 4 heads of 1,024 codes, λ = %s with the hierarchical local-window"
                + " loss (1 s) as contrast, AdamW, %d steps on one thread; synthetic tokens in which"
                + " sounds recur. A process of its own with `-Xmx256m` and"
                + " `glibc.malloc.mmap_threshold=4194304`, which gives freed activations back at"
                + " once; its peak is that of all it holds, the Java machine included.")
            .formatted(MASK_RATIO, LAMBDA, steps),
        List.of(
            row("peak resident memory", "GiB", figures.peak() / 1024, "≤ 6", ""),
            row(
                "loss of step %d over that of step 1".formatted(steps),
                "ratio",
                last / first,
                "< 1",
                "from %.3f to %.3f; rose at %d of %d steps"
                    .formatted(first, last, rises, losses.length - 1)),
            row("a step", "CPU s", figures.cpuSeconds(), "", ""),
            row("a step", "wall s", figures.wallSeconds(), "", "")));
  }

  private static BenchRow row(String what, String unit, double ours, String goal, String note) {
    return new BenchRow(what, unit, ours, Double.NaN, Double.NaN, goal, note);
  }

  private static Path diary() {
    try {
      return Files.createTempFile("ricercar-song", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
