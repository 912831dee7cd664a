package ricercar.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter 2019) by libtorch's fused kernel: one call for all parameters, and a
 * state that can be saved. Weight decay 0 gives Adam.
 */
public final class AdamW implements AutoCloseable {
  private static final Kernel STEP =
      Kernel.of(
          "p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor],"
              + " lr: float, b1: float, b2: float, wd: float, eps: float) -> Tensor",
          "e = annotate(List[Tensor], [])",
          "_1 = torch._foreach_add_(s, 1)",
          "_0 = torch._fused_adamw_(p, g, m, v, e, s, lr=lr, beta1=b1, beta2=b2, weight_decay=wd,"
              + " eps=eps, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)",
          "_2 = torch._foreach_zero_(g)",
          "return s[0]");

  /**
   * @param epsilon added to the root of the second moment
   */
  public record Settings(double beta1, double beta2, double weightDecay, double epsilon) {
    public static Settings decay(double weightDecay) {
      return new Settings(0.9, 0.999, weightDecay, 1e-8);
    }
  }

  private final Settings settings;
  private final Map<String, Tensor> parameters;
  private final Map<String, Tensor> state = new LinkedHashMap<>();
  private final List<Tensor> first = new ArrayList<>();
  private final List<Tensor> second = new ArrayList<>();
  private final List<Tensor> steps = new ArrayList<>();

  /** An optimiser of these parameters, its moments zero. */
  public AdamW(Map<String, Tensor> parameters, Settings settings) {
    this.settings = settings;
    this.parameters = new LinkedHashMap<>(parameters);
    try (Scope scope = Scope.open()) {
      this.parameters.forEach(
          (name, parameter) -> {
            first.add(zero(name + ".exp_avg", parameter.type(), parameter.shape()));
            second.add(zero(name + ".exp_avg_sq", parameter.type(), parameter.shape()));
            steps.add(zero(name + ".step", DType.FLOAT32));
          });
    }
  }

  private Tensor zero(String name, DType type, long... shape) {
    Tensor zero = Tensor.zeros(type, shape).longLived();
    state.put(name, zero);
    return zero;
  }

  /** Takes one step along the gathered gradients and sets these to zero. */
  public void step(double learningRate) {
    try (Scope scope = Scope.open()) {
      STEP.run(
          Kernel.list(List.copyOf(parameters.values())),
          Kernel.list(gradients()),
          Kernel.list(first),
          Kernel.list(second),
          Kernel.list(steps),
          IValue.from(learningRate),
          IValue.from(settings.beta1),
          IValue.from(settings.beta2),
          IValue.from(settings.weightDecay),
          IValue.from(settings.epsilon));
    }
  }

  /** The gradients as they stand, in the order of the parameters; owned by the open scope. */
  public List<Tensor> gradients() {
    return parameters.values().stream().map(Tensor::gradient).toList();
  }

  /** Moments and step counts by name, as {@code torch.optim.AdamW} calls them; live, not copies. */
  public Map<String, Tensor> state() {
    return Collections.unmodifiableMap(state);
  }

  /** Frees the state. */
  @Override
  public void close() {
    state.values().forEach(Tensor::close);
  }
}
