package ricercar.nn;

import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;
import ricercar.tensor.Recurrences;
import ricercar.tensor.Tensor;

/** A stack of LSTM layers over [batch, time, width], as wide inside as outside. */
public final class Lstm extends Layer {
  private final List<Tensor> weights = new ArrayList<>();
  private final int layers;

  public Lstm(int width, int layers, Stream random) {
    this.layers = layers;
    Initial initial = Initial.uniform(random, width);
    for (int i = 0; i < layers; i++) {
      weights.add(parameter("weight_ih_l" + i, initial, 4L * width, width));
      weights.add(parameter("weight_hh_l" + i, initial, 4L * width, width));
      weights.add(parameter("bias_ih_l" + i, initial, 4L * width));
      weights.add(parameter("bias_hh_l" + i, initial, 4L * width));
    }
  }

  /** The top layer's states, from a state of zeros. */
  public Tensor forward(Tensor x) {
    return Recurrences.lstm(x, weights, layers);
  }
}
