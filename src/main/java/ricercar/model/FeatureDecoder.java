package ricercar.model;

import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.nn.Mode;
import ricercar.nn.Positions;
import ricercar.nn.Transformer;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Predicts, from the visible tokens, what a teacher says that sees them all (report figure A.2b;
 * Huang et al. 2022). It works on the unmasked sequence with a mask vector of its own, since it
 * serves another end than the decoder that reconstructs codes.
 */
public final class FeatureDecoder extends Layer {
  private final Tensor mask;
  private final Linear input;
  private final Transformer layers;
  private final int width;

  public FeatureDecoder(TransformerConfig config, Stream random) {
    width = config.width();
    mask = parameter("mask", Initial.normal(random.child("mask")), width);
    input = child("input", new Linear(width, width, random.child("input")));
    layers = child("decoder", new Transformer(config, random.child("decoder")));
  }

  /**
   * @param encoded [batch, 1 + visible, width]
   * @return [batch, 1 + frames, width]
   */
  public Tensor forward(Tensor encoded, long[][] visible, int frames, Mode mode) {
    return Scope.run(
        () -> {
          int classes = (int) encoded.size(1) - visible[0].length;
          Tensor all = Sequences.unmasked(input.forward(encoded), mask, classes, visible, frames);
          return layers.forward(all.add(Positions.sinusoidal(frames + classes, width)), mode);
        });
  }
}
