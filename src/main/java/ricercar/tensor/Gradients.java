package ricercar.tensor;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation. DJL allows one recording per process, so recordings of several
 * threads queue here.
 */
public final class Gradients {
  private static final ReentrantLock RECORDING = new ReentrantLock();

  private Gradients() {}

  /**
   * Records {@code loss}, back-propagates it, and adds the gradients to those of the parameters it
   * reached ({@link Tensor#gradient}).
   *
   * @return the loss, a scalar without a graph
   */
  public static Tensor backward(Supplier<Tensor> loss) {
    Scope.required();
    if (RECORDING.isHeldByCurrentThread()) {
      throw new IllegalStateException("gradients are already being recorded on this thread");
    }
    RECORDING.lock();
    try (GradientCollector collector =
        ai.djl.engine.Engine.getEngine("PyTorch").newGradientCollector()) {
      Tensor value = loss.get();
      collector.backward(value.array());
      return value.detach();
    } finally {
      JniUtils.setGradMode(false);
      RECORDING.unlock();
    }
  }

  /** Runs {@code work} without recording, inside a recording or outside. */
  public static <T> T without(Supplier<T> work) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(recording);
    }
  }
}
