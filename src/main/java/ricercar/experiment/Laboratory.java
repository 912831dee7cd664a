package ricercar.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Rates;
import ricercar.corpus.Split;
import ricercar.loss.ContrastiveLoss;
import ricercar.model.Encoder;
import ricercar.model.Machup;
import ricercar.model.ProjectionHead;
import ricercar.nn.Linear;
import ricercar.probe.Aggregation;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.MelStatistics;
import ricercar.probe.ProbeResult;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.Engine;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.train.Batches;
import ricercar.train.Checkpoints;
import ricercar.train.ContrastiveObjective;
import ricercar.train.Objective;
import ricercar.train.SupervisedObjective;
import ricercar.train.Trainer;
import ricercar.train.TrainingListener;
import ricercar.train.ViewBatches;
import ricercar.train.ViewConfig;

/** Makes the numbers of experiments: trains what is to be trained, embeds, and judges. */
public final class Laboratory implements Study.Executor {
  private final Map<String, Corpus> corpora = new HashMap<>();
  private final TokenRoom tokens = new TokenRoom();

  /** The corpus of an experiment at its encoder's rate; opened once. */
  public Corpus corpus(Experiment experiment, Progress progress) {
    String key = experiment.corpus() + " at " + experiment.sampleRate();
    Corpus known = corpora.get(key);
    if (known == null) {
      known = Rates.at(experiment.corpus().open(progress), experiment.sampleRate(), progress);
      corpora.put(key, known);
    }
    return known;
  }

  @Override
  public RunIdentity identify(Experiment experiment, Progress progress) {
    Corpus corpus = corpus(experiment, progress);
    String codec = experiment.usesTokens() ? tokens.codec(experiment).fingerprint() : "";
    return experiment.identity(corpus.name(), corpus.fingerprint(), Engine.device(), codec);
  }

