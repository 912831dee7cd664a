package ricercar.codec;

import ricercar.nn.Layer;
import ricercar.nn.Lstm;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** LSTM layers over time beside which the input passes unchanged: [batch, width, frames]. */
final class Memory extends Layer {
  private final Lstm lstm;

  Memory(int width, int layers, Stream random) {
    lstm = child("lstm", new Lstm(width, layers, random));
  }

  Tensor forward(Tensor x) {
    return Scope.run(() -> lstm.forward(x.transpose(1, 2)).transpose(1, 2).add(x));
  }
}
