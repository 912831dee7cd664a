package ricercar.bench;

import java.util.Arrays;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.model.MachupConfig;
import ricercar.model.MaskRatio;
import ricercar.model.Masking;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.GradientNorm;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.train.Batch;
import ricercar.train.Contrast;
import ricercar.train.MachupObjective;
import ricercar.train.Objective;
import ricercar.train.TokenSource;
import ricercar.train.Tokens;

/**
 * A masked model and the tokens that a benchmark trains it on; all from fixed seeds.
 *
 * @param clips in a batch, each with {@code views} views
 */
record MachupSetup(
    TransformerConfig encoder, TransformerConfig decoder, int clips, int views, int frames) {

  static final int LATENT = 64;
  static final int CODEBOOKS = 4;
  static final int CODES = 1_024;
  static final double MASKED_WEIGHT = 0.8;
  static final double TEMPERATURE = 0.1;
  static final double CLIP_NORM = 1;
  static final double WEIGHT_DECAY = 0.01;
  private static final long SEED = 1;

  /** Frames that one sound of the synthetic tokens lasts, and how many sounds there are. */
  private static final int HOLD = 5;

  private static final int SOUNDS = 32;

  /** 6 s at 50 frames a second, four clips twice; no dropout, so that two programs agree. */
  static MachupSetup small() {
    return new MachupSetup(
        new TransformerConfig(6, 384, 6, 1_536, 0.0, null),
        new TransformerConfig(2, 384, 6, 1_536, 0.0, null),
        4,
        2,
        300);
  }

  /** The report's model on 180 s at 50 frames a second, two songs. */
  static MachupSetup song() {
    return new MachupSetup(
        new TransformerConfig(10, 768, 16, 2_048, null, null),
        new TransformerConfig(2, 768, 16, 2_048, null, null),
        2,
        1,
        9_000);
  }

  /** A.1 on the mean of the visible tokens. */
  static Contrast global() {
    return new Contrast.Global(new ContrastiveLoss(TEMPERATURE), 0);
  }

  /** The hierarchical loss with a window of 1 s. */
  static Contrast local() {
    return new Contrast.LocalWindow(new LocalWindowLoss(TEMPERATURE, 50, 0.5, 1));
  }

  Machup model() {
    return MachupConfig.of(encoder, decoder, null)
        .on(LATENT, CODEBOOKS, CODES)
        .build(Stream.of(SEED, "weights"));
  }

  MachupObjective objective(
      Machup model, Tokens tokens, double maskRatio, Contrast contrast, double lambda) {
    TokenSource always = batch -> tokens;
    return new MachupObjective(
        model,
        always,
        new MachupObjective.Settings(
            new Masking.Tokens(),
            MaskRatio.constant(maskRatio),
            new ReconstructionLoss(maskRatio == 0 ? 0 : MASKED_WEIGHT, null),
            contrast,
            lambda),
        SEED);
  }

  /** The frames that the objective leaves visible in a step: [views of the batch][frames]. */
  long[][] visible(long step, double maskRatio) {
    long[][] visible = new long[clips * views][];
    for (int view = 0; view < visible.length; view++) {
      Stream random = Stream.of(SEED, "mask", step, view);
      visible[view] = new Masking.Tokens().visible(frames, maskRatio, random);
    }
    return visible;
  }

  Batch batch(long step) {
    int[] clip = new int[clips * views];
    Arrays.setAll(clip, view -> view / views);
    return new Batch(step, clip, new boolean[clip.length], new float[clip.length]);
  }

  /**
   * Tokens with something to learn: each clip draws from a few sounds, each held for some frames,
   * and a sound has one code in each codebook and its own latent, here under noise.
   */
  Tokens tokens() {
    Stream random = Stream.of(SEED, "tokens");
    double[][] latentOf = new double[SOUNDS][LATENT];
    long[][] codesOf = new long[SOUNDS][CODEBOOKS];
    for (int sound = 0; sound < SOUNDS; sound++) {
      Arrays.setAll(latentOf[sound], i -> random.nextGaussian());
      Arrays.setAll(codesOf[sound], q -> random.nextInt(CODES));
    }
    int rows = clips * views * frames;
    float[] latents = new float[rows * LATENT];
    long[] codes = new long[rows * CODEBOOKS];
    int sound = 0;
    int offset = 0;
    for (int row = 0; row < rows; row++) {
      if (row % (views * frames) == 0) {
        offset = random.nextInt(SOUNDS);
      }
      if (row % HOLD == 0) {
        sound = (offset + random.nextInt(SOUNDS / 4)) % SOUNDS;
      }
      for (int i = 0; i < LATENT; i++) {
        latents[row * LATENT + i] = (float) (latentOf[sound][i] + 0.3 * random.nextGaussian());
      }
      System.arraycopy(codesOf[sound], 0, codes, row * CODEBOOKS, CODEBOOKS);
    }
    return new Tokens(Tensor.of(latents, (long) clips * views, frames, LATENT), codes);
  }

  static AdamW optimiser(Objective objective) {
    return new AdamW(objective.model().parameters(), AdamW.Settings.decay(WEIGHT_DECAY));
  }

  /** One step as the trainer takes it. */
  static double step(Objective objective, AdamW optimiser, Batch batch, double learningRate) {
    try (Scope scope = Scope.open()) {
      double loss = Gradients.backward(() -> objective.loss(batch)).item();
      GradientNorm.clip(optimiser.gradients(), GradientNorm.of(optimiser.gradients()), CLIP_NORM);
      optimiser.step(learningRate);
      return loss;
    }
  }
}
