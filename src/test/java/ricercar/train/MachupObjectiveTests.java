package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.codec.Encodec;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MachupConfig;
import ricercar.model.MachupInput;
import ricercar.model.MaskFill;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.Activation;
import ricercar.nn.AttentionKind;
import ricercar.nn.Mode;
import ricercar.nn.TransformerBlock;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class MachupObjectiveTests {
  private static final Batch BATCH = ToyTokens.batch(3);

  @TempDir Path folder;

  @Test
  void theTotalIsTheMixOfTheTwoSingleLosses() {
    double reconstruction = loss(1, 0, BATCH).total;
    double contrast = loss(0, 0, BATCH).total;
    Found both = loss(0.3, 0, BATCH);

    assertThat(both.total).isCloseTo(0.3 * reconstruction + 0.7 * contrast, within(1e-5));
    assertThat(both.terms.get("reconstruction")).isCloseTo(reconstruction, within(1e-6));
    assertThat(both.terms.get("contrastive")).isCloseTo(contrast, within(1e-6));
    assertThat(both.terms.get("reconstruction"))
        .isCloseTo(0.8 * both.terms.get("masked") + 0.2 * both.terms.get("visible"), within(1e-5));
  }

  @Test
  void atTheLimitsTheOtherHalfIsNotComputed() {
    Found reconstruction = loss(1, 0, BATCH);
    assertThat(reconstruction.terms).doesNotContainKey("contrastive");
    assertThat(reconstruction.norms.get("projection.0.weight")).isZero();
    assertThat(reconstruction.norms.get("heads.1.weight")).isPositive();
    assertThat(reconstruction.norms.get("mask")).isPositive();

    Found contrast = loss(0, 0, BATCH);
    assertThat(contrast.terms).containsOnlyKeys("contrastive", "contrastive-gradient");
    assertThat(contrast.norms.get("projection.0.weight")).isPositive();
    for (String unused : List.of("heads.1.weight", "mask", "decoder_input.weight")) {
      assertThat(contrast.norms.get(unused)).isZero();
    }
  }

  @Test
  void theClassTokenAndTheMeanMixTheirLosses() {
    double mean = loss(0, 0, BATCH).total;
    double byClass = loss(0, 1, BATCH).total;
    assertThat(byClass).isNotCloseTo(mean, within(1e-4));
    assertThat(loss(0, 0.25, BATCH).total).isCloseTo(0.25 * byClass + 0.75 * mean, within(1e-5));
  }

  @Test
  void valueAndEveryGradientEqualThoseOfThePlainSum() {
    LocalWindowLoss local = LocalWindowLoss.balanced(0.1, 4);
    for (Contrast contrast :
        List.of(
            new Contrast.Global(new ContrastiveLoss(0.1), 0.25), new Contrast.LocalWindow(local))) {
      try (Scope scope = Scope.open();
          MachupObjective split = objective(settings(contrast, 0.3));
          MachupObjective plain = objective(settings(contrast, 0.3))) {
        double total = Gradients.backward(() -> split.loss(BATCH)).item();
        Machup model = (Machup) plain.model();
        Tokens tokens = ToyTokens.of(BATCH);
        Masks masks =
            Masks.of(new Masking.Tokens(), MaskRatio.constant(0.5), BATCH, ToyTokens.FRAMES, 7);
        double expected =
            Gradients.backward(
                    () -> {
                      Tensor encoded =
                          model.encode(tokens.latents(), masks.visible(), Mode.TRAINING);
                      Tensor logits =
                          model.decode(encoded, masks.visible(), ToyTokens.FRAMES, Mode.TRAINING);
                      Tensor rebuilt =
                          new ReconstructionLoss(0.8, null)
                              .of(logits, tokens.codes(), masks.masked())
                              .total();
                      Tensor drawn = contrast.of(model, encoded, BATCH.clip(), masks.visible());
                      return rebuilt.mul(0.3).add(drawn.mul(0.7));
                    })
                .item();

        assertThat(total).isCloseTo(expected, within(1e-6));
        assertThat(split.terms()).containsKeys("reconstruction-gradient", "contrastive-gradient");
        model
            .parameters()
            .forEach(
                (name, parameter) -> {
                  Tensor found = split.model().parameters().get(name).gradient();
                  Tensor off = found.sub(parameter.gradient()).abs().reshape(-1).max(0, false);
                  assertThat(off.item()).as(name).isLessThan(1e-6);
                });
      }
    }
  }

  @Test
  void outsideOfARecordingTheLossIsTheSameWithoutGradientNorms() {
    try (Scope scope = Scope.open();
        MachupObjective objective = objective(0.3, 0)) {
      assertThat(objective.loss(BATCH).item()).isCloseTo(loss(0.3, 0, BATCH).total, within(1e-6));
      assertThat(objective.terms()).doesNotContainKey("contrastive-gradient");
    }
  }

  @Test
  void everyInputKindTrainsItsTablesOrItsMap() {
    Contrast contrast = new Contrast.Global(new ContrastiveLoss(0.1), 0);
    for (MachupInput kind : List.of(MachupInput.SUMMED, MachupInput.CONCATENATED)) {
      Found found = found(objective(settings(contrast, 0.5), kind), BATCH);
      assertThat(found.norms.get("input.0.weight")).isPositive();
      assertThat(found.norms.get("input.1.weight")).isPositive();
    }
  }

  @Test
  void withMaskingRemovedTheReconstructionIsThePlainMeanOverAllFrames() {
    Contrast contrast = new Contrast.Global(new ContrastiveLoss(0.1), 0);
    Found found = found(objective(settings(contrast, 1).unmasked()), BATCH);
    assertThat(found.terms.get("masked")).isZero();
    assertThat(found.total).isCloseTo(found.terms.get("visible"), within(1e-6));
    assertThat(found.total).isBetween(1.0, 5.0);

    assertThatThrownBy(
            () ->
                new MachupObjective.Settings(
                    new Masking.None(),
                    MaskRatio.constant(0.5),
                    new ReconstructionLoss(0.8, null),
                    contrast,
                    0.5))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("maskedWeight");
  }

  @Test
  void encodecMaeTrainsOnReconstructionAlone() {
    TransformerConfig layers =
        new TransformerConfig(
            2, 8, 2, 16, 0.0, null, TransformerBlock.RESIDUAL, Activation.RELU, true, false);
    MachupConfig config =
        new MachupConfig(
            null,
            ToyTokens.LATENT,
            ToyTokens.CODEBOOKS,
            ToyTokens.CODES,
            layers,
            layers,
            0,
            null,
            false,
            MaskFill.ZEROS,
            false,
            true,
            null);
    MachupObjective.Settings base = MachupObjective.Settings.encodecMae();
    assertThat(base.reconstruction().codebookWeights()).hasSize(8);
    MachupObjective.Settings settings =
        new MachupObjective.Settings(
            base.masking(), base.maskRatio(), new ReconstructionLoss(0.9, null), null, 1);
    Found found =
        found(
            new MachupObjective(config.build(Stream.of(1, "weights")), ToyTokens::of, settings, 7),
            BATCH);
    assertThat(found.total).isCloseTo(Math.log(ToyTokens.CODES), within(1.0));
    assertThat(found.terms).doesNotContainKey("contrastive");
    assertThat(found.norms.values()).allMatch(norm -> norm > 0);

    assertThatThrownBy(
            () ->
                new MachupObjective.Settings(
                    base.masking(), base.maskRatio(), base.reconstruction(), null, 0.5))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("contrast");
  }

  @Test
  void theMaskRatioFollowsTheStep() {
    MaskRatio rising = new MaskRatio(0, 0.5, 11);
    for (long step : new long[] {0, 4, 10}) {
      Batch batch = ToyTokens.batch(step);
      Masks masks = Masks.of(new Masking.Tokens(), rising, batch, ToyTokens.FRAMES, 7);
      assertThat(masks.visible()[1]).hasSize((int) (ToyTokens.FRAMES - step));
    }
  }

  @Test
  void masksAreFunctionsOfSeedStepAndView() {
    assertThat(loss(1, 0, BATCH).total).isEqualTo(loss(1, 0, BATCH).total);
    Batch later = ToyTokens.batch(4);
    assertThat(loss(1, 0, later).total).isNotEqualTo(loss(1, 0, BATCH).total);
  }

  @Test
  void trainingLowersBothTermsFromTheirChanceLevels() {
    try (MachupObjective objective = objective(0.5, 0)) {
      TrainingConfig config = new TrainingConfig(80, 2, 3e-3, 0, Schedule.CONSTANT, 0, 1, 80);
      List<TrainingListener.Step> steps = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void step(Step step) {
              steps.add(step);
            }
          };
      Batches always = ToyTokens::batch;
      new Trainer(config, 1, Integer::toString)
          .run(objective, always, new Checkpoints(folder), listener, Progress.SILENT);

      Map<String, Double> first = steps.get(0).terms();
      Map<String, Double> last = steps.get(79).terms();
      assertThat(first.get("reconstruction")).isCloseTo(Math.log(ToyTokens.CODES), within(1.0));
      assertThat(last.get("reconstruction")).isLessThan(first.get("reconstruction") - 0.5);
      assertThat(last.get("contrastive")).isLessThan(first.get("contrastive"));
    }
  }

  @Test
  void aLiveCodecGivesTheTokensThatItGivesEachViewAlone() {
    try (Scope scope = Scope.open();
        Encodec codec = Encodec.open(Path.of("src/test/resources/golden/encodec-24k-causal"))) {
      float[] samples = new float[2 * 960];
      Stream random = Stream.of(2, "sound");
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (0.2 * random.nextGaussian());
      }
      Batch batch = new Batch(0, new int[] {0, 1}, new boolean[2], samples);

      Tokens tokens = TokenSource.live(codec, 3).of(batch);

      assertThat(tokens.latents().shape()).containsExactly(2, 3, 8);
      for (int view = 0; view < 2; view++) {
        float[][] alone = {Arrays.copyOfRange(samples, view * 960, (view + 1) * 960)};
        int[][] codes = codec.encode(alone, 3).codes();
        for (int frame = 0; frame < 3; frame++) {
          for (int book = 0; book < 3; book++) {
            assertThat(tokens.codes()[(view * 3 + frame) * 3 + book]).isEqualTo(codes[book][frame]);
          }
        }
      }
    }
  }

  @Test
  void weightsBeyondTheirRangeAreRefused() {
    assertThatThrownBy(() -> objective(1.1, 0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("reconstructionWeight");
    assertThatThrownBy(() -> objective(0.5, -1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("classWeight");
  }

  private record Found(double total, Map<String, Double> terms, Map<String, Double> norms) {}

  private static Found loss(double lambda, double classWeight, Batch batch) {
    return found(objective(lambda, classWeight), batch);
  }

  private static Found found(MachupObjective objective, Batch batch) {
    try (Scope scope = Scope.open();
        objective) {
      double total = Gradients.backward(() -> objective.loss(batch)).item();
      Map<String, Double> norms = new TreeMap<>();
      objective
          .model()
          .parameters()
          .forEach(
              (name, parameter) -> norms.put(name, GradientNorm.of(List.of(parameter.gradient()))));
      return new Found(total, objective.terms(), norms);
    }
  }

  private static MachupObjective objective(double lambda, double classWeight) {
    return objective(settings(new Contrast.Global(new ContrastiveLoss(0.1), classWeight), lambda));
  }

  private static MachupObjective.Settings settings(Contrast contrast, double lambda) {
    return new MachupObjective.Settings(
        new Masking.Tokens(),
        MaskRatio.constant(0.5),
        new ReconstructionLoss(0.8, null),
        contrast,
        lambda);
  }

  private static MachupObjective objective(MachupObjective.Settings settings) {
    return objective(settings, MachupInput.LATENTS);
  }

  private static MachupObjective objective(MachupObjective.Settings settings, MachupInput input) {
    TransformerConfig layers = new TransformerConfig(1, 8, 2, 16, 0.0, AttentionKind.SOFTMAX);
    MachupConfig config =
        MachupConfig.of(layers, layers, 4)
            .with(input)
            .on(ToyTokens.LATENT, ToyTokens.CODEBOOKS, ToyTokens.CODES);
    return new MachupObjective(config.build(Stream.of(1, "weights")), ToyTokens::of, settings, 7);
  }
}
