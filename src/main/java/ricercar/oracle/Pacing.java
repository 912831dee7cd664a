package ricercar.oracle;

import ricercar.Problem;

/** Which share of the clips, the easiest first, a curriculum admits as time goes on. */
public sealed interface Pacing {
  /**
   * @param progress 0 at the start, 1 at the end
   * @return above 0, at most 1
   */
  double share(double progress);

  /** How many of so many clips are admitted, at least one. */
  default int admitted(double progress, int of) {
    return (int) Math.max(1, Math.min(of, Math.ceil(share(progress) * of - 1e-9)));
  }

  /**
   * In equal stages of equal length; the last admits all ("baby steps", Bengio et al. 2009).
   *
   * @param stages 4 if null
   */
  record Discrete(Integer stages) implements Pacing {
    public Discrete {
      stages = stages == null ? 4 : stages;
      Problem.unless(stages >= 1, "A curriculum has at least 1 of its stages, not %d.", stages);
    }

    @Override
    public double share(double progress) {
      return Math.min(stages, Math.floor(Math.max(0, progress) * stages) + 1) / stages;
    }
  }

  /**
   * Along a root, (c₀ᵖ + t (1 − c₀ᵖ))^(1/p) (Platanios et al. 2019): linear at p = 1.
   *
   * @param start c₀, the share at first; 0.2 if null
   * @param power p; 2 if null
   */
  record Continuous(Double start, Double power) implements Pacing {
    public Continuous {
      start = start == null ? 0.2 : start;
      power = power == null ? 2 : power;
      Problem.unless(
          start > 0 && start <= 1, "start must be above 0 and at most 1, but is %s.", start);
      Problem.unless(power > 0, "power must be above 0, but is %s.", power);
    }

    @Override
    public double share(double progress) {
      double first = Math.pow(start, power);
      double now = first + Math.min(1, Math.max(0, progress)) * (1 - first);
      return Math.min(1, Math.pow(now, 1 / power));
    }
  }
}
