package ricercar.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.loss.ContrastiveLoss;
import ricercar.model.Encoder;
import ricercar.model.ProjectedEncoder;
import ricercar.model.ProjectionHead;
import ricercar.nn.Linear;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.ProbeResult;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;
import ricercar.track.RunFolder;
import ricercar.train.Checkpoints;
import ricercar.train.ContrastiveObjective;
import ricercar.train.Objective;
import ricercar.train.ProjectingObjective;
import ricercar.train.SupervisedObjective;
import ricercar.train.Trainer;
import ricercar.train.TrainingListener;
import ricercar.train.ViewBatches;

/** One run of an encoder of sound: how it is trained, and what is asked of it afterwards. */
final class ContrastiveLab {
  private final Experiment experiment;
  private final Corpus corpus;
  private final TrainingData data;
  private final Progress progress;

  /** Of an experiment whose labels come from its own corpus, or that is not trained here. */
  ContrastiveLab(Experiment experiment, Corpus corpus, Progress progress) {
    this(new TrainingData(experiment, corpus, corpus), progress);
  }

  ContrastiveLab(TrainingData data, Progress progress) {
    this.experiment = data.experiment();
    this.corpus = data.corpus();
    this.data = data;
    this.progress = progress;
  }

  /** The encoder with the very weights that training starts from. */
  Encoder untrained() {
    return experiment.encoder().build(weights().child("encoder"));
  }

  /** The encoder of a finished run. */
  Encoder trained(RunFolder folder) {
    return TrainedEncoder.withWeights(untrained(), folder);
  }

  /** The projections of the encoder and the head of a finished run, averaged over windows. */
  Embeddings project(RunFolder folder) {
    if (experiment.method() == Method.SIAMESE) {
      Encoder encoder = untrained();
      try (ProjectingObjective objective = siamese(encoder)) {
        new Checkpoints(folder.checkpoints()).readNewest(objective.model().state());
        return projected(encoder, objective::project);
      }
    }
    try (Encoder encoder = trained(folder);
        ProjectionHead projection = projection(encoder)) {
      Map<String, Tensor> weights = new LinkedHashMap<>();
      projection.state().forEach((name, tensor) -> weights.put("projection." + name, tensor));
      new Checkpoints(folder.checkpoints()).readNewest(weights);
      return projected(encoder, projection::forward);
    }
  }

  private Embeddings projected(Encoder encoder, UnaryOperator<Tensor> head) {
    return Embedder.of(experiment.views().samples())
        .embedWindows(encoder, ClipInputs.samples(corpus), all(), progress)
        .through(head)
        .means();
  }

  ProjectionHead projection(Encoder encoder) {
    return new ProjectionHead(
        encoder.width(), experiment.contrastive().projectionWidth(), weights().child("projection"));
  }

  /** One vector of each of some clips. */
  Embeddings embed(Encoder encoder, int[] clips) {
    return Embedder.of(experiment.views().samples()).embed(encoder, corpus, clips, progress);
  }

  /** One vector of each window of some clips. */
  WindowEmbeddings embedWindows(Encoder encoder, int[] clips) {
    return Embedder.of(experiment.views().samples())
        .embedWindows(encoder, ClipInputs.samples(corpus), clips, progress);
  }

  /** Of the encoder that training would start from. */
  ProbeResult judgeUntrained() {
    try (Encoder encoder = untrained()) {
      return judge(encoder, new TreeMap<>(watch(encoder, Optional.empty()).look()));
    }
  }

  /** One vector of each clip, of the encoder of a finished run. */
  Embeddings embedTrained(RunFolder basis) {
    try (Encoder encoder = trained(basis)) {
      return embed(encoder, all());
    }
  }

  /** Of the encoder of a finished run, which was judged elsewhere before. */
  ProbeResult judgeTrained(RunFolder basis) {
    try (Encoder encoder = trained(basis)) {
      return judge(encoder, measures(basis));
    }
  }

  /** The same from vectors that are known already. */
  ProbeResult judgeTrained(RunFolder basis, Embeddings vectors) {
    Map<String, Double> measures = measures(basis);
    try (Encoder encoder = untrained()) {
      measures.put("parameters", (double) size(encoder));
    }
    ProbeResult judged =
        experiment
            .probe()
            .evaluate(vectors, corpus, experiment.probedTask(), Laboratory.probeStream(experiment));
    return with(measures, judged);
  }

  /** The untrained encoder's probe on deformed test clips. */
  ProbeResult judgeUntrainedDeformed() {
    try (Encoder encoder = untrained()) {
      return judgeDeformed(encoder);
    }
  }

  /** The same of the encoder of a finished run. */
  ProbeResult judgeDeformed(RunFolder basis) {
    try (Encoder encoder = trained(basis)) {
      return judgeDeformed(encoder);
    }
  }

  private ProbeResult judgeDeformed(Encoder encoder) {
    Embedder embedder = Embedder.of(experiment.views().samples());
    return Laboratory.judgeDeformed(
        experiment,
        corpus,
        (inputs, clips) -> embedder.embed(encoder, inputs, clips, progress),
        progress);
  }

  /** Class means instead of a probe, in the space of the encoder or of the loss. */
  ProbeResult judgePrototypes(RunFolder basis) {
    boolean projected = experiment.zeroShot().space() == ZeroShot.Space.PROJECTION;
    try (Encoder encoder = projected ? projected(basis) : trained(basis)) {
      return experiment
          .zeroShot()
          .probe()
          .evaluate(
              Embedder.of(experiment.views().samples())
                  .embedWindows(encoder, ClipInputs.samples(corpus), all(), progress),
              corpus,
              experiment.task(),
              Laboratory.probeStream(experiment));
    }
  }

