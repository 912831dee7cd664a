package ricercar.experiment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.metric.Metric;
import ricercar.model.Encoder;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.NearestNeighbours;
import ricercar.probe.ProbeResult;
import ricercar.random.Stream;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;
import ricercar.train.TrainingListener;

/**
 * A look at the embeddings while they are learnt: nearest neighbours among some training clips
 * judge the validation clips, one window each. It keeps what it saw, and moves nothing.
 */
final class OnlineProbe implements TrainingListener {
  /** Makes the look that an experiment wants; none if it wants none. */
  interface Maker {
    /**
     * @param windowLength in steps of the inputs
     */
    Optional<TrainingListener> of(ClipInputs inputs, int windowLength, Encoder encoder);
  }

  static final String NAME = "validation k-NN";
  private static final int NEIGHBOURS = 10;
  private static final int TRAINING_CLIPS = 300;

  private final Experiment experiment;
  private final ClipInputs inputs;
  private final int windowLength;
  private final Encoder encoder;
  private final MetricsLog metrics;
  private final Looks looks;
  private final int[] clips;

  /**
   * @param inputs of the encoder
   * @param windowLength in steps of the inputs
   */
  OnlineProbe(
      Experiment experiment,
      ClipInputs inputs,
      int windowLength,
      Encoder encoder,
      RunFolder folder) {
    this.experiment = experiment;
    this.inputs = inputs;
    this.windowLength = windowLength;
    this.encoder = encoder;
    metrics = folder.metrics();
    looks = new Looks(folder.looks());
    clips = clips(experiment, inputs.corpus());
  }

  /** The clips that are looked at: some of the training clips, and those of validation. */
  static int[] clips(Experiment experiment, Corpus corpus) {
    int[] train = corpus.indices(Split.TRAIN);
    int[] order = Stream.of(experiment.seed(), "online probe").permutation(train.length);
    IntStream some = Arrays.stream(order).limit(TRAINING_CLIPS).map(i -> train[i]);
    return IntStream.concat(some, Arrays.stream(corpus.indices(Split.VALIDATION)))
        .sorted()
        .toArray();
  }

  /** How it looked before there was a step. */
  @Override
  public void resumed(long step) {
    looks.removeAfter(step);
    if (step == 0) {
      looks.keep(0, embeddings());
    }
  }

  private Embeddings embeddings() {
    return new Embedder(windowLength, 1, 32).embed(encoder, inputs, clips, Progress.SILENT);
  }

  @Override
  public void step(Step step) {
    boolean last = step.step() == experiment.training().steps();
    if (step.step() % experiment.probeEvery() == 0 || last) {
      Corpus corpus = inputs.corpus();
      Embeddings embeddings = embeddings();
      looks.keep(step.step(), embeddings);
      ProbeResult seen =
          new NearestNeighbours(NEIGHBOURS)
              .evaluate(embeddings, corpus, experiment.task(), Split.VALIDATION);
      Metric metric = Metric.forTask(corpus.task(experiment.task())).get(0);
      metrics.append(step.step(), Map.of(NAME, seen.metrics().get(metric)));
    }
  }
}
