package ricercar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.model.Machup;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.train.Tokens;

/**
 * A training step of the masked model (A.3 at λ = 0.5, clipping, AdamW) against the same network in
 * PyTorch. Both sides start from the same file of weights, see the same tokens and drop the same
 * ones, and must end with the same losses and weights.
 */
public final class MachupStepBench {
  static final double MASK_RATIO = 0.5;
  static final double LAMBDA = 0.5;
  static final double RATE = 3e-4;
  private static final int WARM_UP = 4;
  private static final int STEPS = 6;
  private static final int SAMPLED = 64;

  private MachupStepBench() {}

  /** Three rounds of all sides in turns; about five minutes of CPU time. */
  public static BenchReport run(Progress progress) {
    return run(3, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    Path folder = temporary();
    try {
      double[] start = write(folder);
      List<StepPeer> peers = new ArrayList<>(StepPeer.plain("default"));
      peers.add(StepPeer.tuned("fused AdamW and our allocator setting", "fused"));
      List<String> arguments =
          List.of(folder.toString(), "1", Integer.toString(WARM_UP), Integer.toString(STEPS));
      List<BenchRow> rows =
          new StepRounds("MaCHUP step", MachupStep.class, "machup_torch.py", peers, "1g")
              .run(rounds, arguments, (ours, theirs) -> agreed(start, ours, theirs), progress);
      return new BenchReport(
          "A training step of MaCHUP",
          ("6 + 2 layers of width 384, feed-forward 1,536, 4 heads of 1,024 codes, 8 views of 300"
                  + " tokens at mask ratio %s, λ = %s, no dropout, one thread on both sides, %d"
                  + " rounds in turns, each a new process with %d steps to warm up and %d timed,"
                  + " from the same weights on the same tokens and masks. CPU time is what to"
                  + " compare.")
              .formatted(MASK_RATIO, LAMBDA, rounds, WARM_UP, STEPS),
          rows);
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  /** All files of the peers; returns the sample of the first weights. */
  private static double[] write(Path folder) {
    MachupSetup setup = MachupSetup.small();
    try (Scope scope = Scope.open();
        Machup model = setup.model()) {
      SafeTensors.write(folder.resolve("model.safetensors"), model.state(), Map.of());
      Tokens tokens = setup.tokens();
      long views = tokens.latents().size(0);
      Tensor codes = Tensor.of(tokens.codes(), views, setup.frames(), MachupSetup.CODEBOOKS);
      SafeTensors.write(
          folder.resolve("tokens.safetensors"),
          Map.of("latents", tokens.latents(), "codes", codes, "visible", visible(setup)),
          Map.of());
      Files.writeString(
          folder.resolve("settings.json"), new ObjectMapper().writeValueAsString(settings(setup)));
      return sample(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> settings(MachupSetup setup) {
    return Map.of(
        "encoder_layers",
        setup.encoder().layers(),
        "decoder_layers",
        setup.decoder().layers(),
        "heads",
        setup.encoder().heads(),
        "views_of_a_clip",
        setup.views(),
        "lambda",
        LAMBDA,
        "delta",
        MachupSetup.MASKED_WEIGHT,
        "temperature",
        MachupSetup.TEMPERATURE,
        "rate",
        RATE,
        "weight_decay",
        MachupSetup.WEIGHT_DECAY,
        "clip_norm",
        MachupSetup.CLIP_NORM);
  }

  /** [steps, views, visible] */
  private static Tensor visible(MachupSetup setup) {
    long[][][] all = new long[WARM_UP + STEPS][][];
    Arrays.setAll(all, step -> setup.visible(step, MASK_RATIO));
    long[] flat =
        Arrays.stream(all).flatMap(Arrays::stream).flatMapToLong(Arrays::stream).toArray();
    return Tensor.of(flat, all.length, all[0].length, all[0][0].length);
  }

  /** Some values of every weight, spread evenly, in the order of the names. */
  static double[] sample(Machup model) {
    List<Double> sample = new ArrayList<>();
    new TreeMap<>(model.state())
        .values()
        .forEach(
            tensor -> {
              float[] values = tensor.toFloats();
              int stride = Math.max(1, values.length / SAMPLED);
              for (int i = 0; i < values.length; i += stride) {
                sample.add((double) values[i]);
              }
            });
    return sample.stream().mapToDouble(v -> v).toArray();
  }

  private static String agreed(double[] start, StepFigures ours, StepFigures theirs) {
    double loss = 0;
    for (int i = 0; i < ours.found().length; i++) {
      loss = Math.max(loss, Math.abs(ours.found()[i] / theirs.found()[i] - 1));
    }
    double weights = distance(ours.weights(), theirs.weights()) / distance(ours.weights(), start);
    if (!(loss < 1e-3 && weights < 0.05)) {
      throw new IllegalStateException(
          "the programs differ: losses by %s, weights by %s of their way".formatted(loss, weights));
    }
    return "; losses equal within %.0e, weights within %.0e of the way they moved"
        .formatted(loss, weights);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
