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

/**
 * The linear probe of 50 tags on 5,000 × 512 features against scikit-learn's one-vs-rest logistic
 * regression, which must find as good a ranking.
 */
public final class ProbeBench {
  /** scikit-learn's default. */
  private static final String C = "1.0";

  private static final double CLOSE = 1e-3;

  private ProbeBench() {}

  /** Three rounds of both sides in turns; about two minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(3, progress);
  }

  static Stream stream() {
    return Stream.of(1, "probe bench");
  }

  static BenchReport run(int rounds, Progress progress) {
    Path folder = temporary();
    try {
      ProbeData.drawn(stream()).write(folder.resolve("data.safetensors"));
      StepPeer peer = new StepPeer("scikit-learn", PythonPeer.VARIABLE, List.of(), Map.of());
      List<BenchRow> rows =
          new StepRounds(
                  "probe of 50 tags", ProbeStep.class, "probe_sklearn.py", List.of(peer), "1g")
              .run(
                  rounds,
                  List.of(folder.toString(), "1", "2", "2", C),
                  ProbeBench::agreed,
                  progress);
      return new BenchReport(
          "The linear probe",
          ("%,d training rows of %d features, %d tags; ours is the probe with `kind: logistic`,"
                  + " the loss on %,d validation rows included, theirs"
                  + " `OneVsRestClassifier(LogisticRegression(C=%s))` behind a `StandardScaler`, of"
                  + " the same penalty. One thread,"
                  + " %d rounds in turns, each a new process with two fits to warm up and two timed,"
                  + " scores of %,d test rows included. The ratio is how many times faster; of memory"
                  + " it is ours over theirs.")
              .formatted(
                  ProbeData.TRAIN,
                  ProbeData.WIDTH,
                  ProbeData.TAGS,
                  ProbeData.VALIDATION,
                  C,
                  rounds,
                  ProbeData.TEST),
          faster(rows));
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  /** Rows of time as "so many times faster", with the goal of the first. */
  private static List<BenchRow> faster(List<BenchRow> rows) {
    List<BenchRow> told = new ArrayList<>();
    for (BenchRow row : rows) {
      boolean time = row.unit().contains("s per step");
      told.add(
          new BenchRow(
              row.what(),
              row.unit().replace("per step", "per fit"),
              row.ours(),
              row.theirs(),
              time ? 1 / row.ratio() : row.ratio(),
              time ? "≥ 20" : "",
              row.note()));
    }
    return told;
  }

  private static String agreed(StepFigures ours, StepFigures theirs) {
    double own = ours.found()[0];
    double other = theirs.found()[0];
    return "; macro AUROC %.4f and %.4f, %s within %s"
        .formatted(own, other, Math.abs(own - other) <= CLOSE ? "equal" : "NOT equal", CLOSE);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
