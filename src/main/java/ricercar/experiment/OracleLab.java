package ricercar.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.geometry.Distance;
import ricercar.geometry.NeighbourAgreement;
import ricercar.geometry.PrototypeMargins;
import ricercar.metric.Metric;
import ricercar.oracle.Feedback;
import ricercar.oracle.LabelBase;
import ricercar.oracle.LabelState;
import ricercar.oracle.Ledger;
import ricercar.oracle.Prediction;
import ricercar.oracle.Rounds;
import ricercar.oracle.SimulatedOracle;
import ricercar.oracle.Verdict;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.ProbeResult;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;

/**
 * Feedback on a finished contrastive run, by an oracle that knows the labels of training clips.
 * What is measured is measured on test clips, which it is never asked about. The verdicts are in
 * {@code ledger.jsonl}; each round leaves a line in {@code metrics.jsonl} that begins with its
 * verdicts.
 */
final class OracleLab implements Rounds.Learner, AutoCloseable {
  static final String LEDGER = "ledger.jsonl";
  static final String VERDICTS = "verdicts";
  private static final int NEIGHBOURS = 10;

  private final Experiment experiment;
  private final OracleUse use;
  private final Corpus corpus;
  private final Labels labels;
  private final LabelledShare share;
  private final ContrastiveLab lab;
  private final RunFolder folder;
  private final FurtherTraining training;
  private final Map<String, WindowEmbeddings> finished;
  private final Progress progress;

  private String basis;
  private long lookedAt = -1;
  private WindowEmbeddings windows;
  private Embeddings embeddings;

  /**
   * @param finished windows of finished runs, by folder, since many rows go on from one
   */
  OracleLab(
      Experiment experiment,
      Corpus corpus,
      ContrastiveLab lab,
      RunFolder folder,
      Map<String, WindowEmbeddings> finished,
      Progress progress) {
    this.experiment = experiment;
    this.use = experiment.oracle();
    this.corpus = corpus;
    this.labels = corpus.labels(experiment.task());
    this.share = new TrainingData(experiment, corpus, corpus).share();
    this.lab = lab;
    this.folder = folder;
    this.finished = finished;
    this.progress = progress;
    this.training = new FurtherTraining(experiment, corpus, lab, folder, progress);
  }

  /** All rounds; the result is what the prototypes say of the test clips after the last. */
  ProbeResult goOnFrom(RunFolder run) {
    basis = run.path().toString();
    training.start(run);
    try (Ledger ledger = Ledger.open(folder.path().resolve(LEDGER))) {
      Feedback session =
          new Feedback(
              experiment.task(),
              corpus.clips().stream().map(Clip::id).toList(),
              base(),
              ledger,
              use.prototypes());
      Optional<Rounds.Judge> judge =
          use.answers() == OracleUse.Answers.NONE ? Optional.empty() : Optional.of(this::judge);
      use.rounds().run(session, "simulated", judge, this, stream());
      return result(session);
    }
  }

  private Stream stream() {
    return Stream.of(experiment.seed(), "oracle");
  }

  private LabelBase base() {
    TreeMap<String, String> known = new TreeMap<>();
    for (int clip : share.labelled()) {
      known.put(corpus.clips().get(clip).id(), label(clip));
    }
    TreeSet<String> open = new TreeSet<>();
    for (int clip : share.unlabelled()) {
      if (labels.labelled(clip)) {
        open.add(corpus.clips().get(clip).id());
      }
    }
    return new LabelBase(labels.task().classes(), known, open);
  }

  private String label(int clip) {
    return labels.task().classes().get(labels.classOf(clip));
  }

  private SimulatedOracle.Answer judge(
      int clip, Prediction shown, List<String> classes, Stream random) {
    if (use.answers() == OracleUse.Answers.DRAWN) {
      String drawn = classes.get(random.child("drawn").nextInt(classes.size()));
      Verdict verdict =
          drawn.equals(shown.label()) ? new Verdict.Confirm() : new Verdict.Correct(drawn, false);
      return new SimulatedOracle.Answer(verdict, use.judge().cost().milliseconds(verdict.kind()));
    }
    return use.judge().judge(shown, label(clip), classes, random);
  }

  @Override
  public int measured() {
    return points(folder).size() - 1;
  }

