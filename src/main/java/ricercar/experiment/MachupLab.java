package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.codec.TokenCache;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Split;
import ricercar.loss.ContrastiveLoss;
import ricercar.model.Machup;
import ricercar.model.MachupConfig;
import ricercar.nn.Linear;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.ProbeResult;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.Tensor;
import ricercar.track.RunFolder;
import ricercar.train.Batches;
import ricercar.train.CachedTokens;
import ricercar.train.Checkpoints;
import ricercar.train.ClipBatches;
import ricercar.train.MachupObjective;
import ricercar.train.Objective;
import ricercar.train.SupervisedObjective;
import ricercar.train.TokenSource;
import ricercar.train.Trainer;
import ricercar.train.TrainingConfig;
import ricercar.train.TrainingListener;
import ricercar.train.TwoModelObjective;
import ricercar.train.ValidationReconstruction;
import ricercar.train.ViewBatches;

/** One run of a masked model: pre-training, and what is asked of the encoder afterwards. */
final class MachupLab {
  private static final String TWO_MODELS = "student.";

  private final Experiment experiment;
  private final Corpus corpus;
  private final TokenRoom tokens;
  private final Progress progress;

  MachupLab(Experiment experiment, Corpus corpus, TokenRoom tokens, Progress progress) {
    this.experiment = experiment;
    this.corpus = corpus;
    this.tokens = tokens;
    this.progress = progress;
  }

  /** The model with the very weights that training starts from. */
  Machup untrained() {
    return tokens
        .config(experiment)
        .build(Stream.of(experiment.seed(), "weights").child("encoder"));
  }

  /** The model of a finished pre-training. */
  Machup trained(RunFolder folder) {
    Machup model = untrained();
    String prefix = experiment.machup().approach() instanceof Approach.TwoModel ? TWO_MODELS : "";
    Map<String, Tensor> weights = new LinkedHashMap<>();
    model.state().forEach((name, tensor) -> weights.put(prefix + name, tensor));
    int last = experiment.machup().approach().stages(experiment.machup()).size() - 1;
    checkpoints(folder, last).readNewest(weights);
    return model;
  }

  Embeddings embed(Machup model, int[] clips) {
    ClipInputs inputs = tokens.inputs(experiment, corpus, progress);
    return Embedder.of(tokens.frames(experiment)).embed(model, inputs, clips, progress);
  }

  WindowEmbeddings embedWindows(Machup model, int[] clips) {
    ClipInputs inputs = tokens.inputs(experiment, corpus, progress);
    return Embedder.of(tokens.frames(experiment)).embedWindows(model, inputs, clips, progress);
  }

  /** Masked and contrastive pre-training, then the probe of whole clips. */
  ProbeResult pretrain(Batches sound, RunFolder folder, OnlineProbe.Maker online) {
    List<Approach.Stage> stages = experiment.machup().approach().stages(experiment.machup());
    Map<String, Double> measures = new TreeMap<>();
    TokenSource source = tokens.source(experiment, corpus, progress);
    Machup model = untrained();
    Objective objective = null;
    try {
      long done = 0;
      for (int i = 0; i < stages.size(); i++) {
        long end = i == stages.size() - 1 ? experiment.training().steps() : end(stages, i);
        objective = objective(model, source, stages.get(i).settings(), end - done);
        List<TrainingListener> listeners = new ArrayList<>();
        listeners.add(new RunRecorder(folder.metrics(), folder.times(), folder.path()));
        online
            .of(tokens.inputs(experiment, corpus, progress), tokens.frames(experiment), model)
            .ifPresent(listeners::add);
        train(
            objective,
            sound,
            experiment.training().over(end - done),
            checkpoints(folder, i),
            TrainingListener.after(done, TrainingListener.all(listeners)));
        done = end;
        if (stages.size() > 1) {
          measures.put("validation masked loss after stage " + (i + 1), reconstruction(model));
        }
      }
      measures.put("validation masked loss", reconstruction(model));
      measures.put("parameters", (double) encoderSize(model));
      measures.put("labelled training clips", 0.0);
      measures.put("last loss", Laboratory.lastLoss(folder.history()));
      measures.put(
          "chance contrastive loss",
          new ContrastiveLoss(experiment.contrastive().temperature())
              .chance(experiment.training().clipsPerBatch(), experiment.views().viewsPerClip()));
      ProbeResult judged = probe(model);
      measures.putAll(judged.measures());
      return judged.withMeasures(measures);
    } finally {
      // It holds the model, and whatever else it trains.
      if (objective == null) {
        model.close();
      } else {
        objective.close();
      }
    }
  }

  /** Steps until the end of a stage. */
  private long end(List<Approach.Stage> stages, int stage) {
    double share = stages.subList(0, stage + 1).stream().mapToDouble(Approach.Stage::share).sum();
    return Math.max(1, Math.round(share * experiment.training().steps()));
  }

