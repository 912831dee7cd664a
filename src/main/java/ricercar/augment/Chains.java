package ricercar.augment;

import static ricercar.augment.FrequencyRange.Spacing.HERTZ;
import static ricercar.augment.FrequencyRange.Spacing.MEL;

import java.util.List;
import ricercar.Problem;

/** The two published chains, and none. Each call gives a chain of its own, with its own counts. */
public final class Chains {
  private static final int NORMAL_SEVERITY = 2;

  private Chains() {}

  /** A chain by the name that an experiment gives it: clmr, semisupcon or none. */
  public static Chain named(String name) {
    return switch (name) {
      case "clmr" -> clmr();
      case "semisupcon" -> semisupcon();
      case "none" -> none();
      default ->
          throw new Problem(
              "There is no chain of augmentations named " + name + ".",
              "Choose clmr, semisupcon or none.");
    };
  }

  /**
   * CLMR's chain (Spijkervet and Burgoyne 2021, version 2 of the code), without its crop, which
   * {@link ViewCutter#INDEPENDENT} makes.
   */
  public static Chain clmr() {
    return new Chain(
        "clmr",
        1,
        List.of(
            Step.of(.8, new PolarityInversion()),
            Step.of(.01, new RelativeNoise(1e-4, 1e-2)),
            Step.of(.3, new Gain(-20, -1, true)),
            Step.of(
                .8,
                OneOf.of(
                    "filter",
                    new HighPass(new FrequencyRange(200, 1200, HERTZ)),
                    new LowPass(new FrequencyRange(2200, 4000, HERTZ)))),
            Step.of(.3, new Echo(200, 450, 50, .5)),
            Step.of(.6, new PitchShift(new Transpositions.Cents(-700, 700))),
            Step.of(.6, new Reverb())));
  }

  /** SemiSupCon's chain; its views are {@link ViewCutter#ADJACENT}, its gate per clip. */
  public static Chain semisupcon() {
    return semisupcon(NORMAL_SEVERITY);
  }

  /**
   * SemiSupCon's chain at a severity: 2 is the normal one, 0 changes nothing, 4 is the strongest.
   */
  public static Chain semisupcon(int severity) {
    if (severity < 0 || severity > 4) {
      throw new Problem(
          "There is no severity " + severity + ".", "Choose 0, 1, 2 (normal), 3 or 4.");
    }
    double s = severity / 2.0;
    return severity == 0
        ? new Chain("semisupcon", 0, List.of())
        : new Chain(
            "semisupcon",
            Math.min(1, .8 * s),
            List.of(
                Step.of(Math.min(.7, .4 * s), new Gain(-15 * s, 5 * s, false)),
                Step.of(Math.min(.8, .6 * s), new PolarityInversion()),
                Step.of(Math.min(.8, .6 * s), new ColouredNoise(3 / s, 30 / s, -2 * s, 2 * s)),
                Step.of(Math.min(.6, .3 * s), filters(s)),
                Step.of(
                    Math.min(.75, .6 * s),
                    new PitchShift(new Transpositions.Friendly(-4 * s, 4 * s))),
                Step.of(
                    Math.min(.6, .6 * s),
                    new RepeatedDelay(100 / s, 500, .5 * s, severity, Math.min(1, .5 * s)))));
  }

  /** Leaves every sound as it is. */
  public static Chain none() {
    return new Chain("none", 0, List.of());
  }

  private static Augmentation filters(double s) {
    FrequencyRange centre = new FrequencyRange(200, 4000, MEL);
    return OneOf.of(
        "filter",
        new Band(centre, .5 * s, 1.99, Band.Side.PASS),
        new Band(centre, .5 * s, 1.99, Band.Side.STOP),
        new HighPass(new FrequencyRange(200 * s, 2400 * s, MEL)),
        new LowPass(new FrequencyRange(Math.max(75, 150 / s), 7500 / Math.max(1, s), MEL)));
  }
}
