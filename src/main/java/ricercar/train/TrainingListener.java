package ricercar.train;

import java.util.List;
import java.util.Map;

/** Hears what happens in a run. Steps are counted from 1: step n has moved the weights n times. */
public interface TrainingListener {
  /**
   * @param terms the parts of the loss by name, if it has any
   * @param gradientNorm of all gradients, before clipping
   */
  record Step(
      long step,
      double loss,
      Map<String, Double> terms,
      double gradientNorm,
      double learningRate) {}

  /** A loss or gradient that is not a number or infinite. The weights were left untouched. */
  record Incident(long step, long seed, double loss, double gradientNorm, List<String> clips) {}

  /** Training goes on after this step (0 at the very start); later records of it are void. */
  default void resumed(long step) {}

  /** A step has ended; the weights may be read on this thread. */
  default void step(Step step) {}

  /** A checkpoint of this step is about to be written; what belongs to it must be on disk. */
  default void saving(long step) {}

  default void incident(Incident incident) {}

  /** Tells a listener of a later stretch of a run, whose steps go on after {@code done}. */
  static TrainingListener after(long done, TrainingListener listener) {
    return new TrainingListener() {
      @Override
      public void resumed(long step) {
        listener.resumed(done + step);
      }

      @Override
      public void step(Step step) {
        listener.step(
            new Step(
                done + step.step(),
                step.loss(),
                step.terms(),
                step.gradientNorm(),
                step.learningRate()));
      }

      @Override
      public void saving(long step) {
        listener.saving(done + step);
      }

      @Override
      public void incident(Incident incident) {
        listener.incident(
            new Incident(
                done + incident.step(),
                incident.seed(),
                incident.loss(),
                incident.gradientNorm(),
                incident.clips()));
      }
    };
  }

  /** Tells several listeners in their order. */
  static TrainingListener all(List<TrainingListener> listeners) {
    return new TrainingListener() {
      @Override
      public void resumed(long step) {
        listeners.forEach(l -> l.resumed(step));
      }

      @Override
      public void step(Step step) {
        listeners.forEach(l -> l.step(step));
      }

      @Override
      public void saving(long step) {
        listeners.forEach(l -> l.saving(step));
      }

      @Override
      public void incident(Incident incident) {
        listeners.forEach(l -> l.incident(incident));
      }
    };
  }
}
