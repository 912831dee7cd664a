package ricercar.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Rates;
import ricercar.corpus.TrainingOnly;
import ricercar.files.Sha256;
import ricercar.model.Encoder;
import ricercar.model.Machup;
import ricercar.probe.Aggregation;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.MelStatistics;
import ricercar.probe.ProbeResult;
import ricercar.probe.Robustness;
import ricercar.probe.StepStatistics;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.Engine;
import ricercar.track.MetricsLog;
import ricercar.track.ProbeLog;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.train.Batches;
import ricercar.train.TrainingListener;
import ricercar.train.ViewBatches;

/** Makes the numbers of experiments: trains what is to be trained, embeds, and judges. */
public final class Laboratory implements Study.Executor {
  private final Map<String, Corpus> corpora = new HashMap<>();
  private final TokenRoom tokens = new TokenRoom();

  /** Of finished encoders: several tasks are often asked of one. A clip takes a kilobyte or two. */
  private final Map<String, Embeddings> embedded = new HashMap<>();

  /** The same by window, of runs that many rows go on from with feedback. */
  private final Map<String, WindowEmbeddings> windows = new HashMap<>();

  private final FinishedEncoders finished = new FinishedEncoders(this, tokens);

  /** What the encoders of finished runs make of clips. */
  public FinishedEncoders finished() {
    return finished;
  }

  /** The corpus of an experiment at its encoder's rate; opened once. */
  public Corpus corpus(Experiment experiment, Progress progress) {
    return corpus(experiment.corpus(), experiment.sampleRate(), progress);
  }

  Corpus corpus(CorpusSpec spec, int sampleRate, Progress progress) {
    String key = spec + " at " + sampleRate;
    Corpus known = corpora.get(key);
    if (known == null) {
      known = Rates.at(spec.open(progress), sampleRate, progress);
      corpora.put(key, known);
    }
    return known;
  }

  @Override
  public void check(Experiment experiment, Progress progress) {
    if (experiment.method() == Method.ORACLE) {
      OracleClips.of(experiment, corpus(experiment, progress));
    }
  }

