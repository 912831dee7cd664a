package ricercar.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An array of libtorch with the operations that are safe to differentiate. Every operation returns
 * a new tensor that belongs to the innermost open {@link Scope}; operands broadcast as in PyTorch.
 *
 * <p>Java numbers become native constants: DJL's own {@code Number} operands give wrong gradients
 * once the garbage collector has run between forward and backward. Values that come from Java
 * arrays are copied into native memory for the same reason.
 */
public final class Tensor implements AutoCloseable {
  private static final Kernel COPY =
      Kernel.of("to: Tensor, from_: Tensor) -> Tensor", "return torch.copy_(to, from_)");

  private static final Kernel ALL_FINITE =
      Kernel.of("x: Tensor) -> Tensor", "return torch.all(torch.isfinite(x))");

  private NDArray array;
  private Scope owner;

  private Tensor(NDArray array, Scope owner) {
    this.array = array;
    this.owner = owner;
  }

  static Tensor wrap(NDArray array) {
    return new Tensor(array, Scope.required());
  }

  /** The scope whose closing frees this tensor; null if it is long-lived. */
  Scope owner() {
    return owner;
  }

  void owner(Scope scope) {
    owner = scope;
  }

  NDArray array() {
    return array;
  }

  // ---- making ----

  public static Tensor of(float[] values, long... shape) {
    return copied(FloatBuffer.wrap(values), DType.FLOAT32, shape);
  }

  public static Tensor of(double[] values, long... shape) {
    return copied(DoubleBuffer.wrap(values), DType.FLOAT64, shape);
  }

  public static Tensor of(long[] values, long... shape) {
    return copied(LongBuffer.wrap(values), DType.INT64, shape);
  }

  public static Tensor of(boolean[] values, long... shape) {
    Scope.required();
    requireFit(values.length, shape);
    try (NDArray alias = manager().create(values, new Shape(shape))) {
      return wrap(alias.duplicate());
    }
  }

  /** Copies what remains of a buffer that holds elements of {@code type} in native byte order. */
  static Tensor copied(Buffer values, DType type, long... shape) {
    Scope.required();
    int given = values.remaining() / (values instanceof ByteBuffer ? type.bytes : 1);
    requireFit(given, shape);
    try (NDArray alias = manager().create(values, new Shape(shape), type.djl)) {
      return wrap(alias.duplicate());
    }
  }

  private static void requireFit(int given, long[] shape) {
    long needed = new Shape(shape).size();
    if (given != needed) {
      throw new IllegalArgumentException(
          "%d values for shape %s, which needs %d"
              .formatted(given, Arrays.toString(shape), needed));
    }
  }

  public static Tensor zeros(DType type, long... shape) {
    Scope.required();
    return wrap(manager().zeros(new Shape(shape), type.djl));
  }

  public static Tensor ones(DType type, long... shape) {
    Scope.required();
    return wrap(manager().ones(new Shape(shape), type.djl));
  }

  /** A scalar in native memory, safe in a graph; a fraction cannot be of an integer type. */
  public static Tensor scalar(double value, DType type) {
    Scope.required();
    if (!type.floating() && value != Math.rint(value)) {
      throw new IllegalArgumentException(value + " as " + type + " would lose its fraction");
    }
    if (type == DType.FLOAT64) {
      return of(new double[] {value});
    }
    return wrap(manager().full(new Shape(), (float) value, type.djl));
  }

  /** 0 … n − 1 as int64. */
  public static Tensor range(long n) {
    Scope.required();
    return wrap(manager().arange(0, Math.toIntExact(n), 1, DataType.INT64));
  }

  // ---- looking ----

  public long[] shape() {
    return array.getShape().getShape();
  }

  /** The length of one axis; negative axes count from the end. */
  public long size(int axis) {
    return array.getShape().get(axis < 0 ? axis + rank() : axis);
  }

  public int rank() {
    return array.getShape().dimension();
  }

  public long elements() {
    return array.size();
  }

  public DType type() {
    return DType.of(array.getDataType());
  }

