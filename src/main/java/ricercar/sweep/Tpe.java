package ricercar.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.stats.Kernels;
import ricercar.stats.ParzenEstimator;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011) with the settings of Optuna 5.0.0:
 * one density of the best tenth of the trials, at most 25, and one of all others, those still under
 * way among them; of points drawn from the first, the one where their ratio is largest. A point
 * that was proposed before is passed over where another one was drawn.
 *
 * @param startup ended trials below which points are drawn uniformly; 10 if null
 * @param candidates points drawn for a proposal; 24 if null
 * @param joint whether densities are of all axes together, or of each alone; yes if null
 */
public record Tpe(int trials, Integer startup, Integer candidates, Boolean joint)
    implements Sampler {
  private static final double BEST_SHARE = 0.1;
  private static final int MOST_BEST = 25;
  private static final int FULL_WEIGHTS = 25;

  public Tpe {
    startup = startup == null ? 10 : startup;
    candidates = candidates == null ? 24 : candidates;
    joint = joint == null || joint;
    Problem.unless(trials > 0, "trials must be above 0, but is %d.", trials);
    Problem.unless(startup > 0, "startup must be above 0, but is %d.", startup);
    Problem.unless(candidates > 0, "candidates must be above 0, but is %d.", candidates);
  }

  @Override
  public int trials(List<Axis> space) {
    return trials;
  }

  @Override
  public Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen) {
    Stream random = Stream.of(seed, "tpe", proposed.size());
    List<Trial> ended = seen.stream().filter(trial -> !trial.failed()).toList();
    if (ended.size() < startup) {
      return Proposal.of(Point.drawn(space, random));
    }
    List<Trial> best = best(ended);
    List<Point> good = points(best);
    List<Point> rest = points(ended.stream().filter(trial -> !best.contains(trial)).toList());
    proposed.stream().skip(seen.size()).map(Proposal::point).forEach(rest::add);
    List<Point> ranked =
        joint ? ranked(space, good, rest, random) : rankedAxisByAxis(space, good, rest, random);
    Set<Point> known = proposed.stream().map(Proposal::point).collect(Collectors.toSet());
    return Proposal.of(
        ranked.stream().filter(point -> !known.contains(point)).findFirst().orElse(ranked.get(0)));
  }

  /** Drawn from the density of the good points, the most promising first. */
  private List<Point> ranked(List<Axis> space, List<Point> good, List<Point> rest, Stream random) {
    ParzenEstimator likely = density(space, good);
    ParzenEstimator unlikely = density(space, rest);
    return IntStream.range(0, candidates)
        .mapToObj(i -> likely.draw(random))
        .map(place -> new Candidate(place, likely.density(place) / unlikely.density(place)))
        .sorted(Comparator.comparingDouble(candidate -> -candidate.promise()))
        .map(candidate -> Point.at(space, candidate.place()))
        .toList();
  }

  /** Each axis by itself: the r-th point holds the r-th best of every axis. */
  private List<Point> rankedAxisByAxis(
      List<Axis> space, List<Point> good, List<Point> rest, Stream random) {
    List<List<Point>> perAxis = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      int axis = i;
      UnaryOperator<List<Point>> only =
          points -> points.stream().map(p -> new Point(List.of(p.values().get(axis)))).toList();
      perAxis.add(
          ranked(
              List.of(space.get(i)), only.apply(good), only.apply(rest), random.child("axis", i)));
    }
    return IntStream.range(0, candidates)
        .mapToObj(
            rank ->
                new Point(perAxis.stream().map(axis -> axis.get(rank).values().get(0)).toList()))
        .toList();
  }

  /** The tenth that counts as good, in the order of the trials; the earlier ones of equals. */
  static List<Trial> best(List<Trial> ended) {
    int count = Math.min((int) Math.ceil(BEST_SHARE * ended.size()), MOST_BEST);
    return ended.stream()
        .sorted(Comparator.comparingDouble(trial -> -trial.value()))
        .limit(count)
        .sorted(Comparator.comparingInt(Trial::number))
        .toList();
  }

  /** Kernels around the points and the prior. */
  static ParzenEstimator density(List<Axis> space, List<Point> points) {
    List<double[]> places = points.stream().map(point -> point.place(space)).toList();
    List<Kernels> axes = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      int axis = i;
      axes.add(space.get(i).kernels(places.stream().mapToDouble(place -> place[axis]).toArray()));
    }
    return new ParzenEstimator(weights(points.size()), axes);
  }

  /** The last 25 weigh in full, like the prior; those before them less, the older the less. */
  static double[] weights(int points) {
    double[] weights = new double[points + 1];
    Arrays.fill(weights, 1);
    int ramp = points - FULL_WEIGHTS;
    for (int i = 0; i < ramp; i++) {
      double share = ramp == 1 ? 0 : i / (ramp - 1.0);
      weights[i] = 1.0 / points + share * (1 - 1.0 / points);
    }
    return weights;
  }

  private static List<Point> points(List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.proposal().point())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private record Candidate(double[] place, double promise) {}
}