  @Override
  public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
    Engine.threads(experiment.threads());
    Corpus corpus = corpus(experiment, progress);
    if (experiment.method().aboutCodecs()) {
      return codec(experiment, corpus, folder, progress);
    }
    ProbeResult judged =
        switch (experiment.method()) {
          case MEL_STATISTICS ->
              probe(experiment, corpus, MelStatistics.of(corpus, all(corpus), progress));
          case UNTRAINED -> untrained(experiment, corpus, progress);
          case CONTRASTIVE -> contrastive(experiment, corpus, folder, progress);
          case SUPERVISED -> supervised(experiment, corpus, folder, progress);
          case MACHUP -> machup(experiment, corpus, folder, progress);
          case UNTRAINED_FRAMES, UNTRAINED_CLOUD -> asItIs(experiment, corpus, progress);
          case MEL_FRAMES -> MelFrames.judge(experiment, corpus, progress);
          case MACHUP_FINETUNED, MACHUP_FRAMES, MACHUP_CLOUD, CODEC_TRAINING, CODEC, PCM ->
              throw new AssertionError(experiment.method());
        };
    return new RunResult(judged.outcomes(), judged.measures());
  }

  @Override
  public RunResult runOn(
      Experiment experiment, RunFolder basis, RunFolder folder, Progress progress) {
    Engine.threads(experiment.threads());
    MachupLab lab = lab(experiment, corpus(experiment, progress), progress);
    if (experiment.method() == Method.MACHUP_FINETUNED) {
      ProbeResult judged = lab.finetune(basis, folder);
      return new RunResult(judged.outcomes(), judged.measures());
    }
    try (Machup model = lab.trained(basis)) {
      ProbeResult judged = local(experiment, corpus(experiment, progress), model, progress);
      return new RunResult(judged.outcomes(), judged.measures());
    }
  }

  private MachupLab lab(Experiment experiment, Corpus corpus, Progress progress) {
    return new MachupLab(experiment, corpus, tokens, progress);
  }

  private ProbeResult machup(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    MachupLab lab = lab(experiment, corpus, progress);
    LabelledShare none = LabelledShare.of(corpus, experiment.task(), 0, experiment.seed());
    Batches batches =
        lab.batches(none, batches(experiment, corpus, none), experiment.training().clipsPerBatch());
    return lab.pretrain(
        batches,
        folder,
        (inputs, length, encoder) -> online(experiment, inputs, length, encoder, folder.metrics()));
  }

  private ProbeResult asItIs(Experiment experiment, Corpus corpus, Progress progress) {
    MachupLab lab = lab(experiment, corpus, progress);
    try (Machup model = lab.untrained()) {
      return local(experiment, corpus, model, progress);
    }
  }

  private ProbeResult local(Experiment experiment, Corpus corpus, Machup model, Progress progress) {
    LocalLab lab = new LocalLab(experiment, corpus, tokens, progress);
    return switch (experiment.method()) {
      case MACHUP_FRAMES, UNTRAINED_FRAMES -> lab.frames(model);
      default -> lab.cloud(model);
    };
  }

  private static Optional<TrainingListener> online(
      Experiment experiment,
      ClipInputs inputs,
      int windowLength,
      Encoder encoder,
      MetricsLog metrics) {
    return experiment.probeEvery() == 0
        ? Optional.empty()
        : Optional.of(new OnlineProbe(experiment, inputs, windowLength, encoder, metrics));
  }

  /**
   * The vectors that a finished run judged: of its trained encoder, of the untrained one, or mel
   * statistics.
   */
  public Embeddings embeddings(Experiment experiment, RunFolder folder, Progress progress) {
    Corpus corpus = corpus(experiment, progress);
    if (experiment.method() == Method.MEL_STATISTICS) {
      return MelStatistics.of(corpus, all(corpus), progress);
    }
    if (experiment.usesTokens()) {
      MachupLab lab = lab(experiment, corpus, progress);
      try (Machup model =
          experiment.method().trains()
              ? (Machup) TrainedEncoder.of(experiment, folder, tokens)
              : lab.untrained()) {
        return lab.embed(model, all(corpus));
      }
    }
    try (Encoder encoder =
        experiment.method().trains()
            ? TrainedEncoder.of(experiment, folder, tokens)
            : encoder(experiment)) {
      return embed(experiment, corpus, encoder, progress);
    }
  }

  /** The batches that an experiment trains on; any view of any step can be made again from them. */
  public ViewBatches batches(Experiment experiment, Progress progress) {
    Corpus corpus = corpus(experiment, progress);
    return batches(experiment, corpus, share(experiment, corpus));
  }

  private RunResult codec(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    CodecLab lab = new CodecLab(experiment, corpus, progress);
    return switch (experiment.method()) {
      case CODEC_TRAINING -> {
        LabelledShare none = LabelledShare.of(corpus, corpus.tasks().get(0).name(), 0, 0);
        yield lab.train(
            batches(experiment, corpus, none),
            new RunRecorder(folder.metrics(), folder.times(), folder.path()),
            folder);
      }
      case CODEC -> lab.judge();
      default -> lab.pcm();
    };
  }

  private ProbeResult untrained(Experiment experiment, Corpus corpus, Progress progress) {
    if (experiment.usesTokens()) {
      MachupLab lab = lab(experiment, corpus, progress);
      try (Machup model = lab.untrained()) {
        return lab.probe(model);
      }
    }
    try (Encoder encoder = encoder(experiment)) {
      return probe(experiment, corpus, encoder, progress);
    }
  }

  private ProbeResult contrastive(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    Encoder encoder = encoder(experiment);
    Contrastive contrastive = experiment.contrastive();
    ContrastiveLoss loss = new ContrastiveLoss(contrastive.temperature());
    ProjectionHead projection =
        new ProjectionHead(
            encoder.width(),
            contrastive.projectionWidth(),
            weights(experiment).child("projection"));
    try (ContrastiveObjective objective =
        new ContrastiveObjective(
            encoder, projection, loss, contrastive.positives(), corpus.labels(experiment.task()))) {
      Map<String, Double> measures = new TreeMap<>();
      measures.put(
          "chance loss",
          loss.chance(experiment.training().clipsPerBatch(), experiment.views().viewsPerClip()));
      train(experiment, corpus, objective, encoder, folder, measures, progress);
      return with(measures, probe(experiment, corpus, encoder, progress));
    }
  }

  private ProbeResult supervised(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    Encoder encoder = encoder(experiment);
    int classes = corpus.task(experiment.task()).classes().size();
    Linear classifier =
        new Linear(encoder.width(), classes, weights(experiment).child("classifier"));
    try (SupervisedObjective objective =
        new SupervisedObjective(encoder, classifier, corpus.labels(experiment.task()))) {
      Map<String, Double> measures = new TreeMap<>();
      train(experiment, corpus, objective, encoder, folder, measures, progress);
      Embeddings test =
          embedder(experiment).embed(encoder, corpus, corpus.indices(Split.TEST), progress);
      return ProbeResult.of(
          corpus, experiment.task(), test.clips(), logits(objective, test), measures);
    }
  }

  static float[][] logits(SupervisedObjective objective, Embeddings test) {
    try (Scope scope = Scope.open()) {
      Tensor all = objective.classify(Tensor.of(test.values(), test.size(), test.width()));
      int classes = (int) all.size(1);
      float[] flat = all.toFloats();
      float[][] rows = new float[test.size()][classes];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(flat, i * classes, rows[i], 0, classes);
      }
      return rows;
    }
  }

  private void train(
      Experiment experiment,
      Corpus corpus,
      Objective objective,
      Encoder encoder,
      RunFolder folder,
      Map<String, Double> measures,
      Progress progress) {
    LabelledShare share = share(experiment, corpus);
    measures.put("labelled training clips", (double) share.labelled().length);
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new RunRecorder(folder.metrics(), folder.times(), folder.path()));
    online(
            experiment,
            ClipInputs.samples(corpus),
            experiment.views().samples(),
            encoder,
            folder.metrics())
        .ifPresent(listeners::add);
    new Trainer(experiment.training(), experiment.seed(), clip -> corpus.clips().get(clip).id())
        .run(
            objective,
            batches(experiment, corpus, share),
            new Checkpoints(folder.checkpoints()),
            TrainingListener.all(listeners),
            progress);
    measures.put("last loss", lastLoss(folder.history()));
  }

  /** The mean over the last tenth of the steps, since single batches differ. */
  static double lastLoss(List<MetricsLog.Entry> history) {
    double[] losses =
        history.stream()
            .filter(entry -> entry.values().containsKey("loss"))
            .mapToDouble(entry -> entry.values().get("loss"))
            .toArray();
    int from = losses.length - Math.max(1, losses.length / 10);
    return IntStream.range(from, losses.length).mapToDouble(i -> losses[i]).average().orElseThrow();
  }

  private static ViewBatches batches(Experiment experiment, Corpus corpus, LabelledShare share) {
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
    Views views = experiment.views();
    ViewConfig config =
        new ViewConfig(
            views.viewsPerClip(),
            views.samples(),
            views.cut(),
            views.gate(),
            views.augmentations());
    return new ViewBatches(corpus, sampler, config, experiment.seed());
  }

  private static LabelledShare share(Experiment experiment, Corpus corpus) {
    return LabelledShare.of(
        corpus, experiment.task(), experiment.labels().labelledShare(), experiment.seed());
  }

  /** One vector of each clip, whatever its windows. */
  private static ProbeResult probe(Experiment experiment, Corpus corpus, Embeddings embeddings) {
    return experiment
        .probe()
        .evaluate(
            WindowEmbeddings.of(embeddings), corpus, experiment.task(), probeStream(experiment));
  }

  private static ProbeResult probe(
      Experiment experiment, Corpus corpus, Encoder encoder, Progress progress) {
    return probe(
        experiment, encoder, ClipInputs.samples(corpus), experiment.views().samples(), progress);
  }

  /** Embeds all clips as the probe wants them, and lets it judge. */
  static ProbeResult probe(
      Experiment experiment,
      Encoder encoder,
      ClipInputs inputs,
      int windowLength,
      Progress progress) {
    Corpus corpus = inputs.corpus();
    Embedder embedder = Embedder.of(windowLength);
    Stream random = probeStream(experiment);
    return experiment.probe().aggregated() == Aggregation.REPRESENTATIONS
        ? experiment
            .probe()
            .evaluate(
                embedder.embed(encoder, inputs, all(corpus), progress),
                corpus,
                experiment.task(),
                random)
        : experiment
            .probe()
            .evaluate(
                embedder.embedWindows(encoder, inputs, all(corpus), progress),
                corpus,
                experiment.task(),
                random);
  }

  private static Stream probeStream(Experiment experiment) {
    return Stream.of(experiment.seed(), "probe");
  }

  private static ProbeResult with(Map<String, Double> measures, ProbeResult judged) {
    measures.putAll(judged.measures());
    return new ProbeResult(judged.outcomes(), judged.clips(), measures);
  }

  private static Embeddings embed(
      Experiment experiment, Corpus corpus, Encoder encoder, Progress progress) {
    return embedder(experiment).embed(encoder, corpus, all(corpus), progress);
  }

  private static Embedder embedder(Experiment experiment) {
    return Embedder.of(experiment.views().samples());
  }

  private static Encoder encoder(Experiment experiment) {
    return experiment.encoder().build(weights(experiment).child("encoder"));
  }

  private static Stream weights(Experiment experiment) {
    return Stream.of(experiment.seed(), "weights");
  }

  private static int[] all(Corpus corpus) {
    return IntStream.range(0, corpus.clips().size()).toArray();
  }
}