  private static Checkpoints checkpoints(RunFolder folder, int stage) {
    return new Checkpoints(
        stage == 0
            ? folder.checkpoints()
            : folder.checkpoints().resolveSibling("checkpoints-stage-" + (stage + 1)));
  }

  private void train(
      Objective objective,
      Batches batches,
      TrainingConfig config,
      Checkpoints checkpoints,
      TrainingListener listener) {
    // A stage that has ended is only loaded, so that the records of later ones stay.
    if (checkpoints.newest().orElse(-1) == config.steps()) {
      checkpoints.readNewest(objective.model().state());
      return;
    }
    new Trainer(config, experiment.seed(), clip -> corpus.clips().get(clip).id())
        .run(objective, batches, checkpoints, listener, progress);
  }

  private Objective objective(
      Machup model, TokenSource source, MachupTraining settings, long steps) {
    double temperature = experiment.contrastive().temperature();
    if (settings.approach() instanceof Approach.TwoModel two) {
      return new TwoModelObjective(
          model,
          source,
          new TwoModelObjective.Settings(
              settings.masking(),
              settings.ratio(steps),
              settings.reconstruction(),
              new ContrastiveLoss(temperature),
              settings.reconstructionWeight(),
              two.momentum(),
              null),
          experiment.seed(),
          Stream.of(experiment.seed(), "weights").child("features"));
    }
    return new MachupObjective(
        model,
        source,
        new MachupObjective.Settings(
            settings.masking(),
            settings.ratio(steps),
            settings.reconstruction(),
            settings.contrast().contrast(temperature, tokens.frameRate(experiment)),
            settings.reconstructionWeight()),
        experiment.seed());
  }

  /** The mean cross-entropy of masked codes of the validation clips, under masks that stay. */
  private double reconstruction(Machup model) {
    TokenCache cache = tokens.clean(experiment, corpus, progress);
    return ValidationReconstruction.of(
        model, cache, corpus.indices(Split.VALIDATION), tokens.frames(experiment));
  }

  /** What embeddings depend on: all but decoder, heads and projection. */
  static long encoderSize(Machup model) {
    return model.parameters().entrySet().stream()
        .filter(e -> !e.getKey().matches("(mask|decoder.*|heads.*|projection.*)"))
        .mapToLong(e -> e.getValue().elements())
        .sum();
  }

  /** The batches that the token source expects: of clips alone, or with their sound. */
  Batches batches(LabelledShare share, ViewBatches sound, int clipsPerBatch) {
    if (TokenRoom.live(experiment)) {
      return sound;
    }
    ClipSampler sampler = ClipSampler.of(corpus, share, clipsPerBatch, experiment.seed());
    return new ClipBatches(sampler, experiment.views().viewsPerClip());
  }

  /** The probe of whole clips. */
  ProbeResult probe(Machup model) {
    return Laboratory.probe(
        experiment,
        model,
        tokens.inputs(experiment, corpus, progress),
        tokens.frames(experiment),
        progress);
  }

  /** The pre-trained encoder trained on with a linear head, on all training labels. */
  ProbeResult finetune(RunFolder basis, RunFolder folder) {
    Machup model = trained(basis);
    int classes = corpus.task(experiment.task()).classes().size();
    Linear classifier =
        new Linear(
            model.width(), classes, Stream.of(experiment.seed(), "weights").child("classifier"));
    TokenCache cache = tokens.clean(experiment, corpus, progress);
    CachedTokens source =
        new CachedTokens(
            cache, 1, tokens.frames(experiment), experiment.views().cut(), experiment.seed());
    MachupConfig config = model.config();
    try (SupervisedObjective objective =
        new SupervisedObjective(
            model,
            classifier,
            corpus.labels(experiment.task()),
            batch -> source.of(batch).input(config))) {
      LabelledShare share = LabelledShare.of(corpus, experiment.task(), 1, experiment.seed());
      TrainingConfig training = experiment.fineTuning().after(experiment.training());
      ClipSampler sampler =
          ClipSampler.of(corpus, share, training.clipsPerBatch(), 1, experiment.seed());
      train(
          objective,
          new ClipBatches(sampler, 1),
          training,
          new Checkpoints(folder.checkpoints()),
          new RunRecorder(folder.metrics(), folder.times(), folder.path()));
      Embeddings test = embed(model, corpus.indices(Split.TEST));
      Map<String, Double> measures = new TreeMap<>();
      measures.put("labelled training clips", (double) share.labelled().length);
      measures.put("parameters", (double) encoderSize(model));
      return ProbeResult.of(
          corpus,
          experiment.task(),
          test.clips(),
          ContrastiveLab.logits(objective, test),
          measures);
    }
  }

  private int[] all() {
    return IntStream.range(0, corpus.clips().size()).toArray();
  }
}