  @Override
  public RunIdentity identify(Experiment experiment, Progress progress) {
    List<Corpus> all =
        experiment.corpora().stream()
            .map(spec -> corpus(spec, experiment.sampleRate(), progress))
            .toList();
    String codec = tokens.fingerprint(experiment);
    String name = all.stream().map(Corpus::name).collect(Collectors.joining(" and "));
    String fingerprint =
        all.size() == 1
            ? all.get(0).fingerprint()
            : Sha256.of(all.stream().map(Corpus::fingerprint).collect(Collectors.joining("\n")));
    return experiment.identity(name, fingerprint, Engine.device(), codec);
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
          case CODEC_STATISTICS ->
              probe(experiment, corpus, codecStatistics(experiment, corpus, progress));
          case UNTRAINED -> untrained(experiment, corpus, progress);
          case CONTRASTIVE -> soundLab(experiment, corpus, progress).contrast(folder);
          case SIAMESE -> soundLab(experiment, corpus, progress).agree(folder);
          case SUPERVISED -> soundLab(experiment, corpus, progress).supervise(folder);
          case MACHUP -> machup(experiment, corpus, folder, progress);
          case UNTRAINED_FRAMES, UNTRAINED_CLOUD -> asItIs(experiment, corpus, progress);
          case MEL_FRAMES -> MelFrames.judge(experiment, corpus, progress);
          case MEL_ROBUSTNESS ->
              judgeDeformed(
                  experiment,
                  corpus,
                  (inputs, clips) -> MelStatistics.of(inputs, clips, progress),
                  progress);
          case UNTRAINED_ROBUSTNESS ->
              new ContrastiveLab(experiment, corpus, progress).judgeUntrainedDeformed();
          case CONTRASTIVE_ROBUSTNESS,
              CONTRASTIVE_PROTOTYPES,
              ORACLE,
              MACHUP_FINETUNED,
              MACHUP_FRAMES,
              MACHUP_CLOUD,
              CODEC_TRAINING,
              CODEC,
              PCM ->
              throw new AssertionError(experiment.method());
        };
    return kept(judged, folder);
  }

  @Override
  public RunResult runOn(
      Experiment experiment, RunFolder basis, RunFolder folder, Progress progress) {
    Engine.threads(experiment.threads());
    if (experiment.probeOn() != null) {
      return elsewhere(experiment, basis, folder, progress);
    }
    ContrastiveLab sound = new ContrastiveLab(experiment, corpus(experiment, progress), progress);
    if (experiment.method() == Method.CONTRASTIVE_ROBUSTNESS) {
      return kept(sound.judgeDeformed(basis), folder);
    }
    if (experiment.method() == Method.CONTRASTIVE_PROTOTYPES) {
      return kept(sound.judgePrototypes(basis), folder);
    }
    if (experiment.method() == Method.ORACLE) {
      try (OracleLab oracle =
          new OracleLab(
              experiment, corpus(experiment, progress), sound, folder, windows, progress)) {
        return kept(oracle.goOnFrom(basis), folder);
      }
    }
    MachupLab lab = lab(experiment, corpus(experiment, progress), progress);
    if (experiment.method() == Method.MACHUP_FINETUNED) {
      ProbeResult judged = lab.finetune(basis, folder);
      return kept(judged, folder);
    }
    try (Machup model = lab.trained(basis)) {
      ProbeResult judged = local(experiment, corpus(experiment, progress), model, progress);
      return kept(judged, folder);
    }
  }

  Embeddings codecStatistics(Experiment experiment, Corpus corpus, Progress progress) {
    ClipInputs latents = tokens.clean(experiment, corpus, progress).latentInputs();
    return StepStatistics.of(latents, all(corpus), progress);
  }

  /** What a finished encoder knows of another task or corpus. */
  private RunResult elsewhere(
      Experiment experiment, RunFolder basis, RunFolder folder, Progress progress) {
    Corpus asked = corpus(experiment.probedCorpus(), experiment.sampleRate(), progress);
    for (CorpusSpec heard : List.of(experiment.corpus(), experiment.labelCorpus())) {
      TrainingOnly.check(corpus(heard, experiment.sampleRate(), progress), asked);
    }
    ContrastiveLab lab = new ContrastiveLab(experiment, asked, progress);
    ProbeResult judged =
        experiment.probe().aggregated() == Aggregation.REPRESENTATIONS
            ? lab.judgeTrained(
                basis,
                embedded.computeIfAbsent(
                    basis.path() + " on " + asked.fingerprint(), key -> lab.embedTrained(basis)))
            : lab.judgeTrained(basis);
    return kept(judged, folder);
  }

  private ContrastiveLab soundLab(Experiment experiment, Corpus corpus, Progress progress) {
    Corpus labelled = corpus(experiment.labelCorpus(), experiment.sampleRate(), progress);
    return new ContrastiveLab(new TrainingData(experiment, corpus, labelled), progress);
  }

  private static RunResult kept(ProbeResult judged, RunFolder folder) {
    new ProbeLog(judged.trials()).write(folder.path());
    return new RunResult(judged.outcomes(), judged.measures());
  }

  MachupLab lab(Experiment experiment, Corpus corpus, Progress progress) {
    return new MachupLab(experiment, corpus, tokens, progress);
  }

  private ProbeResult machup(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    MachupLab lab = lab(experiment, corpus, progress);
    LabelledShare none = LabelledShare.of(corpus, experiment.task(), 0, experiment.seed());
    Batches batches =
        lab.batches(
            none,
            TrainingData.batches(experiment, corpus, none),
            experiment.training().clipsPerBatch());
    return lab.pretrain(
        batches,
        folder,
        (inputs, length, encoder) -> online(experiment, inputs, length, encoder, folder));
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

  static Optional<TrainingListener> online(
      Experiment experiment,
      ClipInputs inputs,
      int windowLength,
      Encoder encoder,
      RunFolder folder) {
    return experiment.probeEvery() == 0
        ? Optional.empty()
        : Optional.of(new OnlineProbe(experiment, inputs, windowLength, encoder, folder));
  }

  /**
   * What an encoder made of some clips, one window each, while it learnt; empty if nobody looked
   * ({@code probeEvery: 0}), or if the run is older than this record of it.
   */
  public List<Looks.Look> looks(Experiment experiment, RunFolder folder, Progress progress) {
    return new Looks(folder.looks())
        .all(OnlineProbe.clips(experiment, corpus(experiment, progress)));
  }

  /** The batches that an experiment trains on; any view of any step can be made again from them. */
  public ViewBatches batches(Experiment experiment, Progress progress) {
    return soundLab(experiment, corpus(experiment, progress), progress).batches();
  }

  private RunResult codec(
      Experiment experiment, Corpus corpus, RunFolder folder, Progress progress) {
    CodecLab lab = new CodecLab(experiment, corpus, progress);
    return switch (experiment.method()) {
      case CODEC_TRAINING -> {
        LabelledShare none = LabelledShare.of(corpus, corpus.tasks().get(0).name(), 0, 0);
        yield lab.train(
            TrainingData.batches(experiment, corpus, none),
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
    return new ContrastiveLab(experiment, corpus, progress).judgeUntrained();
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

  /** One vector of each clip, whatever its windows. */
  private static ProbeResult probe(Experiment experiment, Corpus corpus, Embeddings embeddings) {
    return experiment
        .probe()
        .evaluate(
            WindowEmbeddings.of(embeddings),
            corpus,
            experiment.probedTask(),
            probeStream(experiment));
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
    return experiment.probe().asksWindows()
        ? experiment
            .probe()
            .evaluate(
                embedder.embedWindows(encoder, inputs, all(corpus), progress),
                corpus,
                experiment.probedTask(),
                random)
        : experiment
            .probe()
            .evaluate(
                embedder.embed(encoder, inputs, all(corpus), progress),
                corpus,
                experiment.probedTask(),
                random);
  }

  static Stream probeStream(Experiment experiment) {
    return Stream.of(experiment.seed(), "probe");
  }

  /** The probe on deformed test clips, of whatever makes vectors of sound. */
  static ProbeResult judgeDeformed(
      Experiment experiment,
      Corpus corpus,
      Robustness.Representation representation,
      Progress progress) {
    return experiment
        .robustness()
        .evaluate(
            experiment.probe(),
            representation,
            corpus,
            experiment.task(),
            probeStream(experiment),
            progress);
  }

  static int[] all(Corpus corpus) {
    return IntStream.range(0, corpus.clips().size()).toArray();
  }
}
