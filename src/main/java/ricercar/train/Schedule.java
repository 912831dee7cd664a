package ricercar.train;

/** How the learning rate moves over a run, after a linear warm-up. */
public enum Schedule {
  CONSTANT {
    @Override
    double after(double progress) {
      return 1;
    }
  },
  /** Half a cosine, from 1 to 0. */
  COSINE {
    @Override
    double after(double progress) {
      return 0.5 * (1 + StrictMath.cos(Math.PI * progress));
    }
  };

  abstract double after(double progress);

  /** The factor on the learning rate at a step counted from 0. */
  public double factor(long step, long steps, long warmupSteps) {
    if (step < warmupSteps) {
      return (step + 1.0) / warmupSteps;
    }
    return after((double) (step - warmupSteps) / Math.max(1, steps - warmupSteps));
  }
}
