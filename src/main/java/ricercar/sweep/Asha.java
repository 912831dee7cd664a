package ricercar.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Asynchronous successive halving (Li et al. 2020): many points with a small budget, and more of it
 * for those that do best. A trial takes the highest rung where a point of the best 1/reduction is
 * not promoted yet, and promotes it; else it begins with a new point, uniform over the space. So
 * that the order of arrival changes nothing, rungs hold what is {@code seen} and no more.
 *
 * @param trials runs in all; a promotion is one
 * @param reduction one in so many is promoted, and its budget is so many times larger; 3 if null
 * @param minimum budget of a new point, such as steps of training
 * @param maximum budget that none exceeds; the last rung is the largest multiple below it
 */
public record Asha(int trials, Integer reduction, int minimum, int maximum) implements Sampler {
  private static final int DRAWS = 100;

  public Asha {
    reduction = reduction == null ? 3 : reduction;
    Problem.unless(trials > 0, "trials must be above 0, but is %d.", trials);
    Problem.unless(reduction > 1, "reduction must be 2 or more, but is %d.", reduction);
    Problem.unless(minimum > 0, "minimum must be above 0, but is %d.", minimum);
    Problem.unless(
        (long) minimum * reduction <= maximum,
        "maximum must be at least %d times the minimum of %d, but is %d; else nothing is promoted.",
        reduction,
        minimum,
        maximum);
  }

  @Override
  public int trials(List<Axis> space) {
    return trials;
  }

  /** The budgets, ascending: minimum · reductionʳ up to the maximum. */
  public List<Integer> budgets() {
    List<Integer> budgets = new ArrayList<>();
    for (long budget = minimum; budget <= maximum; budget *= reduction) {
      budgets.add((int) budget);
    }
    return budgets;
  }

  @Override
  public Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen) {
    Set<Proposal> known = new HashSet<>(proposed);
    List<Integer> budgets = budgets();
    for (int rung = budgets.size() - 2; rung >= 0; rung--) {
      int larger = budgets.get(rung + 1);
      Optional<Proposal> promotion =
          best(seen, budgets.get(rung)).stream()
              .map(point -> new Proposal(point, larger))
              .filter(proposal -> !known.contains(proposal))
              .findFirst();
      if (promotion.isPresent()) {
        return promotion.get();
      }
    }
    Stream random = Stream.of(seed, "asha", proposed.size());
    Proposal drawn = new Proposal(Point.drawn(space, random), minimum);
    for (int i = 0; i < DRAWS && known.contains(drawn); i++) {
      drawn = new Proposal(Point.drawn(space, random), minimum);
    }
    return drawn;
  }

  /** The best 1/reduction of a rung, the best first; the earlier ones of equals. */
  private List<Point> best(List<Trial> seen, int budget) {
    List<Trial> rung =
        seen.stream()
            .filter(trial -> !trial.failed() && trial.proposal().budget() == budget)
            .sorted(Comparator.comparingDouble(trial -> -trial.value()))
            .toList();
    return rung.stream()
        .limit(rung.size() / reduction)
        .map(trial -> trial.proposal().point())
        .toList();
  }
}
