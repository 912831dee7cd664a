package ricercar.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.tensor.DType;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Something with named parameters. Names and layouts are PyTorch's ({@code blocks.0.conv.weight},
 * [out, in, kernel]), so that weights travel both ways.
 */
public abstract class Layer implements AutoCloseable {
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> buffers = new LinkedHashMap<>();
  private final Map<String, Layer> children = new LinkedHashMap<>();

  /** Declares a trained tensor; it lives until the layer is closed. */
  protected final Tensor parameter(String name, Initial initial, long... shape) {
    try (Scope scope = Scope.open()) {
      Tensor tensor = initial.tensor(shape).longLived().requireGradient(true);
      parameters.put(name, tensor);
      return tensor;
    }
  }

  /** Declares a tensor that is saved with the weights but not trained. */
  protected final Tensor buffer(String name, Initial initial, long... shape) {
    try (Scope scope = Scope.open()) {
      Tensor tensor = initial.tensor(shape).longLived();
      buffers.put(name, tensor);
      return tensor;
    }
  }

  protected final <L extends Layer> L child(String name, L layer) {
    children.put(name, layer);
    return layer;
  }

  /**
   * Ends training: from now on the parameters are buffers, saved with the weights but not moved.
   */
  public final void freeze() {
    parameters.values().forEach(p -> p.requireGradient(false));
    buffers.putAll(parameters);
    parameters.clear();
    children.values().forEach(Layer::freeze);
  }

  /** The trained tensors by dotted name, in the order of their declaration; live, not copies. */
  public final Map<String, Tensor> parameters() {
    Map<String, Tensor> named = new LinkedHashMap<>(parameters);
    children.forEach((name, child) -> prefix(name, child.parameters(), named));
    return named;
  }

  /** The tensors that are saved but not trained, by dotted name; live, not copies. */
  public final Map<String, Tensor> buffers() {
    Map<String, Tensor> named = new LinkedHashMap<>(buffers);
    children.forEach((name, child) -> prefix(name, child.buffers(), named));
    return named;
  }

  /** Parameters and buffers: all that a checkpoint holds. */
  public final Map<String, Tensor> state() {
    Map<String, Tensor> named = parameters();
    named.putAll(buffers());
    return named;
  }

  /**
   * Overwrites all of the state. Nothing is written unless every name and shape fits; PyTorch's
   * {@code num_batches_tracked} is passed over.
   */
  public final void load(Map<String, Tensor> weights) {
    Map<String, Tensor> own = state();
    TreeSet<String> missing = new TreeSet<>(own.keySet());
    missing.removeAll(weights.keySet());
    TreeSet<String> unknown = new TreeSet<>(weights.keySet());
    unknown.removeAll(own.keySet());
    unknown.removeIf(name -> name.endsWith("num_batches_tracked"));
    Problem.unless(
        missing.isEmpty() && unknown.isEmpty(),
        "The weights do not fit the model: missing %s, unknown %s.",
        missing,
        unknown);
    own.forEach(
        (name, tensor) ->
            Problem.unless(
                Arrays.equals(tensor.shape(), weights.get(name).shape()),
                "The weights do not fit the model: '%s' has shape %s, but the model needs %s.",
                name,
                Arrays.toString(weights.get(name).shape()),
                Arrays.toString(tensor.shape())));
    own.forEach((name, tensor) -> tensor.set(weights.get(name)));
  }

  /** Turns parameters and buffers into another floating-point type, such as for exact checks. */
  public final void convert(DType type) {
    state().values().forEach(tensor -> tensor.convert(type));
  }

  /** The number of trained values. */
  public final long size() {
    return parameters().values().stream().mapToLong(Tensor::elements).sum();
  }

  @Override
  public void close() {
    state().values().forEach(Tensor::close);
  }

  private static void prefix(String name, Map<String, Tensor> from, Map<String, Tensor> into) {
    from.forEach((inner, tensor) -> into.put(name + "." + inner, tensor));
  }
}
