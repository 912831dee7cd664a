package ricercar.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.random.Stream;
import ricercar.stats.Bca;
import ricercar.stats.Interval;
import ricercar.stats.Statistic;
import ricercar.sweep.Asha;
import ricercar.sweep.Point;
import ricercar.sweep.Proposal;
import ricercar.sweep.RandomSearch;
import ricercar.sweep.Sampler;
import ricercar.sweep.Tpe;
import ricercar.sweep.Trial;

/** How far from the best our samplers end, against Optuna's. */
public final class RegretBench {
  private static final String SCRIPT = "optuna_regret.py";
  private static final int SEEDS = 100;
  private static final int TRIALS = 100;
  private static final int EVALUATIONS = 200;

  private final Optional<PythonPeer> peer;
  private final int seeds;

  private RegretBench(Optional<PythonPeer> peer, int seeds) {
    this.peer = peer;
    this.seeds = seeds;
  }

  /** A hundred seeds, as twenty leave a factor of two open; some ten minutes. */
  public static BenchReport run(Progress progress) {
    return run(progress, PythonPeer.interpreter(), SEEDS);
  }

  static BenchReport run(Progress progress, Optional<String> python, int seeds) {
    Optional<PythonPeer> peer = python.map(path -> PythonPeer.start(path, SCRIPT, "optuna 5.0.0"));
    try {
      return new RegretBench(peer, seeds).report(progress);
    } finally {
      peer.ifPresent(PythonPeer::close);
    }
  }

  private BenchReport report(Progress progress) {
    List<BenchRow> rows = new ArrayList<>();
    RegretProblem[] problems = RegretProblem.values();
    try (Progress.Task task = progress.start("regret", problems.length)) {
      for (RegretProblem problem : problems) {
        requireSameLoss(problem);
        rows.add(row(problem, "tpe", "TPE", new Tpe(TRIALS, null, null, true)));
        rows.add(row(problem, "axes", "TPE, each axis alone", new Tpe(TRIALS, null, null, false)));
        rows.add(row(problem, "asha", "ASHA", new Asha(EVALUATIONS, 3, 1, RegretProblem.FULL)));
        task.step(1);
      }
    }
    return new BenchReport(
        "Regret of samplers",
        ("How far the best trial is above the least loss, the mean over %d seeds with 95 %% BCa"
                + " intervals. TPE: %d trials one after the other, Optuna's with its defaults or"
                + " `multivariate=False`. ASHA: %d evaluations at budgets 1, 3, 9 and %d, of which the"
                + " largest count; theirs is `SuccessiveHalvingPruner(1, 3)` with a random sampler,"
                + " which stops trials where ours takes them up again. The goal is our mean within"
                + " their interval or below. %s")
            .formatted(
                seeds,
                TRIALS,
                EVALUATIONS,
                RegretProblem.FULL,
                peer.map(p -> "Against " + p.versions() + ".")
                    .orElse("Compared with nothing: " + PythonPeer.VARIABLE + " is not set.")),
        rows);
  }

  private BenchRow row(RegretProblem problem, String name, String title, Sampler sampler) {
    int trials = sampler.trials(problem.space());
    double[] regrets = ofSeeds(seed -> regret(problem, sampler, seed));
    Interval ours = interval(Statistic.mean(regrets), seeds);
    String note = "ours " + bounds(ours);
    if (peer.isEmpty()) {
      return new BenchRow(
          title + " on " + problem.title(),
          "mean regret",
          ours.estimate(),
          Double.NaN,
          Double.NaN,
          "",
          note);
    }
    double[] asked =
        ofSeeds(seed -> peer.get().ask("%s %s %d %d".formatted(name, problem, seed, trials)));
    Interval theirs = interval(Statistic.mean(asked), seeds);
    Interval apart = interval(Statistic.differenceOfMeans(regrets, asked), seeds, seeds);
    double[] chance = ofSeeds(seed -> regret(problem, new RandomSearch(TRIALS), seed));
    String place =
        theirs.contains(ours.estimate())
            ? "within theirs"
            : ours.estimate() < theirs.low() ? "below theirs" : "above theirs";
    return new BenchRow(
        title + " on " + problem.title(),
        "mean regret",
        ours.estimate(),
        theirs.estimate(),
        ours.estimate() / theirs.estimate(),
        "within theirs",
        "%s: %s, theirs %s, ours minus theirs %s; %d random trials %s"
            .formatted(
                place,
                note,
                bounds(theirs),
                bounds(apart),
                TRIALS,
                figure(Arrays.stream(chance).average().orElseThrow())));
  }

  private double[] ofSeeds(IntToDoubleFunction regret) {
    return IntStream.range(0, seeds).mapToDouble(regret).toArray();
  }

  private static Interval interval(Statistic statistic, int... sizes) {
    return Bca.STANDARD.interval(statistic, Stream.of(1, "regret bench"), sizes);
  }

  /** Of the best trial among those with the full budget. */
  private static double regret(RegretProblem problem, Sampler sampler, int seed) {
    List<Proposal> proposed = new ArrayList<>();
    List<Trial> seen = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < sampler.trials(problem.space()); k++) {
      Proposal proposal = sampler.propose(problem.space(), seed, proposed, seen);
      int budget = proposal.budget() == null ? RegretProblem.FULL : proposal.budget();
      double loss = problem.loss(proposal.point(), budget);
      best = budget == RegretProblem.FULL ? Math.min(best, loss) : best;
      proposed.add(proposal);
      seen.add(new Trial(k, proposal, -loss));
    }
    return problem.regret(best);
  }

  /** Else the two would be measured on different things. */
  private void requireSameLoss(RegretProblem problem) {
    Stream random = Stream.of(2, "regret bench");
    double[] places = problem.space().stream().mapToDouble(axis -> random.nextDouble()).toArray();
    Point point = Point.at(problem.space(), places);
    double ours = problem.loss(point, 3);
    String values = String.join(" ", point.values().stream().map(v -> "" + v.asDouble()).toList());
    peer.ifPresent(
        p -> {
          double theirs = p.ask("loss " + problem + " 3 " + values);
          Problem.unless(
              Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours)),
              "%s at %s is %s here and %s in %s.",
              problem,
              Arrays.toString(places),
              ours,
              theirs,
              SCRIPT);
        });
  }

  private static String bounds(Interval interval) {
    return figure(interval.low()) + " to " + figure(interval.high());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 0.01 ? "%.5f" : "%.3f", value);
  }
}
