package ricercar.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.oracle.Feedback;
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

  private final Experiment experiment;
  private final OracleUse use;
  private final Corpus corpus;
  private final Labels labels;
  private final ContrastiveLab lab;
  private final RunFolder folder;
  private final FurtherTraining training;
  private final RoundMeasures measures;
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
    this.lab = lab;
    this.folder = folder;
    this.finished = finished;
    this.progress = progress;
    this.measures = new RoundMeasures(experiment, corpus);
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
              OracleClips.of(experiment, corpus),
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
    training.rectify(round, points.get(points.size() - 1).step(), state, use.rectification());
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
    boolean ends = round == 0 || round == use.budgets().size();
    values.putAll(measures.of(session, embeddings, ends ? use.untouched() : List.of()));
    folder.metrics().append(training.step(), values);
    folder.metrics().sync();
    folder.times().mark(training.step());
  }

  private ProbeResult result(Feedback session) {
    Map<String, Double> all = new LinkedHashMap<>();
    List<MetricsLog.Entry> points = points(folder);
    IntStream.range(0, points.size())
        .forEach(
            round -> {
              int budget = round == 0 ? 0 : use.budgets().get(round - 1);
              points
                  .get(round)
                  .values()
                  .forEach((name, value) -> all.put(name + " at " + budget, value));
            });
    return measures.judged(session).withMeasures(all);
  }

  @Override
  public void close() {
    training.close();
  }
}
