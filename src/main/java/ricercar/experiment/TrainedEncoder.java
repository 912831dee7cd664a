package ricercar.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.model.Encoder;
import ricercar.random.Stream;
import ricercar.tensor.Tensor;
import ricercar.track.RunFolder;
import ricercar.train.Checkpoints;

/** The encoder that a run trained, out of its newest checkpoint. */
final class TrainedEncoder {
  private TrainedEncoder() {}

  /** The caller closes it. */
  static Encoder of(Experiment experiment, RunFolder folder, TokenRoom tokens) {
    Method method = experiment.method();
    if (!method.trains() || method.aboutCodecs()) {
      throw new Problem(
          "Method %s trains no encoder.".formatted(TypeNames.of(method)),
          method.aboutCodecs()
              ? "A trained codec is ready in the run's folder 'codec'."
              : "Name the run of a method that does.");
    }
    if (method == Method.MACHUP_FRAMES || method == Method.MACHUP_CLOUD) {
      throw new Problem(
          "Method %s judges the encoder of another run.".formatted(TypeNames.of(method)),
          "Name that run, of method machup with the same settings.");
    }
    if (method == Method.MACHUP) {
      return new MachupLab(experiment, null, tokens, Progress.SILENT).trained(folder);
    }
    return withWeights(built(experiment, tokens), folder);
  }

  /**
   * The encoder that is given, with the weights of a run's newest checkpoint; closed if it fails.
   */
  static Encoder withWeights(Encoder encoder, RunFolder folder) {
    try {
      Map<String, Tensor> weights = new LinkedHashMap<>();
      encoder.state().forEach((name, tensor) -> weights.put("encoder." + name, tensor));
      new Checkpoints(folder.checkpoints()).readNewest(weights);
      return encoder;
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static Encoder built(Experiment experiment, TokenRoom tokens) {
    Stream random = Stream.of(experiment.seed(), "weights").child("encoder");
    return experiment.usesTokens()
        ? tokens.config(experiment).build(random)
        : experiment.encoder().build(random);
  }
}
