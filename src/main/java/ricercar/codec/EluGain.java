package ricercar.codec;

import ricercar.nn.Initial;
import ricercar.random.Stream;

/**
 * Weights before which ELU stands, drawn so that signals keep their strength from layer to layer
 * (He et al. 2015, for ELU). With PyTorch's default a fresh decoder is deaf: a hundredth of its
 * latents' strength arrives, and training stays for long where it reproduces averages.
 */
final class EluGain {
  /** 1 / E[elu(x)²] of a standard normal x. */
  private static final double SQUARED_GAIN = 1.55;

  private EluGain() {}

  /**
   * @param fanIn inputs that an output is summed from
   */
  static Initial initial(Stream random, long fanIn) {
    return Initial.between(random, Math.sqrt(3 * SQUARED_GAIN / fanIn));
  }
}
