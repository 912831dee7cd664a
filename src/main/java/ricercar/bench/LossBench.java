package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The semi-supervised contrastive loss (B.3) of 4,096 views with its gradient, against the same in
 * PyTorch: with the mask of positives ready, and with making it.
 */
public final class LossBench {
  private static final int VIEWS = 4_096;
  private static final int WIDTH = 128;
  private static final int TAGS = 50;
  private static final double TAG_SHARE = 0.07; // 3.5 tags a clip, as in MagnaTagATune
  private static final double LABELLED_SHARE = 0.5;
  private static final int WARM_UP = 3;
  private static final int STEPS = 8;

  private LossBench() {}

  /** Three rounds of all sides in turns; about two minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(3, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    Path folder = temporary();
    try {
      write(folder);
      List<StepPeer> peers = new ArrayList<>(StepPeer.plain());
      peers.add(StepPeer.tuned("our allocator setting"));
      List<BenchRow> rows = new ArrayList<>();
      for (String mask : List.of("ready", "built")) {
        List<String> arguments =
            List.of(
                folder.toString(),
                "1",
                Integer.toString(WARM_UP),
                Integer.toString(STEPS),
                "0.1",
                mask);
        String what =
            mask.equals("ready") ? "loss and gradient" : "mask of positives, loss and gradient";
        rows.addAll(
            new StepRounds(what, LossStep.class, "loss_torch.py", peers, "1g")
                .run(rounds, arguments, LossBench::agreed, progress));
      }
      return new BenchReport(
          "The contrastive loss",
          ("%,d views × %d, two of a clip, half of the clips labelled with %.1f of %d tags, any shared"
                  + " tag a positive; each step goes along the gradient. One thread on both sides, %d"
                  + " rounds in turns, each a new process with %d steps to warm up and %d timed."
                  + " CPU time is what to compare.")
              .formatted(VIEWS, WIDTH, TAG_SHARE * TAGS, TAGS, rounds, WARM_UP, STEPS),
          rows);
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  private static void write(Path folder) {
    Stream random = Stream.of(1, "loss bench");
    float[] z = new float[VIEWS * WIDTH];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    long[] clip = new long[VIEWS];
    long[] labelled = new long[VIEWS];
    float[] tags = new float[VIEWS * TAGS];
    for (int view = 0; view < VIEWS; view += 2) {
      boolean known = random.chance(LABELLED_SHARE);
      for (int twin = view; twin < view + 2; twin++) {
        clip[twin] = view / 2;
        labelled[twin] = known ? 1 : 0;
      }
      for (int tag = 0; tag < TAGS; tag++) {
        float active = random.chance(TAG_SHARE) ? 1 : 0;
        tags[view * TAGS + tag] = active;
        tags[(view + 1) * TAGS + tag] = active;
      }
    }
    try (Scope scope = Scope.open()) {
      SafeTensors.write(
          folder.resolve("batch.safetensors"),
          Map.of(
              "z", Tensor.of(z, VIEWS, WIDTH),
              "clip", Tensor.of(clip, VIEWS),
              "labelled", Tensor.of(labelled, VIEWS),
              "tags", Tensor.of(tags, VIEWS, TAGS)),
          Map.of());
    }
  }

  private static String agreed(StepFigures ours, StepFigures theirs) {
    double worst = 0;
    for (int i = 0; i < ours.found().length; i++) {
      worst = Math.max(worst, Math.abs(ours.found()[i] / theirs.found()[i] - 1));
    }
    if (!(worst < 1e-4)) {
      throw new IllegalStateException("the programs' losses differ by " + worst);
    }
    return "; losses equal within %.0e".formatted(worst);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
