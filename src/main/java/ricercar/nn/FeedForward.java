package ricercar.nn;

import ricercar.random.Stream;
import ricercar.tensor.Tensor;

/** Linear, activation, linear, applied to each token; the names are PyTorch's. */
final class FeedForward extends Layer {
  final Linear first;
  final Linear second;
  private final Activation activation;
  private final double dropout;

  FeedForward(TransformerConfig config, Stream random) {
    activation = config.activation();
    dropout = config.dropout();
    int width = config.width();
    first = child("linear1", new Linear(width, config.feedForward(), random.child("first")));
    second = child("linear2", new Linear(config.feedForward(), width, random.child("second")));
  }

  Tensor forward(Tensor x, Mode mode) {
    Tensor hidden = activation.of(first.forward(x)).dropout(dropout, mode.training());
    return second.forward(hidden);
  }
}
