package ricercar.tensor;

import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Owns every tensor made on this thread until it closes. Tensors that are kept pass to the scope
 * around it; kept in the outermost one, they live until they are closed by hand (parameters).
 *
 * <p>Closing drops Java's handle only: what a recorded graph still needs stays alive inside
 * libtorch. So a layer that closes its intermediates early lowers the peak of memory and changes no
 * gradient.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();

  private final Scope outer = CURRENT.get();
  private final NDScope arrays;
  private final List<Tensor> released = new ArrayList<>();

  private Scope() {
    Engine.manager();
    if (outer == null) {
      // Gradient mode is per thread and on by default: without this, plain inference builds graphs.
      JniUtils.setGradMode(false);
    }
    arrays = new NDScope();
    CURRENT.set(this);
  }

  public static Scope open() {
    return new Scope();
  }

  /** Runs {@code work} in a scope of its own and hands on the one tensor that it returns. */
  public static Tensor run(Supplier<Tensor> work) {
    try (Scope scope = open()) {
      return scope.keep(work.get());
    }
  }

  /** Saves a tensor of this scope from its closing; no effect on one that belongs elsewhere. */
  public Tensor keep(Tensor tensor) {
    if (CURRENT.get() != this) {
      throw new IllegalStateException("keep() on a scope that is not the innermost one");
    }
    if (tensor.owner() == this) {
      release(tensor, outer);
    }
    return tensor;
  }

  /** Hands a tensor of this scope to another, or to nobody. */
  void release(Tensor tensor, Scope heir) {
    tensor.owner(heir);
    released.add(tensor);
  }

  @Override
  public void close() {
    if (CURRENT.get() != this) {
      throw new IllegalStateException("scopes close in the reverse order of their opening");
    }
    CURRENT.set(outer);
    released.forEach(tensor -> NDScope.unregister(tensor.array()));
    arrays.close();
    for (Tensor tensor : released) {
      if (tensor.owner() != null) {
        NDScope.register(tensor.array());
      }
    }
  }

  static Scope required() {
    Scope current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException(
          "No Scope is open on this thread: wrap the work in try (Scope scope = Scope.open())");
    }
    return current;
  }
}
