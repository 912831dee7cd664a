package ricercar.experiment;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.ClipSounds;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusPair;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Labels;
import ricercar.corpus.TrainingOnly;
import ricercar.train.ViewBatches;
import ricercar.train.ViewConfig;

/**
 * What a training sees: clips, and labels of some of them. Clips are numbered as in the corpus, or,
 * where labels come from another one, as in the pair of both.
 *
 * @param corpus the experiment's own
 * @param labelled the one that labels come from: the same, or another at the same rate
 */
record TrainingData(Experiment experiment, Corpus corpus, Corpus labelled) {
  TrainingData {
    if (labelled != corpus) {
      TrainingOnly.check(labelled, corpus);
    }
  }

  /** Of the clips of the labelled corpus. */
  LabelledShare share() {
    return LabelledShare.of(
        labelled, experiment.labelTask(), experiment.labels().labelledShare(), experiment.seed());
  }

  /** By the numbers of the batches' clips. */
  Labels labels() {
    return paired() ? pair().labels(experiment.labelTask()) : corpus.labels(experiment.labelTask());
  }

  int classes() {
    return labelled.task(experiment.labelTask()).classes().size();
  }

  /** Whether a head that was trained on the labels answers what the experiment asks. */
  boolean answersTheTask() {
    return !paired() && experiment.labelTask().equals(experiment.task());
  }

  /** Any view of any step can be made again from them. */
  ViewBatches batches() {
    return paired()
        ? batches(experiment, pair(), sampler(pair()))
        : batches(experiment, corpus, share());
  }

  private ClipSampler sampler(CorpusPair pair) {
    return ClipSampler.of(pair, pair.pools(share()), clips(), inBatch(), seed());
  }

  /** How many labels training sees, in all and of the class that has fewest. */
  Map<String, Double> counts() {
    Map<String, Double> counts = new TreeMap<>();
    LabelledShare share = share();
    counts.put("labelled training clips", (double) share.labelled().length);
    if (share.labelled().length > 0) {
      counts.put(
          "labelled training clips of the rarest class",
          (double) IntStream.of(share.perClass()).min().orElse(0));
    }
    counts.put("training clips without labels", (double) withoutLabels(share));
    return counts;
  }

  private int withoutLabels(LabelledShare share) {
    return paired() ? pair().pools(share).unlabelled().length : share.unlabelled().length;
  }

  String clip(int number) {
    return (paired() ? pair().clips() : corpus.clips()).get(number).id();
  }

  private boolean paired() {
    return labelled != corpus;
  }

  private CorpusPair pair() {
    return new CorpusPair(corpus, labelled);
  }

  private double inBatch() {
    return experiment.method() == Method.SUPERVISED
        ? 1
        : experiment.labels().labelledShareInBatch();
  }

  private int clips() {
    return experiment.training().clipsPerBatch();
  }

  private long seed() {
    return experiment.seed();
  }

  /** Of one corpus. */
  static ViewBatches batches(Experiment experiment, Corpus corpus, LabelledShare share) {
    int clips = experiment.training().clipsPerBatch();
    // End to end there is nothing to learn from a clip without labels.
    Double inBatch =
        experiment.method() == Method.SUPERVISED
            ? Double.valueOf(1)
            : experiment.labels().labelledShareInBatch();
    ClipSampler sampler =
        inBatch == null
            ? ClipSampler.of(corpus, share, clips, experiment.seed())
            : ClipSampler.of(corpus, share, clips, inBatch, experiment.seed());
    return batches(experiment, corpus, sampler);
  }

  /** Of clips that a sampler picks. */
  static ViewBatches batches(Experiment experiment, ClipSounds sounds, ClipSampler sampler) {
    Views views = experiment.views();
    ViewConfig config =
        new ViewConfig(
            views.viewsPerClip(),
            views.samples(),
            views.cut(),
            views.gate(),
            views.augmentations());
    return new ViewBatches(sounds, sampler, config, experiment.seed());
  }
}
