package ricercar.codec;

import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** ELU, convolution, ELU, convolution of width 1, added to the input or to a projection of it. */
final class ResidualUnit extends Layer {
  private final PaddedConv1d wide;
  private final PaddedConv1d narrow;
  private final PaddedConv1d shortcut;

  ResidualUnit(EncodecConfig config, int channels, int dilation, Stream random) {
    int hidden = channels / config.compress();
    int kernel = config.residualKernelSize();
    wide =
        child(
            "block.1",
            new PaddedConv1d(config, channels, hidden, kernel, 1, dilation, random.child("wide")));
    narrow =
        child(
            "block.3", new PaddedConv1d(config, hidden, channels, 1, 1, 1, random.child("narrow")));
    shortcut =
        config.convShortcut()
            ? child(
                "shortcut",
                new PaddedConv1d(config, channels, channels, 1, 1, 1, random.child("shortcut")))
            : null;
  }

  Tensor forward(Tensor x) {
    return Scope.run(
        () -> {
          Tensor y = narrow.afterElu(wide.afterElu(x));
          return y.add(shortcut == null ? x : shortcut.forward(x));
        });
  }

  /** Samples that one frame of the output depends on, beyond itself. */
  int context() {
    return wide.context();
  }
}
