package ricercar.sweep;

import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/** Independent points, uniform over the space (Bergstra and Bengio 2012). */
public record RandomSearch(int trials) implements Sampler {
  public RandomSearch {
    Problem.unless(trials > 0, "trials must be above 0, but is %d.", trials);
  }

  @Override
  public int trials(List<Axis> space) {
    return trials;
  }

  @Override
  public boolean looksBack() {
    return false;
  }

  @Override
  public Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen) {
    return Proposal.of(Point.drawn(space, Stream.of(seed, "random search", proposed.size())));
  }
}