  private Encoder projected(RunFolder folder) {
    Encoder encoder = untrained();
    int width = experiment.contrastive().projectionWidth();
    ProjectedEncoder whole = new ProjectedEncoder(encoder, projection(encoder), width);
    new Checkpoints(folder.checkpoints()).readNewest(new LinkedHashMap<>(whole.state()));
    return whole;
  }

  /** What training took and gave stays; how it was judged there does not. */
  private static Map<String, Double> measures(RunFolder basis) {
    Map<String, Double> measures = new TreeMap<>(basis.result().measures());
    measures.keySet().removeIf(measure -> measure.contains("probe"));
    return measures;
  }

  /** Contrastive training (B.1 to B.3), then the probe. */
  ProbeResult contrast(RunFolder folder) {
    Encoder encoder = untrained();
    Contrastive contrastive = experiment.contrastive();
    ContrastiveLoss loss = new ContrastiveLoss(contrastive.temperature());
    ProjectionHead projection = projection(encoder);
    try (ContrastiveObjective objective =
        new ContrastiveObjective(
            encoder, projection, loss, contrastive.positives(), data.labels())) {
      Map<String, Double> measures = new TreeMap<>();
      measures.put(
          "chance loss",
          loss.chance(experiment.training().clipsPerBatch(), experiment.views().viewsPerClip()));
      train(objective, encoder, Optional.of(objective::project), folder, measures);
      return judge(encoder, measures);
    }
  }

  /** Training on the agreement of two views, then the probe. */
  ProbeResult agree(RunFolder folder) {
    Encoder encoder = untrained();
    Siamese siamese = experiment.siamese();
    try (ProjectingObjective objective = siamese(encoder)) {
      Map<String, Double> measures = new TreeMap<>();
      siamese
          .chance(experiment.training().clipsPerBatch())
          .ifPresent(chance -> measures.put("chance loss", chance));
      train(objective, encoder, Optional.of(objective::project), folder, measures);
      return judge(encoder, measures);
    }
  }

  private ProjectingObjective siamese(Encoder encoder) {
    return experiment
        .siamese()
        .objective(encoder, this::untrained, weights(), experiment.training().steps());
  }

  /** End to end on labels; where they are the task's own, the head that was trained judges. */
  ProbeResult supervise(RunFolder folder) {
    Encoder encoder = untrained();
    Linear classifier = new Linear(encoder.width(), data.classes(), weights().child("classifier"));
    try (SupervisedObjective objective =
        new SupervisedObjective(encoder, classifier, data.labels())) {
      Map<String, Double> measures = new TreeMap<>();
      train(objective, encoder, Optional.empty(), folder, measures);
      if (!data.answersTheTask()) {
        return judge(encoder, measures);
      }
      measures.put("parameters", (double) size(encoder));
      Embeddings test = embed(encoder, corpus.indices(Split.TEST));
      return ProbeResult.of(
          corpus, experiment.task(), test.clips(), logits(objective, test), measures);
    }
  }

  /** The batches that training sees. */
  ViewBatches batches() {
    return data.batches();
  }

  private void train(
      Objective objective,
      Encoder encoder,
      Optional<UnaryOperator<Tensor>> projection,
      RunFolder folder,
      Map<String, Double> measures) {
    measures.putAll(data.counts());
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new RunRecorder(folder.metrics(), folder.times(), folder.path()));
    Laboratory.online(
            experiment, ClipInputs.samples(corpus), experiment.views().samples(), encoder, folder)
        .ifPresent(listeners::add);
    CollapseWatch watch = watch(encoder, projection);
    if (experiment.probeEvery() > 0) {
      listeners.add(
          watch.every(experiment.probeEvery(), experiment.training().steps(), folder.metrics()));
    }
    new Trainer(experiment.training(), experiment.seed(), data::clip)
        .run(
            objective,
            batches(),
            new Checkpoints(folder.checkpoints()),
            TrainingListener.all(listeners),
            progress);
    measures.put("last loss", Laboratory.lastLoss(folder.history()));
    measures.putAll(watch.look());
  }

  private CollapseWatch watch(Encoder encoder, Optional<UnaryOperator<Tensor>> projection) {
    return new CollapseWatch(
        experiment, ClipInputs.samples(corpus), experiment.views().samples(), encoder, projection);
  }

  /** The probe on a finished encoder. */
  private ProbeResult judge(Encoder encoder, Map<String, Double> measures) {
    measures.put("parameters", (double) size(encoder));
    ProbeResult judged =
        Laboratory.probe(
            experiment,
            encoder,
            ClipInputs.samples(corpus),
            experiment.views().samples(),
            progress);
    return with(measures, judged);
  }

  private static ProbeResult with(Map<String, Double> measures, ProbeResult judged) {
    measures.putAll(judged.measures());
    return judged.withMeasures(measures);
  }

  private static long size(Encoder encoder) {
    return encoder.parameters().values().stream().mapToLong(Tensor::elements).sum();
  }

  private Stream weights() {
    return Stream.of(experiment.seed(), "weights");
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

  int[] all() {
    return IntStream.range(0, corpus.clips().size()).toArray();
  }
}
