package ricercar.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Recurrent layers by libtorch's own loops. */
public final class Recurrences {
  private Recurrences() {}

  /**
   * Stacked LSTM layers (Hochreiter and Schmidhuber 1997) from a state of zeros.
   *
   * @param x [batch, time, in]
   * @param weights for each layer in turn input [4·width, in] and recurrent [4·width, width]
   *     weights and their biases [4·width]; gates in the order input, forget, cell, output
   * @return the top layer's states [batch, time, width]
   */
  public static Tensor lstm(Tensor x, List<Tensor> weights, int layers) {
    long width = weights.get(1).size(1);
    Tensor start = Tensor.zeros(x.type(), layers, x.size(0), width);
    String names =
        IntStream.range(0, weights.size()).mapToObj(i -> "w" + i).collect(Collectors.joining(", "));
    List<Tensor> inputs = new ArrayList<>(List.of(x, start));
    inputs.addAll(weights);
    return Kernel.of(
            "x: Tensor, s: Tensor, " + names.replace(",", ": Tensor,") + ": Tensor) -> Tensor",
            "y, h, c = torch.lstm(x, [s, s], [%s], True, %d, 0., False, False, True)"
                .formatted(names, layers),
            "return y")
        .apply(inputs.toArray(Tensor[]::new));
  }
}
