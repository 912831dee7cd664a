package ricercar.experiment;

import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.ClipSounds;
import ricercar.files.AtomicFiles;
import ricercar.loss.ContrastiveLoss;
import ricercar.model.Encoder;
import ricercar.model.ProjectionHead;
import ricercar.oracle.LabelState;
import ricercar.oracle.Rectification;
import ricercar.tensor.AdamW;
import ricercar.tensor.Tensor;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;
import ricercar.train.Checkpoints;
import ricercar.train.ContrastiveObjective;
import ricercar.train.Schedule;
import ricercar.train.Trainer;
import ricercar.train.TrainingConfig;
import ricercar.train.TrainingListener;
import ricercar.train.ViewBatches;

/**
 * A finished contrastive run, trained on with the labels of a state: its weights and its optimiser
 * go on from where they stood, in the folder of another run. Steps count on from the run's last.
 */
final class FurtherTraining implements AutoCloseable {
  private final Experiment experiment;
  private final ClipSounds sounds;
  private final ContrastiveLab lab;
  private final RunFolder folder;
  private final Checkpoints checkpoints;
  private final Progress progress;

  private Encoder encoder;
  private ContrastiveObjective objective;
  private StateLabels labels;

  FurtherTraining(
      Experiment experiment,
      ClipSounds sounds,
      ContrastiveLab lab,
      RunFolder folder,
      Progress progress) {
    this.experiment = experiment;
    this.sounds = sounds;
    this.lab = lab;
    this.folder = folder;
    this.checkpoints = new Checkpoints(folder.checkpoints());
    this.progress = progress;
    build();
  }

  private void build() {
    encoder = lab.untrained();
    ProjectionHead projection = lab.projection(encoder);
    objective =
        new ContrastiveObjective(
            encoder,
            projection,
            new ContrastiveLoss(experiment.contrastive().temperature()),
            batch -> labels.pairs(batch));
  }

  /** Takes the weights of its newest step, or those of a finished run if there is none yet. */
  void start(RunFolder basis) {
    if (checkpoints.newest().isEmpty()) {
      Checkpoints finished = new Checkpoints(basis.checkpoints());
      long step =
          finished
              .newest()
              .orElseThrow(
                  () ->
                      new Problem(
                          "The run %s has no checkpoint to go on from.".formatted(basis.path()),
                          "Move its folder away, so that it is made again."));
      copy(finished, step, step);
    }
    checkpoints.readNewest(objective.model().state());
  }

  private void copy(Checkpoints from, long step, long as) {
    try (AdamW optimiser = optimiser()) {
      from.readWeights(step, objective.model().state());
      from.readOptimiser(step, optimiser.state());
      checkpoints.save(as, objective.model().state(), optimiser.state());
    }
  }

  private AdamW optimiser() {
    return new AdamW(
        objective.model().parameters(), AdamW.Settings.decay(experiment.training().weightDecay()));
  }

  Encoder encoder() {
    return encoder;
  }

  Tensor project(Tensor embeddings) {
    return objective.project(embeddings);
  }

  long step() {
    return checkpoints.newest().orElseThrow();
  }

  /**
   * @param from the step at which the round began; part of it may be done
   */
  void rectify(int round, long from, LabelState labelled, Rectification how) {
    if (!how.trains()) {
      return;
    }
    labels = new StateLabels(experiment, sounds, labelled);
    ClipSampler sampler = labels.sampler();
    long steps = how.steps(sampler.stepsPerEpoch(), experiment.training().steps());
    if (how.fromScratch()) {
      again(round, from + steps, sampler);
    } else if (how.enough().isPresent()) {
      converge(from, from + steps, how.enough().getAsLong(), sampler);
    } else {
      train(from + steps, sampler);
    }
  }

  private void train(long until, ClipSampler sampler) {
    trainer(further(until))
        .run(
            objective,
            views(sampler),
            checkpoints,
            new RunRecorder(folder.metrics(), folder.times(), folder.path()),
            progress);
  }

  /** Stretches of as many steps as the patience, until one has no lower mean loss than the best. */
  private void converge(long from, long most, long patience, ClipSampler sampler) {
    double best = Double.POSITIVE_INFINITY;
    for (long until = Math.min(from + patience, most); ; until = Math.min(until + patience, most)) {
      if (step() < until) {
        train(until, sampler);
      }
      double loss = loss(Math.max(from, until - patience), until);
      if (until == most || loss >= best) {
        return;
      }
      best = loss;
    }
  }

  private double loss(long after, long until) {
    List<MetricsLog.Entry> history = folder.history();
    return history.stream()
        .filter(entry -> entry.step() > after && entry.step() <= until)
        .filter(entry -> entry.values().containsKey("loss"))
        .mapToDouble(entry -> entry.values().get("loss"))
        .average()
        .orElseThrow();
  }

  /** Everything anew in a place of its own, whose end becomes the next step of this run. */
  private void again(int round, long as, ClipSampler sampler) {
    if (step() >= as) {
      return;
    }
    objective.close();
    build();
    Path place = folder.path().resolve("round-%03d".formatted(round));
    Checkpoints own = new Checkpoints(place);
    TrainingListener unheard = new TrainingListener() {};
    trainer(experiment.training()).run(objective, views(sampler), own, unheard, progress);
    copy(own, own.newest().orElseThrow(), as);
    AtomicFiles.delete(place);
  }

  private Trainer trainer(TrainingConfig config) {
    return new Trainer(config, experiment.seed(), clip -> sounds.clips().get(clip).id());
  }

  /** No warm-up, and a rate that stays: nobody knows which round is the last. */
  private TrainingConfig further(long until) {
    TrainingConfig as = experiment.training();
    Double own = experiment.oracle().learningRate();
    double rate = own == null ? as.learningRate() / 5 : own;
    return new TrainingConfig(
        until,
        as.clipsPerBatch(),
        rate,
        as.weightDecay(),
        Schedule.CONSTANT,
        0,
        as.clipNorm(),
        as.checkpointEvery());
  }

  private ViewBatches views(ClipSampler sampler) {
    return TrainingData.batches(experiment, sounds, sampler);
  }

  @Override
  public void close() {
    objective.close();
  }
}