  /** The lines of rounds among those of training steps. */
  static List<MetricsLog.Entry> points(RunFolder folder) {
    return folder.history().stream().filter(entry -> entry.values().containsKey(VERDICTS)).toList();
  }

  @Override
  public void rectify(int round, LabelState state) {
    List<MetricsLog.Entry> points = points(folder);
    training.rectify(round, points.get(points.size() - 1).step(), state);
  }

  @Override
  public void look(Feedback session) {
    if (training.step() != lookedAt) {
      lookedAt = training.step();
      windows =
          lookedAt == experiment.training().steps()
              ? finished.computeIfAbsent(basis + " by " + use.windows(), run -> embed())
              : embed();
      embeddings = windows.means();
    }
    session.look(
        use.space() == ZeroShot.Space.PROJECTION ? windows.through(training::project) : windows);
  }

  private WindowEmbeddings embed() {
    Embedder usual = Embedder.of(experiment.views().samples());
    Embedder embedder =
        use.windows() == null
            ? usual
            : new Embedder(usual.windowLength(), use.windows(), usual.batch());
    return embedder.embedWindows(
        training.encoder(), ClipInputs.samples(corpus), lab.all(), progress);
  }

  @Override
  public String version() {
    return "step-%d".formatted(training.step());
  }

  @Override
  public void measure(int round, Feedback session) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(VERDICTS, (double) Rounds.verdicts(session.entries()));
    values.put("minutes", Rounds.spent(session.entries()) / 60_000.0);
    values.put("labelled clips", (double) session.state().shares().size());
    values.put("prototypes accuracy", accuracy(judged(session)));
    values.put("probe accuracy", accuracy(probed(experiment.task())));
    values.putAll(space());
    boolean ends = round == 0 || round == use.budgets().size();
    for (String task : ends ? use.untouched() : List.<String>of()) {
      ProbeResult result = probed(task);
      Metric metric = Metric.forTask(result.outcomes().task()).get(0);
      values.put("probe %s, %s".formatted(metric.title(), task), metric.of(result.outcomes()));
    }
    folder.metrics().append(training.step(), values);
    folder.metrics().sync();
    folder.times().mark(training.step());
  }

  private ProbeResult judged(Feedback session) {
    int[] test = corpus.indices(Split.TEST);
    float[][] all = session.similarities();
    int classes = labels.task().classes().size();
    // Classes that came up in between are no answers to the task.
    float[][] scores =
        Arrays.stream(test)
            .mapToObj(clip -> Arrays.copyOf(all[clip], classes))
            .toArray(float[][]::new);
    return ProbeResult.of(corpus, experiment.task(), test, scores, Map.of());
  }

  private ProbeResult probed(String task) {
    return experiment
        .probe()
        .evaluate(embeddings, corpus, task, Laboratory.probeStream(experiment));
  }

  private static double accuracy(ProbeResult result) {
    return Metric.forTask(result.outcomes().task()).get(0).of(result.outcomes());
  }

  /** Of the frozen embeddings of test clips. */
  private Map<String, Double> space() {
    int[] test = corpus.indices(Split.TEST);
    int[] train = corpus.indices(Split.TRAIN);
    float[][] rows = embeddings.only(test).rows();
    double[] margins =
        PrototypeMargins.of(embeddings.only(train).rows(), classes(train), rows, classes(test));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(
        "prototype margin",
        Arrays.stream(margins)
            .filter(margin -> !Double.isNaN(margin))
            .average()
            .orElse(Double.NaN));
    int k = Math.min(NEIGHBOURS, test.length - 1);
    values.put(
        "neighbour agreement", NeighbourAgreement.of(rows, classes(test), k, Distance.COSINE));
    return values;
  }

  private int[] classes(int[] clips) {
    return Arrays.stream(clips)
        .map(clip -> labels.labelled(clip) ? labels.classOf(clip) : -1)
        .toArray();
  }

  private ProbeResult result(Feedback session) {
    Map<String, Double> measures = new LinkedHashMap<>();
    List<MetricsLog.Entry> points = points(folder);
    IntStream.range(0, points.size())
        .forEach(
            round -> {
              int budget = round == 0 ? 0 : use.budgets().get(round - 1);
              points
                  .get(round)
                  .values()
                  .forEach((name, value) -> measures.put(name + " at " + budget, value));
            });
    return judged(session).withMeasures(measures);
  }

  @Override
  public void close() {
    training.close();
  }
}
