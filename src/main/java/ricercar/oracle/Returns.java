package ricercar.oracle;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.stats.Bca;
import ricercar.stats.Interval;
import ricercar.stats.Resampled;
import ricercar.stats.Statistic;

/**
 * Return on annotation: what a way of asking gained for what was spent on it, beside random
 * queries. Curves over verdicts count all verdicts alike; curves over minutes weigh each by its
 * cost, so that a yes or no is cheaper than a name. Intervals are over seeds; both ways share them.
 *
 * @param runs one curve of each seed
 * @param random of the same seeds, in the same order, by random queries
 */
public record Returns(
    List<BudgetCurve> runs, List<BudgetCurve> random, Bca bootstrap, Stream draws) {
  public Returns {
    runs = List.copyOf(runs);
    random = List.copyOf(random);
    Problem.unless(
        !runs.isEmpty() && runs.size() == random.size(),
        "%d runs cannot be set beside %d with random queries, seed by seed.",
        runs.size(),
        random.size());
  }

  /** Of a comparison that some resamples leave undefined. */
  public record Relative(Interval interval, double defined) {}

  /** Gain by verdict or minute. */
  public Interval gainPerUnit() {
    return of(BudgetCurve::gainPerUnit);
  }

  /** Gain over the whole budget. */
  public Interval gain() {
    return of(curve -> curve.last() - curve.first());
  }

  /** Mean value over the budget. */
  public Interval area() {
    return of(BudgetCurve::area);
  }

  /** By how much the mean value over the budget is above that of random queries. */
  public Interval areaAboveRandom() {
    return beside((own, other) -> own.area() - other.area()).interval(bootstrap.level());
  }

  /** By how much the last value is above that of random queries. */
  public Interval lastAboveRandom() {
    return beside((own, other) -> own.last() - other.last()).interval(bootstrap.level());
  }

  /**
   * What has to be spent until the mean curve reaches a target, as a multiple of what random
   * queries need: 0.5 is half as much. Undefined where one of the two never reaches it.
   */
  public Relative toTarget(double target) {
    return relative((own, other) -> ratio(own.reach(target), other.reach(target)));
  }

  /** The same to what random queries reach with the whole budget. */
  public Relative toRandomsLast() {
    return relative((own, other) -> ratio(own.reach(other.last()), other.reach(other.last())));
  }

  /**
   * The area that is left below what random queries reach in the end, over the same of random
   * queries: below 1 is better (Baram, El-Yaniv and Luz 2004, "deficiency"). Undefined where random
   * queries gain nothing.
   */
  public Relative deficiency() {
    return relative(
        (own, other) -> {
          double left = other.last() - other.area();
          return left <= 0 ? Double.NaN : (other.last() - own.area()) / left;
        });
  }

  private static double ratio(double own, double other) {
    return other == 0 ? Double.NaN : own / other;
  }

  private Interval of(ToDoubleFunction<BudgetCurve> measure) {
    Statistic statistic = Statistic.mean(runs.stream().mapToDouble(measure).toArray());
    return bootstrap.interval(statistic, draws, runs.size());
  }

  private Resampled beside(ToDoubleBiFunction<BudgetCurve, BudgetCurve> measure) {
    Statistic statistic =
        counts ->
            measure.applyAsDouble(
                BudgetCurve.mean(runs, counts[0]), BudgetCurve.mean(random, counts[0]));
    return bootstrap.resample(statistic, draws, runs.size());
  }

  private Relative relative(ToDoubleBiFunction<BudgetCurve, BudgetCurve> measure) {
    Resampled resampled = beside(measure);
    return new Relative(
        resampled.interval(bootstrap.level()),
        (double) resampled.draws().length / bootstrap.resamples());
  }
}
