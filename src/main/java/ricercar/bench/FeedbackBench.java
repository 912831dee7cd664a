package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.files.NumpyFile;

/** How long one waits after a verdict, against refitting an estimator as modAL does. */
public final class FeedbackBench {
  private static final int CLASSES = 20;
  private static final Map<String, String> ESTIMATORS =
      Map.of("logistic", "LogisticRegression", "centroid", "NearestCentroid");
  private static final List<String> ORDER = List.of("logistic", "centroid");

  private final Optional<PythonPeer> peer;
  private final FeedbackData data;
  private final int labelled;
  private final int verdicts;
  private final Map<String, List<FeedbackRound>> found = new LinkedHashMap<>();

  private FeedbackBench(Optional<PythonPeer> peer, FeedbackData data, int labelled, int verdicts) {
    this.peer = peer;
    this.data = data;
    this.labelled = labelled;
    this.verdicts = verdicts;
  }

  /** 20,000 clips, 300 verdicts, three rounds; some minutes. */
  public static BenchReport run(Progress progress) {
    return run(progress, PythonPeer.interpreter(), 20_000, 1_000, 300, 3);
  }

  static BenchReport run(
      Progress progress,
      Optional<String> python,
      int clips,
      int labelled,
      int verdicts,
      int rounds) {
    Path folder = temporary();
    Optional<PythonPeer> peer =
        python.map(
            path -> PythonPeer.start(path, "feedback_modal.py", "scikit-learn 1.6 or newer"));
    try (Progress.Task task = progress.start("feedback", rounds)) {
      FeedbackData data = FeedbackData.drawn(clips, CLASSES);
      Path file = folder.resolve("means.npy");
      NumpyFile.write(file, data.windows().means().rows());
      peer.ifPresent(p -> p.ask("load " + file + " " + CLASSES));
      FeedbackBench bench = new FeedbackBench(peer, data, labelled, verdicts);
      for (int round = 0; round < rounds; round++) {
        bench.round(folder.resolve("ledger-" + round + ".jsonl"));
        task.step(1);
      }
      return bench.report(rounds);
    } finally {
      peer.ifPresent(PythonPeer::close);
      AtomicFiles.delete(folder);
    }
  }

  private void round(Path ledger) {
    keep("ours", FeedbackRound.of(data, labelled, verdicts, ledger));
    for (String estimator : ORDER) {
      peer.ifPresent(p -> keep(estimator, theirs(p, estimator)));
    }
  }

  private void keep(String side, FeedbackRound round) {
    found.computeIfAbsent(side, name -> new ArrayList<>()).add(round);
  }

  private FeedbackRound theirs(PythonPeer p, String estimator) {
    double right = p.ask("run %s %d %d".formatted(estimator, labelled, verdicts));
    double[] moved = new double[verdicts];
    double[] next = new double[verdicts];
    Arrays.setAll(moved, i -> p.ask("moved " + i));
    Arrays.setAll(next, i -> p.ask("next " + i));
    return new FeedbackRound(moved, next, p.ask("cpu 0"), right);
  }

  private BenchReport report(int rounds) {
    List<BenchRow> rows = new ArrayList<>();
    for (String estimator : ORDER) {
      rows.add(row(estimator, "prototypes moved", FeedbackRound::moved, 0.5, ""));
      rows.add(row(estimator, "prototypes moved", FeedbackRound::moved, 0.95, "< 50 ms"));
      rows.add(row(estimator, "next clip ready", FeedbackRound::next, 0.5, ""));
      rows.add(row(estimator, "next clip ready", FeedbackRound::next, 0.95, "< 150 ms"));
      rows.add(
          row(
              "CPU time of a verdict",
              estimator,
              "ms",
              FeedbackRound::cpu,
              "includes the next clip"));
      rows.add(
          row(
              "right of the clips without a label",
              estimator,
              "%",
              FeedbackRound::right,
              "higher is better"));
    }
    return new BenchReport(
        "Feedback",
        ("%,d drawn clips of %d windows × %d in %d classes that overlap, %,d labelled at the start,"
                + " %d verdicts one after the other, %d rounds in turns, of which none warms up. A"
                + " verdict is on the disk (fsync) before prototypes move; the next clip is chosen"
                + " by margin and comes with its prediction and its 5 nearest labelled clips."
                + " Theirs does what modAL's `ActiveLearner` does (modAL itself does not run with"
                + " scikit-learn 1.8 or newer): `teach` refits on all labels so far, and margin"
                + " sampling asks the estimator about all other clips; it looks at one mean vector"
                + " of length 1 a clip instead of at the windows, on one thread, and writes nothing"
                + " to the disk. Figures are medians over rounds. %s")
            .formatted(
                data.clips(),
                FeedbackData.WINDOWS,
                FeedbackData.WIDTH,
                CLASSES,
                labelled,
                verdicts,
                rounds,
                peer.map(p -> "Against " + p.versions() + ".")
                    .orElse("Compared with nothing: " + PythonPeer.VARIABLE + " is not set.")),
        rows);
  }

  private interface Part {
    double[] of(FeedbackRound round);
  }

  private BenchRow row(String estimator, String what, Part part, double quantile, String goal) {
    double[] ours = each("ours", round -> quantile(part.of(round), quantile));
    double[] theirs = each(estimator, round -> quantile(part.of(round), quantile));
    double[] ratios = new double[Math.min(ours.length, theirs.length)];
    Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
    return new BenchRow(
        "verdict → %s, %s, against %s"
            .formatted(what, quantile == 0.5 ? "median" : "p95", ESTIMATORS.get(estimator)),
        "ms",
        quantile(ours, 0.5),
        quantile(theirs, 0.5),
        quantile(ratios, 0.5),
        goal,
        "ours from %s".formatted(range(ours))
            + (theirs.length == 0 ? "" : ", theirs from %s".formatted(range(theirs))));
  }

  private BenchRow row(String what, String estimator, String unit, Figure figure, String note) {
    double ours = quantile(each("ours", figure), 0.5);
    double theirs = quantile(each(estimator, figure), 0.5);
    return new BenchRow(
        "%s, against %s".formatted(what, ESTIMATORS.get(estimator)),
        unit,
        ours,
        theirs,
        ours / theirs,
        "",
        note);
  }

  private interface Figure {
    double of(FeedbackRound round);
  }

  private double[] each(String side, Figure figure) {
    return found.getOrDefault(side, List.of()).stream().mapToDouble(figure::of).toArray();
  }

  private static String range(double[] values) {
    return String.format(
        Locale.ROOT,
        "%.1f to %.1f",
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }

  /** The smallest value that so many are not above; NaN of none. */
  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("feedback-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
