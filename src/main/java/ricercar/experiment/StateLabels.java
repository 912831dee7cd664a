package ricercar.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.ClipSounds;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.loss.PairMask;
import ricercar.oracle.LabelState;
import ricercar.train.Batch;

/**
 * What training may see of a state: old and new labels alike, all other training clips by their own
 * views alone. Labels of validation and test clips are left out.
 */
final class StateLabels {
  private final Experiment experiment;
  private final ClipSounds sounds;
  private final int[] train;
  private final List<String> classes;
  private final Map<Integer, double[]> shares = new HashMap<>();
  private final Map<Integer, Integer> labels = new HashMap<>();
  private final boolean disputed;

  StateLabels(Experiment experiment, ClipSounds sounds, LabelState state) {
    List<Clip> clips = sounds.clips();
    this.experiment = experiment;
    this.sounds = sounds;
    this.classes = state.classes();
    train =
        IntStream.range(0, clips.size())
            .filter(row -> clips.get(row).split() == Split.TRAIN)
            .toArray();
    IntStream.of(train)
        .forEach(
            row -> {
              String clip = clips.get(row).id();
              state
                  .label(clip)
                  .ifPresent(
                      label -> {
                        Map<String, Double> known = state.shares().get(clip);
                        labels.put(row, classes.indexOf(label));
                        shares.put(
                            row,
                            classes.stream()
                                .mapToDouble(name -> known.getOrDefault(name, 0.0))
                                .toArray());
                      });
            });
    disputed = state.shares().values().stream().anyMatch(known -> !known.containsValue(1.0));
  }

  /** Old and new data are mixed in every batch by b_s. */
  ClipSampler sampler() {
    int[] labelled = labels.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] unlabelled =
        IntStream.of(train).filter(row -> !labels.containsKey(row)).sorted().toArray();
    int[] perClass = new int[classes.size()];
    labels.values().forEach(c -> perClass[c]++);
    LabelledShare share =
        new LabelledShare(
            new Task(experiment.task(), Task.Kind.SINGLE_LABEL, classes),
            (double) labelled.length / train.length,
            experiment.seed(),
            labelled,
            unlabelled,
            perClass);
    Double inBatch = experiment.oracle().labelledShareInBatch();
    inBatch = inBatch == null ? experiment.labels().labelledShareInBatch() : inBatch;
    int clips = experiment.training().clipsPerBatch();
    return inBatch == null
        ? ClipSampler.of(sounds, share, clips, experiment.seed())
        : ClipSampler.of(sounds, share, clips, inBatch, experiment.seed());
  }

  /** By the rule of the run; where people disagree on any clip, by their shares. */
  PairMask pairs(Batch batch) {
    int views = batch.views();
    int[][] hard = new int[views][];
    double[][] soft = new double[views][];
    for (int i = 0; i < views; i++) {
      if (batch.labelled()[i]) {
        hard[i] = new int[] {labels.get(batch.clip()[i])};
        soft[i] = shares.get(batch.clip()[i]);
      }
    }
    return disputed
        ? PairMask.ofShares(batch.clip(), soft)
        : PairMask.of(experiment.contrastive().positives(), batch.clip(), hard);
  }
}