  /** The one element of a tensor of size one. */
  public double item() {
    if (elements() != 1) {
      throw new IllegalStateException("item() of a tensor of shape " + Arrays.toString(shape()));
    }
    try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
      return wide.toDoubleArray()[0];
    }
  }

  public float[] toFloats() {
    return array.toFloatArray();
  }

  public double[] toDoubles() {
    return array.toDoubleArray();
  }

  public long[] toLongs() {
    return array.toLongArray();
  }

  public boolean[] toBooleans() {
    return array.toBooleanArray();
  }

  @Override
  public String toString() {
    return "Tensor " + type() + Arrays.toString(shape());
  }

  // ---- gradients ----

  /** Makes this leaf a parameter (or freezes it). */
  public Tensor requireGradient(boolean required) {
    array.setRequiresGradient(required);
    return this;
  }

  public boolean requiresGradient() {
    return array.hasGradient();
  }

  /** The gradient gathered so far on this parameter, of its shape; zeros before any backward. */
  public Tensor gradient() {
    return wrap(array.getGradient());
  }

  /** The same values outside the graph (storage is shared). */
  public Tensor detach() {
    return wrap(array.stopGradient());
  }

  /** A copy of its own memory, outside any graph. */
  public Tensor copy() {
    return wrap(array.duplicate());
  }

  /** Converted values outside any graph: conversion is not differentiable here. */
  public Tensor to(DType type) {
    return wrap(array.toType(type.djl, true));
  }

  /** Overwrites the values in place; for parameters and buffers, outside recordings. */
  public void set(Tensor values) {
    if (!Arrays.equals(shape(), values.shape())) {
      throw new IllegalArgumentException(
          "values of shape %s for a tensor of shape %s"
              .formatted(Arrays.toString(values.shape()), Arrays.toString(shape())));
    }
    COPY.run(Kernel.value(this), Kernel.value(values));
  }

  /**
   * Turns a long-lived tensor into one of another type, outside recordings; its gradient is lost.
   */
  public void convert(DType type) {
    if (owner != null) {
      throw new IllegalStateException("only a long-lived tensor is converted in place");
    }
    try (Scope scope = Scope.open()) {
      boolean required = requiresGradient();
      Tensor converted = to(type).longLived();
      array.close();
      array = converted.array;
      requireGradient(required);
    }
  }

  /** Lets this tensor outlive every scope: a parameter, or a buffer, closed by its owner. */
  public Tensor longLived() {
    if (owner != null) {
      owner.release(this, null);
    }
    return this;
  }

  // ---- arithmetic ----

  public Tensor add(Tensor other) {
    return wrap(array.add(other.array));
  }

  public Tensor sub(Tensor other) {
    return wrap(array.sub(other.array));
  }

  public Tensor mul(Tensor other) {
    return wrap(array.mul(other.array));
  }

  public Tensor div(Tensor other) {
    return wrap(array.div(other.array));
  }

  public Tensor add(double value) {
    return add(constant(value));
  }

  public Tensor sub(double value) {
    return sub(constant(value));
  }

  public Tensor mul(double value) {
    return mul(constant(value));
  }

  public Tensor div(double value) {
    return div(constant(value));
  }

  public Tensor pow(double exponent) {
    return wrap(array.pow(constant(exponent).array));
  }

  public Tensor maximum(Tensor other) {
    return wrap(array.maximum(other.array));
  }

  public Tensor minimum(Tensor other) {
    return wrap(array.minimum(other.array));
  }

  public Tensor atLeast(double value) {
    return maximum(constant(value));
  }

  public Tensor neg() {
    return wrap(array.neg());
  }

  public Tensor exp() {
    return wrap(array.exp());
  }

  public Tensor log() {
    return wrap(array.log());
  }

  public Tensor sqrt() {
    return wrap(array.sqrt());
  }

  public Tensor square() {
    return wrap(array.square());
  }

  public Tensor abs() {
    return wrap(array.abs());
  }

  public Tensor sin() {
    return wrap(array.sin());
  }

  public Tensor cos() {
    return wrap(array.cos());
  }

  public Tensor matMul(Tensor other) {
    return wrap(array.matMul(other.array));
  }

  // ---- activations ----

  public Tensor relu() {
    return wrap(array.getNDArrayInternal().relu());
  }

  /** The exact (erf) form. */
  public Tensor gelu() {
    return wrap(array.getNDArrayInternal().gelu());
  }

  public Tensor elu() {
    return wrap(array.getNDArrayInternal().elu(1f));
  }

  public Tensor sigmoid() {
    return wrap(ai.djl.nn.Activation.sigmoid(array));
  }

  public Tensor tanh() {
    return wrap(array.tanh());
  }

  public Tensor softplus() {
    return wrap(ai.djl.nn.Activation.softPlus(array));
  }

  public Tensor softmax(int axis) {
    return wrap(array.softmax(positive(axis)));
  }

  public Tensor logSoftmax(int axis) {
    return wrap(array.logSoftmax(positive(axis)));
  }

  /**
   * Dropout by libtorch's generator (see {@link Engine#seed}); the identity when evaluating. This
   * form keeps a byte for each element for the backward pass, the common one keeps four.
   */
  public Tensor dropout(double rate, boolean training) {
    return training && rate > 0
        ? Kernel.of(
                "x: Tensor) -> Tensor",
                "y, m = torch.native_dropout(x, %s, True)".formatted(rate),
                "return y")
            .apply(this)
        : this;
  }

  // ---- reductions ----

  public Tensor sum() {
    return wrap(array.sum());
  }

  public Tensor sum(int axis, boolean keep) {
    return wrap(array.sum(new int[] {positive(axis)}, keep));
  }

  public Tensor mean() {
    return wrap(array.mean());
  }

  public Tensor mean(int axis, boolean keep) {
    return wrap(array.mean(new int[] {positive(axis)}, keep));
  }

  public Tensor max(int axis, boolean keep) {
    return wrap(array.max(new int[] {positive(axis)}, keep));
  }

  /** log Σ exp along an axis without overflow; an axis of −∞ alone gives −∞, not NaN. */
  public Tensor logSumExp(int axis, boolean keep) {
    return Kernel.of(
            "x: Tensor) -> Tensor",
            "return torch.logsumexp(x, [%d], %s)"
                .formatted(positive(axis), keep ? "True" : "False"))
        .apply(this);
  }

  public Tensor argMax(int axis) {
    return wrap(array.argMax(positive(axis)));
  }

  public Tensor argMin(int axis) {
    return wrap(array.argMin(positive(axis)));
  }

  // ---- shape ----

  public Tensor reshape(long... shape) {
    return wrap(array.reshape(new Shape(shape)));
  }

  public Tensor permute(int... axes) {
    return wrap(array.transpose(axes));
  }

  public Tensor transpose(int first, int second) {
    return wrap(array.swapAxes(positive(first), positive(second)));
  }

  public Tensor expand(int axis) {
    return wrap(array.expandDims(axis < 0 ? axis + rank() + 1 : axis));
  }

  public Tensor squeeze(int axis) {
    return wrap(array.squeeze(positive(axis)));
  }

  public Tensor broadcast(long... shape) {
    return wrap(array.broadcast(new Shape(shape)));
  }

  /** Elements {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, long from, long to) {
    if (from < 0 || from > to || to > size(axis)) {
      throw new IllegalArgumentException(
          "slice %d to %d along axis %d of shape %s"
              .formatted(from, to, axis, Arrays.toString(shape())));
    }
    return wrap(array.get(new NDIndex().addAllDim(positive(axis)).addSliceDim(from, to)));
  }

  public static Tensor concat(int axis, List<Tensor> parts) {
    return wrap(NDArrays.concat(list(parts), parts.get(0).positive(axis)));
  }

  public static Tensor stack(int axis, List<Tensor> parts) {
    return wrap(NDArrays.stack(list(parts), axis));
  }

  /** Rows (or other slices) by index: out[…, k, …] = this[…, index[k], …]; index int64 [k]. */
  public Tensor select(int axis, Tensor index) {
    return Kernel.of(
            "x: Tensor, i: Tensor) -> Tensor",
            "return torch.index_select(x, %d, i)".formatted(positive(axis)))
        .apply(this, index);
  }

  /** One element per position of {@code index} (int64, same rank) along an axis. */
  public Tensor gather(int axis, Tensor index) {
    return wrap(array.gather(index.array, positive(axis)));
  }

  /** A copy with {@code values} written at {@code index} along an axis. */
  public Tensor scatter(int axis, Tensor index, Tensor values) {
    return wrap(array.scatter(index.array, values.array, positive(axis)));
  }

  /** {@code yes} where the condition holds, else {@code no}; the three broadcast. */
  public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
    return Kernel.of("c: Tensor, a: Tensor, b: Tensor) -> Tensor", "return torch.where(c, a, b)")
        .apply(condition, yes, no);
  }

  public Tensor greater(Tensor other) {
    return wrap(array.gt(other.array));
  }

  public Tensor equal(Tensor other) {
    return wrap(array.eq(other.array));
  }

  /** Whether every element is finite. */
  public boolean finite() {
    return Scope.run(() -> ALL_FINITE.apply(this)).item() == 1;
  }

  // ---- composed ----

  /**
   * Unit length along an axis; a vector shorter than 1e-12 is divided by that (as in PyTorch). The
   * bound stands under the root, whose slope at zero is infinite.
   */
  public Tensor normalize(int axis) {
    return Scope.run(() -> div(square().sum(axis, true).atLeast(1e-24).sqrt()));
  }

  /** x·Wᵀ + b with W [out, in] and b [out] or null. */
  public Tensor linear(Tensor weight, Tensor bias) {
    return bias == null
        ? Kernel.of("x: Tensor, w: Tensor) -> Tensor", "return torch.linear(x, w)")
            .apply(this, weight)
        : Kernel.of("x: Tensor, w: Tensor, b: Tensor) -> Tensor", "return torch.linear(x, w, b)")
            .apply(this, weight, bias);
  }

  /** Frees the memory before the scope does. */
  @Override
  public void close() {
    array.close();
  }

  private Tensor constant(double value) {
    return scalar(value, type());
  }

  private int positive(int axis) {
    return axis < 0 ? axis + rank() : axis;
  }

  private static NDList list(List<Tensor> tensors) {
    NDList list = new NDList(tensors.size());
    tensors.forEach(t -> list.add(t.array));
    return list;
  }

  private static NDManager manager() {
    return Engine.manager();
  }
}
