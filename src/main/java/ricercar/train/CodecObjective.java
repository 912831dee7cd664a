package ricercar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.Problem;
import ricercar.codec.CodebookTraining;
import ricercar.codec.Encodec;
import ricercar.loss.MelDistanceLoss;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * A codec that gives back what it was given: the mel distance, the mean absolute difference of
 * samples, the commitment of the latents to the codebooks and, if asked for, the log-mel spectrum
 * that {@link SpectrumHead} reads off the latents. Latents pass unquantised at first; then k-means
 * on the latents of some batches sets the codebooks, which follow from there on.
 */
public final class CodecObjective implements Objective {
  private static final int BATCHES_OF_START = 12;

  private final Encodec codec;
  private final CodebookTraining codebooks;
  private final Optional<SpectrumHead> spectrum;
  private final MelDistanceLoss melDistance;
  private final Settings settings;
  private final Batches batches;
  private final long seed;
  private final Model model;
  private final Map<String, Double> terms = new LinkedHashMap<>();

  /**
   * @param quantizeFrom the step, from 0, at which the codebooks start
   * @param timeWeight of the difference of samples, beside a mel distance of weight 1
   * @param commitmentWeight of the latents' distance from the codebooks' vectors
   * @param spectrumWeight of the spectrum that is read off the latents; 0 for no such head
   */
  public record Settings(
      long quantizeFrom, double timeWeight, double commitmentWeight, double spectrumWeight) {
    public Settings {
      Problem.unless(
          quantizeFrom >= 0 && timeWeight >= 0 && commitmentWeight >= 0 && spectrumWeight >= 0,
          "quantizeFrom, timeWeight, commitmentWeight and spectrumWeight must not be negative: "
              + "%d, %s, %s, %s.",
          quantizeFrom,
          timeWeight,
          commitmentWeight,
          spectrumWeight);
    }
  }

  private static final class Model extends Layer {
    Model(Encodec codec, CodebookTraining codebooks, Optional<SpectrumHead> spectrum) {
      child("codec", codec);
      child("training.quantizer", codebooks);
      spectrum.ifPresent(head -> child("training.spectrum", head));
    }
  }

  /**
   * @param batches of the training itself, to start the codebooks from
   */
  public CodecObjective(
      Encodec codec, MelDistanceLoss melDistance, Settings settings, Batches batches, long seed) {
    this.codec = codec;
    this.melDistance = melDistance;
    this.settings = settings;
    this.batches = batches;
    this.seed = seed;
    codebooks = new CodebookTraining(codec.quantizer());
    spectrum =
        settings.spectrumWeight() == 0
            ? Optional.empty()
            : Optional.of(
                new SpectrumHead(
                    codec.config().hiddenSize(),
                    codec.config().sampleRate(),
                    codec.config().hop(),
                    Stream.of(seed, "weights").child("spectrum")));
    model = new Model(codec, codebooks, spectrum);
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Map<String, Double> terms() {
    return Map.copyOf(terms);
  }

  @Override
  public Tensor loss(Batch batch) {
    terms.clear();
    if (batch.step() == settings.quantizeFrom()) {
      start(batch.step());
    }
    return Scope.run(
        () -> {
          Tensor given = batch.waveforms();
          long samples = given.size(2);
          Tensor latents = codec.latents(given);
          Tensor commitment = null;
          if (batch.step() >= settings.quantizeFrom()) {
            CodebookTraining.Quantized quantized = quantized(latents, batch.step());
            commitment = quantized.commitment();
            latents =
                quantized
                    .values()
                    .reshape(latents.size(0), latents.size(2), latents.size(1))
                    .transpose(1, 2);
          }
          Tensor made = codec.sound(latents).slice(2, 0, samples).squeeze(1);
          Tensor wanted = given.squeeze(1);
          Tensor mel = melDistance.of(made, wanted);
          Tensor time = made.sub(wanted).abs().mean();
          log("mel distance", mel);
          log("time", time);
          Tensor loss = mel.add(time.mul(settings.timeWeight()));
          if (spectrum.isPresent()) {
            Tensor read = spectrum.get().distance(latents, wanted);
            log("spectrum", read);
            loss = loss.add(read.mul(settings.spectrumWeight()));
          }
          if (commitment != null) {
            log("commitment", commitment);
            loss = loss.add(commitment.mul(settings.commitmentWeight()));
          }
          return loss;
        });
  }

  private CodebookTraining.Quantized quantized(Tensor latents, long step) {
    CodebookTraining.Quantized quantized =
        codebooks.quantize(rows(latents), Stream.of(seed, "codebooks", step));
    terms.put("codes used", Arrays.stream(quantized.used()).average().orElseThrow());
    return quantized;
  }

  private void start(long step) {
    Gradients.without(
        () -> {
          List<Tensor> parts = new ArrayList<>();
          for (int i = 0; i < BATCHES_OF_START; i++) {
            Batch batch = batches.at(step + i);
            parts.add(Scope.run(() -> rows(codec.latents(batch.waveforms()))));
          }
          codebooks.start(
              Tensor.concat(0, parts), BATCHES_OF_START, Stream.of(seed, "codebook start"));
          return null;
        });
  }

  /** [batch, hidden, frames] → [batch · frames, hidden]. */
  private static Tensor rows(Tensor latents) {
    return latents.transpose(1, 2).reshape(-1, latents.size(1));
  }

  private void log(String name, Tensor value) {
    terms.put(name, Gradients.without(() -> value.detach().item()));
  }
}
