package ricercar.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.loss.ReconstructionLoss;
import ricercar.model.Machup;
import ricercar.nn.Mode;
import ricercar.tensor.AdamW;
import ricercar.tensor.Engine;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.train.Objective;
import ricercar.train.Tokens;

/**
 * What masking saves: a step's time at mask ratio p against decoder + heads + (1 − p) · encoder,
 * the parts measured by themselves at p = 0.
 */
public final class MachupMaskBench {
  private static final double[] RATIOS = {0, 0.25, 0.5, 0.75};
  private static final double RATE = 1e-4;
  private static final String GOAL = "≤ 1.15";

  private final MachupSetup setup = MachupSetup.small();
  private final Machup model;
  private final Tokens tokens;

  private MachupMaskBench(Machup model, Tokens tokens) {
    this.model = model;
    this.tokens = tokens;
  }

  /** Five rounds of all parts in turns; about three minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(5, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    int threads = Engine.threads();
    Engine.threads(1);
    MachupSetup setup = MachupSetup.small();
    try (Scope scope = Scope.open();
        Machup model = setup.model()) {
      return new MachupMaskBench(model, setup.tokens()).report(rounds, progress);
    } finally {
      Engine.threads(threads);
    }
  }

  private BenchReport report(int rounds, Progress progress) {
    double[][] steps = new double[RATIOS.length][rounds];
    double[] encoder = new double[rounds];
    double[] decoder = new double[rounds];
    try (Progress.Task task = progress.start("mask ratios", rounds + 1L)) {
      for (int round = -1; round < rounds; round++) {
        int slot = Math.max(0, round); // the round before the first is a warm-up
        for (int i = 0; i < RATIOS.length; i++) {
          steps[i][slot] = step(RATIOS[i]);
        }
        encoder[slot] = encoder();
        decoder[slot] = decoder();
        task.step(1);
      }
    }
    List<BenchRow> rows =
        IntStream.range(0, RATIOS.length)
            .mapToObj(i -> row(RATIOS[i], steps[i], encoder, decoder))
            .toList();
    return new BenchReport(
        "A step of MaCHUP by mask ratio",
        ("6 + 2 layers of width 384, feed-forward 1,536, 4 heads of 1,024 codes, 8 views of 300"
                + " tokens, λ = 1, one thread, CPU time, %d rounds in turns. Ours is the step, as"
                + " the trainer takes it; theirs is decoder + heads + (1 − p) · encoder, each with"
                + " its own backward pass and AdamW, measured at p = 0 beside it: %.2f s and %.2f"
                + " s.")
            .formatted(rounds, StepFigures.median(decoder), StepFigures.median(encoder)),
        rows);
  }

  private static BenchRow row(double p, double[] step, double[] encoder, double[] decoder) {
    double[] parts = new double[step.length];
    double[] ratios = new double[step.length];
    for (int round = 0; round < step.length; round++) {
      parts[round] = decoder[round] + (1 - p) * encoder[round];
      ratios[round] = step[round] / parts[round];
    }
    return new BenchRow(
        "MaCHUP step at mask ratio " + p + " against its parts",
        "CPU s per step",
        StepFigures.median(step),
        StepFigures.median(parts),
        StepFigures.median(ratios),
        GOAL,
        "ratios from %.3f to %.3f"
            .formatted(
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow()));
  }

  private double step(double p) {
    Objective objective = setup.objective(model, tokens, p, null, 1);
    try (AdamW optimiser = MachupSetup.optimiser(objective)) {
      double start = StepLog.cpuSeconds();
      MachupSetup.step(objective, optimiser, setup.batch(0), RATE);
      return StepLog.cpuSeconds() - start;
    }
  }

  private double encoder() {
    long[][] all = setup.visible(0, 0);
    return part(true, () -> model.encode(tokens.latents(), all, Mode.TRAINING).square().mean());
  }

  private double decoder() {
    long[][] all = setup.visible(0, 0);
    boolean[][] masked = new boolean[all.length][setup.frames()];
    try (Scope scope = Scope.open()) {
      Tensor encoded =
          model.encode(tokens.latents(), all, Mode.EVALUATION).detach().requireGradient(true);
      return part(
          false,
          () -> {
            Tensor decoded = model.decoded(encoded, all, setup.frames(), Mode.TRAINING);
            return new ReconstructionLoss(0, null)
                .of(
                    book -> model.logits(decoded, book),
                    MachupSetup.CODEBOOKS,
                    tokens.codes(),
                    masked)
                .total();
          });
    }
  }

  /** A loss that is reached by the encoder's weights, or by the others alone. */
  private double part(boolean ofEncoder, Supplier<Tensor> loss) {
    Map<String, Tensor> weights =
        model.parameters().entrySet().stream()
            .filter(entry -> encodes(entry.getKey()) == ofEncoder)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    try (Scope scope = Scope.open();
        AdamW optimiser = new AdamW(weights, AdamW.Settings.decay(MachupSetup.WEIGHT_DECAY))) {
      double start = StepLog.cpuSeconds();
      Gradients.backward(() -> Scope.run(loss)).item();
      optimiser.step(RATE);
      return StepLog.cpuSeconds() - start;
    }
  }

  private static boolean encodes(String parameter) {
    return parameter.equals("cls")
        || parameter.startsWith("input")
        || parameter.startsWith("encoder");
  }
}
