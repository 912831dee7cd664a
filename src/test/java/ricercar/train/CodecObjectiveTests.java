package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.codec.ToneCorpus;
import ricercar.loss.MelDistanceLoss;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.train.TrainingListener.Step;

class CodecObjectiveTests {
  private static final int CLIPS = 4;
  private static final int SAMPLES = 1_600;
  private static final int QUANTIZE_FROM = 6;

  @TempDir Path folder;

  @Test
  void aTrainingInPiecesEqualsOneAtOnce() {
    Heard whole = new Heard();
    train(12, QUANTIZE_FROM, folder.resolve("whole"), whole, folder.resolve("whole-codec"));

    // Before the codebooks start, at their start and after it; the last as if killed.
    Heard pieces = new Heard();
    for (int stop : new int[] {5, QUANTIZE_FROM, 9}) {
      pieces.interruptAt = stop;
      assertThatThrownBy(() -> train(12, QUANTIZE_FROM, folder.resolve("pieces"), pieces, null))
          .hasMessageContaining("interrupted after step " + stop);
    }
    pieces.interruptAt = -1;
    pieces.killAt = 11;
    assertThatThrownBy(() -> train(12, QUANTIZE_FROM, folder.resolve("pieces"), pieces, null))
        .hasMessage("killed");
    pieces.killAt = -1;
    train(12, QUANTIZE_FROM, folder.resolve("pieces"), pieces, folder.resolve("pieces-codec"));

    assertThat(pieces.resumed).containsExactly(0L, 5L, 6L, 9L, 10L);
    assertThat(pieces.steps).isEqualTo(whole.steps);
    for (String file : List.of("weights.safetensors", "optimiser.safetensors")) {
      assertThat(folder.resolve("pieces/step-000000012").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole/step-000000012").resolve(file));
    }
    assertThat(folder.resolve("pieces-codec/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole-codec/model.safetensors"));
  }

  @Test
  void theLossFallsBeforeAndAfterTheCodebooksStart() {
    Heard heard = new Heard();
    train(40, 20, folder, heard, null);

    double last =
        heard.steps.subList(35, 40).stream().mapToDouble(Step::loss).average().orElseThrow();
    assertThat(last).isLessThan(0.5 * heard.steps.get(0).loss());
    assertThat(heard.steps.get(19).terms()).containsOnlyKeys("mel distance", "time", "spectrum");
    assertThat(heard.steps.get(20).terms())
        .containsOnlyKeys("mel distance", "time", "spectrum", "commitment", "codes used");
    // The codebooks have just been set on latents like these.
    assertThat(heard.steps.get(20).terms().get("codes used")).isBetween(3.0, 16.0);
    assertThat(heard.steps.get(20).terms().get("commitment")).isLessThan(0.05);
  }

  @Test
  void theLossIsTheWeightedSumOfItsTerms() {
    Heard heard = new Heard();
    train(8, QUANTIZE_FROM, folder, heard, null);

    for (Step step : heard.steps) {
      double sum =
          step.terms().get("mel distance")
              + 2 * step.terms().get("time")
              + 0.5 * step.terms().get("spectrum")
              + 0.25 * step.terms().getOrDefault("commitment", 0.0);
      assertThat(step.loss()).isCloseTo(sum, within(1e-5));
    }
  }

  @Test
  void theSpectrumThatIsReadOffTheLatentsComesNearerAndIsAskedForOnlyWhereItWeighs() {
    Heard heard = new Heard();
    train(40, 20, folder, heard, null);

    double first = heard.steps.get(0).terms().get("spectrum");
    double last =
        heard.steps.subList(35, 40).stream()
            .mapToDouble(step -> step.terms().get("spectrum"))
            .average()
            .orElseThrow();
    assertThat(last).isLessThan(0.95 * first);

    EncodecConfig config = EncodecConfig.at32kHz(2, 8, 1, 2, 16);
    try (CodecObjective without =
        new CodecObjective(
            new Encodec(config, 2, Stream.of(3, "codec")),
            new MelDistanceLoss(32_000, List.of(512)),
            new CodecObjective.Settings(0, 2, 0.25, 0),
            CodecObjectiveTests::tones,
            3)) {
      assertThat(without.model().state().keySet()).noneMatch(name -> name.contains("spectrum"));
    }
  }

  /** Silence is at the floor of the logarithm, and nothing but the bias is read off zeros. */
  @Test
  void theSpectrumOfSilenceIsItsFloor() {
    try (SpectrumHead head = new SpectrumHead(8, 32_000, 640, Stream.of(1, "head"));
        Scope scope = Scope.open()) {
      Tensor latents = Tensor.of(new float[2 * 8 * 5], 2, 8, 5);
      Tensor silence = Tensor.of(new float[2 * 3200], 2, 3200);
      double expected = 0;
      float[] bias = head.state().get("readout.bias").toFloats();
      for (float b : bias) {
        expected += Math.abs(b - Math.log(1e-5)) / bias.length;
      }
      assertThat(head.distance(latents, silence).item()).isCloseTo(expected, within(1e-5));
    }
  }

  /**
   * @param saved where the codec goes at the end, or null
   */
  private static void train(
      int steps, int quantizeFrom, Path checkpoints, TrainingListener listener, Path saved) {
    EncodecConfig config = EncodecConfig.at32kHz(2, 8, 1, 2, 16);
    Encodec codec = new Encodec(config, 2, Stream.of(3, "codec"));
    MelDistanceLoss mel = new MelDistanceLoss(32_000, List.of(512, 128));
    Batches batches = CodecObjectiveTests::tones;
    try (CodecObjective objective =
        new CodecObjective(
            codec, mel, new CodecObjective.Settings(quantizeFrom, 2, 0.25, 0.5), batches, 3)) {
      TrainingConfig training = new TrainingConfig(steps, CLIPS, 3e-3, 0, Schedule.COSINE, 4, 1, 5);
      new Trainer(training, 3, clip -> "clip-" + clip)
          .run(objective, batches, new Checkpoints(checkpoints), listener, Progress.SILENT);
      if (saved != null) {
        codec.save(saved, DType.FLOAT32);
      }
    }
  }

  private static Batch tones(long step) {
    int[] clip = new int[CLIPS];
    float[] samples = new float[CLIPS * SAMPLES];
    for (int i = 0; i < CLIPS; i++) {
      clip[i] = i;
      float[] sound = ToneCorpus.sound(step * CLIPS + i, SAMPLES);
      System.arraycopy(sound, 0, samples, i * SAMPLES, SAMPLES);
    }
    return new Batch(step, clip, new boolean[CLIPS], samples);
  }

  private static final class Heard implements TrainingListener {
    final List<Step> steps = new ArrayList<>();
    final List<Long> resumed = new ArrayList<>();
    long interruptAt = -1;
    long killAt = -1;

    @Override
    public void resumed(long step) {
      resumed.add(step);
      steps.subList((int) step, steps.size()).clear();
    }

    @Override
    public void step(Step step) {
      steps.add(step);
      if (step.step() == interruptAt) {
        Thread.currentThread().interrupt();
      }
      if (step.step() == killAt) {
        throw new IllegalStateException("killed");
      }
    }
  }
}
