package ricercar.sweep;

import java.util.List;
import ricercar.Problem;

/**
 * What a study file writes under {@code sweep}.
 *
 * @param window W: a proposal sees the trials that lie at least W before it, so that W of them can
 *     run at once; 1 if null
 * @param seed of the proposals; 1 if null
 * @param objective what trials are compared by; {@link Objective#STANDARD} if null
 * @param resource the setting that a trial's budget is written to; {@code training.steps} if null
 */
record SweepSpec(
    List<AxisSpec> axes,
    Sampler sampler,
    Integer window,
    Long seed,
    Objective objective,
    String resource) {
  SweepSpec {
    Problem.unless(axes != null && !axes.isEmpty(), "sweep.axes is empty.");
    axes = List.copyOf(axes);
    window = window == null ? 1 : window;
    seed = seed == null ? 1 : seed;
    objective = objective == null ? Objective.STANDARD : objective;
    resource = resource == null ? "training.steps" : resource;
    Problem.unless(window >= 1, "sweep.window must be at least 1, but is %d.", window);
  }
}
