package ricercar.experiment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Split;
import ricercar.geometry.Collapse;
import ricercar.model.Encoder;
import ricercar.probe.Embedder;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.Tensor;
import ricercar.track.MetricsLog;
import ricercar.train.TrainingListener;

/**
 * Whether representations collapse: a look at the first two windows of some validation clips, at
 * embeddings e and, where a loss compares them, at projections z. It reads weights and moves
 * nothing.
 */
final class CollapseWatch {
  private static final int CLIPS = 150;
  private static final int WINDOWS = 2;

  private final ClipInputs inputs;
  private final int windowLength;
  private final Encoder encoder;
  private final Optional<UnaryOperator<Tensor>> projection;
  private final int[] clips;

  /**
   * @param windowLength in steps of the inputs
   * @param projection embeddings [windows, width] → z, if there is one
   */
  CollapseWatch(
      Experiment experiment,
      ClipInputs inputs,
      int windowLength,
      Encoder encoder,
      Optional<UnaryOperator<Tensor>> projection) {
    this.inputs = inputs;
    this.windowLength = windowLength;
    this.encoder = encoder;
    this.projection = projection;
    int[] all = inputs.corpus().indices(Split.VALIDATION);
    int[] order = Stream.of(experiment.seed(), "collapse").permutation(all.length);
    clips = Arrays.stream(order).limit(CLIPS).map(i -> all[i]).sorted().toArray();
  }

  /** The measures by name. */
  Map<String, Double> look() {
    if (clips.length < 2) {
      return Map.of();
    }
    WindowEmbeddings embeddings =
        new Embedder(windowLength, WINDOWS, 32)
            .embedWindows(encoder, inputs, clips, Progress.SILENT);
    Map<String, Double> measures = new TreeMap<>();
    put(embeddings, "e", measures);
    projection.ifPresent(head -> put(embeddings.through(head), "z", measures));
    return measures;
  }

  private static void put(WindowEmbeddings vectors, String of, Map<String, Double> into) {
    Collapse seen = Collapse.of(vectors.rows(), vectors.clips());
    into.put("effective rank of " + of, seen.effectiveRank());
    into.put("spread of " + of, seen.spread());
    into.put("uniformity of " + of, seen.uniformity());
    if (!Double.isNaN(seen.alignment())) {
      into.put("alignment of " + of, seen.alignment());
    }
  }

  /** Looks every so many steps, and at the last one. */
  TrainingListener every(int steps, long last, MetricsLog metrics) {
    return new TrainingListener() {
      @Override
      public void step(Step step) {
        if (step.step() % steps == 0 || step.step() == last) {
          metrics.append(step.step(), look());
        }
      }
    };
  }
}
