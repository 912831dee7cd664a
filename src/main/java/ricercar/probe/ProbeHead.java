package ricercar.probe;

import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Features → logits, directly or through one hidden layer with ReLU. The last layer starts at zero:
 * random weights would stay in the logits of a probe that stops early.
 */
final class ProbeHead extends Layer {
  private final Linear hidden;
  private final Linear out;

  /**
   * @param units of the hidden layer; 0 for none
   */
  ProbeHead(int width, int units, int classes, Stream random) {
    hidden = units == 0 ? null : child("0", new Linear(width, units, random.child("hidden")));
    out =
        units == 0
            ? child("0", new Linear(width, classes, random.child("out")))
            : child("2", new Linear(units, classes, random.child("out")));
    try (Scope scope = Scope.open()) {
      out.parameters().values().forEach(p -> p.set(Tensor.zeros(p.type(), p.shape())));
    }
  }

  /** [rows, width] → [rows, classes]. */
  Tensor forward(Tensor features) {
    return Scope.run(
        () -> out.forward(hidden == null ? features : hidden.forward(features).relu()));
  }
}
