package ricercar.model;

import ricercar.random.Stream;

/** The architecture of an encoder: all that an experiment says about it. */
public sealed interface EncoderConfig
    permits SampleCnnConfig, TuneConfig, MelCnnConfig, MachupConfig {
  /** An encoder with fresh weights, the same for the same stream. */
  Encoder build(Stream random);

  /** The rate that the architecture is made for, in Hz. */
  int sampleRate();

  /**
   * Asks whether views may be that long, before anything is built; lengths that only the built
   * encoder can judge pass.
   *
   * @throws ricercar.Problem which names the nearest lengths that fit
   */
  default void requireLength(int samples) {}
}
