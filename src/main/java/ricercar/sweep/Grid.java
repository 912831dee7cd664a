package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;

/** Every combination of the axes' values; the last axis changes fastest. */
public record Grid() implements Sampler {
  @Override
  public int trials(List<Axis> space) {
    long trials = 1;
    for (Axis axis : space) {
      if (axis.values().isEmpty()) {
        throw new Problem(
            "A grid needs values, but the axis '" + axis.key() + "' is a range of real numbers.",
            "List its values, or use another sampler, such as sobol.");
      }
      trials *= axis.values().size();
      Problem.unless(trials <= 1_000_000, "The grid has more than a million points.");
    }
    return (int) trials;
  }

  @Override
  public boolean looksBack() {
    return false;
  }

  @Override
  public Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen) {
    List<JsonNode> values = new ArrayList<>();
    int stride = trials(space);
    for (Axis axis : space) {
      int here = axis.values().size();
      stride /= here;
      values.add(axis.values().get(proposed.size() / stride % here));
    }
    return Proposal.of(new Point(values));
  }
}
