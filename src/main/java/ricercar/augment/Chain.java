package ricercar.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Steps in order, each behind its own gate, all behind an outer gate.
 *
 * <p>The gate of step s is the first draw of {@code random.child("gate").child(s)}, its parameters
 * come from {@code random.child("draw").child(s)}; so to change, add or remove one step does not
 * reshuffle the others. The stream passed in is never advanced. Safe for many threads, and the
 * result does not depend on them.
 *
 * <p>A step whose output is not finite is left out: its input goes on, the event is logged and
 * counted ({@link #fallbacks}), and named in the {@link Outcome}.
 */
public final class Chain implements Augmentation {
  private static final System.Logger LOG = System.getLogger(Chain.class.getName());

  private final String name;
  private final double probability;
  private final List<Step> steps;
  private final Map<String, Long> fallbacks = new ConcurrentHashMap<>();

  /**
   * @param probability of the outer gate: with 1 − probability the sound stays as it is
   */
  public Chain(String name, double probability, List<Step> steps) {
    Ranges.probability(name, probability);
    long names = steps.stream().map(Step::name).distinct().count();
    if (names < steps.size()) {
      throw new Problem(
          "Two steps of the chain " + name + " have the same name.", "Give each its own name.");
    }
    this.name = name;
    this.probability = probability;
    this.steps = List.copyOf(steps);
  }

  /**
   * What was done to a sound.
   *
   * @param applied names of the steps that were applied, in order
   * @param fellBack names of the steps whose output was not finite and was dropped
   */
  public record Outcome(float[] samples, List<String> applied, List<String> fellBack) {}

  @Override
  public String name() {
    return name;
  }

  public double probability() {
    return probability;
  }

  public List<Step> steps() {
    return steps;
  }

  /** The same chain without some of its steps; the others draw what they drew before. */
  public Chain without(List<String> left) {
    List<String> known = steps.stream().map(Step::name).toList();
    for (String step : left) {
      if (!known.contains(step)) {
        throw new Problem(
            "The chain %s has no step '%s' to leave out.".formatted(name, step),
            "Its steps are %s.".formatted(String.join(", ", known)));
      }
    }
    List<Step> kept = steps.stream().filter(step -> !left.contains(step.name())).toList();
    return new Chain(name, probability, kept);
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    return run(samples, sampleRate, random, random).samples();
  }

  /**
   * Applies the chain and tells what it did.
   *
   * @param outer the stream of the outer gate; the same for all views of a clip makes the gate one
   *     per clip ({@link Gating})
   * @param random the view's own stream: gates and parameters of the steps
   */
  public Outcome run(float[] samples, int sampleRate, Stream outer, Stream random) {
    List<String> applied = new ArrayList<>();
    List<String> fellBack = new ArrayList<>();
    float[] sound = samples;
    if (outer.child("outer gate").chance(probability)) {
      Stream gates = random.child("gate");
      Stream draws = random.child("draw");
      for (Step step : steps) {
        if (gates.child(step.name()).chance(step.probability())) {
          float[] next = step.augmentation().apply(sound, sampleRate, draws.child(step.name()));
          boolean sane = isFinite(next);
          (sane ? applied : fellBack).add(step.name());
          sound = sane ? next : sound;
        }
      }
    }
    fellBack.forEach(this::count);
    float[] fresh = sound == samples ? samples.clone() : sound;
    return new Outcome(fresh, List.copyOf(applied), List.copyOf(fellBack));
  }

  /** How often each step's output was not finite, over the life of this chain. */
  public Map<String, Long> fallbacks() {
    return new TreeMap<>(fallbacks);
  }

  private void count(String step) {
    long times = fallbacks.merge(step, 1L, Long::sum);
    if (Long.bitCount(times) == 1) { // at 1, 2, 4, 8, … so that the log stays readable
      LOG.log(
          System.Logger.Level.WARNING,
          "Step {0} of chain {1} gave a sound that is not finite and was left out; {2} so far.",
          step,
          name,
          times);
    }
  }

  /** x − x is 0 for finite x, and NaN is contagious. */
  private static boolean isFinite(float[] x) {
    float a = 0;
    float b = 0;
    int i = 0;
    for (; i + 1 < x.length; i += 2) {
      a += x[i] - x[i];
      b += x[i + 1] - x[i + 1];
    }
    if (i < x.length) {
      a += x[i] - x[i];
    }
    return a + b == 0;
  }
}
