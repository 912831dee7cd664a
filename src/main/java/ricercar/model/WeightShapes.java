package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.tensor.Tensor;

/** Which convolutional encoder a set of weights belongs to, told by its names and shapes. */
public final class WeightShapes {
  private static final int SAMPLE_CNN_BLOCKS = 11;

  private WeightShapes() {}

  /**
   * @param weights with the names that this library gives them; others may stand among them
   * @return empty if they are of no SampleCNN or TUNe
   */
  public static Optional<EncoderConfig> encoder(Map<String, Tensor> weights) {
    return sampleCnn(weights).or(() -> tune(weights));
  }

  private static Optional<EncoderConfig> sampleCnn(Map<String, Tensor> weights) {
    List<Integer> channels = new ArrayList<>();
    for (int i = 0; i < SAMPLE_CNN_BLOCKS; i++) {
      Tensor conv = weights.get("blocks." + i + ".conv.weight");
      if (!isConvolution(conv)) {
        return Optional.empty();
      }
      channels.add((int) conv.size(0));
    }
    return Optional.of(new SampleCnnConfig(channels));
  }

  private static Optional<EncoderConfig> tune(Map<String, Tensor> weights) {
    Tensor first = weights.get("contract.0.conv.weight");
    Tensor tail = weights.get("tail.0.conv.weight");
    Tensor last = weights.get("deep.4.conv.weight");
    if (!isConvolution(first) || !isConvolution(tail) || !isConvolution(last)) {
      return Optional.empty();
    }
    boolean plus = tail.size(1) > first.size(0);
    return Optional.of(new TuneConfig(plus, (int) first.size(0), (int) last.size(0)));
  }

  private static boolean isConvolution(Tensor weight) {
    return weight != null && weight.rank() == 3;
  }
}
