package ricercar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.loss.ContrastiveLoss;
import ricercar.loss.PairMask;
import ricercar.loss.PositiveRule;
import ricercar.tensor.Gradients;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The contrastive loss in a process of its own: arguments and the line printed are those of {@code
 * loss_torch.py}.
 */
final class LossStep {
  private static final double RATE = 20;

  private LossStep() {}

  public static void main(String[] arguments) {
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    int warmUp = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    ContrastiveLoss loss = new ContrastiveLoss(Double.parseDouble(arguments[4]));
    List<Double> losses = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> batch =
          SafeTensors.read(Path.of(arguments[0]).resolve("batch.safetensors"));
      int[] clips = Arrays.stream(batch.get("clip").toLongs()).mapToInt(c -> (int) c).toArray();
      int[][] labels = labels(batch);
      PairMask ready = arguments[5].equals("ready") ? mask(clips, labels) : null;
      Tensor z = batch.get("z").copy().requireGradient(true);
      for (int step = 0; step < warmUp + steps; step++) {
        if (step == warmUp) {
          log.restart();
        }
        losses.add(log.time(() -> step(loss, z, ready == null ? mask(clips, labels) : ready)));
      }
    }
    log.print("losses", losses);
  }

  private static double step(ContrastiveLoss loss, Tensor z, PairMask mask) {
    try (Scope scope = Scope.open()) {
      Tensor value = Gradients.backward(() -> loss.of(z, mask));
      Tensor gradient = z.gradient();
      Gradients.without(
          () -> {
            z.set(z.sub(gradient.mul(RATE)));
            gradient.set(gradient.mul(0));
            return null;
          });
      return value.item();
    }
  }

  private static PairMask mask(int[] clips, int[][] labels) {
    return PairMask.of(new PositiveRule.AnyShared(1), clips, labels);
  }

  private static int[][] labels(Map<String, Tensor> batch) {
    float[] tags = batch.get("tags").toFloats();
    long[] labelled = batch.get("labelled").toLongs();
    int width = tags.length / labelled.length;
    int[][] labels = new int[labelled.length][];
    for (int i = 0; i < labels.length; i++) {
      int view = i;
      labels[i] =
          labelled[i] == 0
              ? null
              : IntStream.range(0, width).filter(t -> tags[view * width + t] > 0).toArray();
    }
    return labels;
  }
}
