package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import ricercar.nn.ConvBlock1d;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * SampleCNN: a convolution of stride 3, nine blocks that pool by 3, and a last block, so that
 * 59,049 = 3¹⁰ samples give one embedding; of longer inputs what remains after the last pooling is
 * averaged.
 */
public final class SampleCnn extends Encoder {
  private static final int MINIMUM_SAMPLES = 59_049;

  private final List<ConvBlock1d> blocks = new ArrayList<>();
  private final int width;

  SampleCnn(SampleCnnConfig config, Stream random) {
    List<Integer> channels = config.channels();
    int last = channels.size() - 1;
    width = channels.get(last);
    for (int i = 0; i <= last; i++) {
      int in = i == 0 ? 1 : channels.get(i - 1);
      int out = channels.get(i);
      Stream own = random.child("block", i);
      ConvBlock1d block =
          i == 0
              ? ConvBlock1d.strided(in, out, own)
              : i < last ? ConvBlock1d.pooled(in, out, own) : ConvBlock1d.same(in, out, own);
      blocks.add(child("blocks." + i, block));
    }
  }

  @Override
  public Tensor forward(Tensor waveforms, Mode mode) {
    if (waveforms.size(-1) < MINIMUM_SAMPLES) {
      throw new IllegalArgumentException(
          "SampleCNN needs at least %d samples, but the input has %d"
              .formatted(MINIMUM_SAMPLES, waveforms.size(-1)));
    }
    return Scope.run(
        () -> {
          Tensor x = waveforms;
          for (ConvBlock1d block : blocks) {
            Tensor y = block.forward(x, mode);
            if (x != waveforms) {
              x.close();
            }
            x = y;
          }
          return x.size(2) == 1 ? x.squeeze(2) : x.mean(2, false);
        });
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int minimumLength() {
    return MINIMUM_SAMPLES;
  }
}
