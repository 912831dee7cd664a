package ricercar.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Waveform;
import ricercar.corpus.Corpus;
import ricercar.corpus.Task;
import ricercar.experiment.Experiment;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Method;
import ricercar.experiment.Study;
import ricercar.geometry.ProjectionMethod;
import ricercar.metric.Metric;
import ricercar.stats.Interval;
import ricercar.track.ClaimVerdict;
import ricercar.track.MetricsLog;
import ricercar.track.Provenance;
import ricercar.track.ResultTable;
import ricercar.train.ViewBatches;

/**
 * What a finished study shows: its table as a picture, the curves of its trainings, maps of what
 * the encoders made of the test clips, and views to listen to.
 */
public record StudyReport(Study.Outcome outcome, Laboratory laboratory) {
  private static final int SMOOTHED_STEPS = 15;

  /** All of it as one page. */
  public StudyPage page(Progress progress) {
    return page(StudyMaps.SOUND_BYTES, progress);
  }

  /**
   * The same.
   *
   * @param soundBytes what the sounds of its maps may take of the page, about
   */
  public StudyPage page(long soundBytes, Progress progress) {
    StudyMaps maps = new StudyMaps(this, soundBytes);
    StudyPage page =
        new StudyPage(outcome.plan().title(), outcome.plan().question())
            .chapter("Result")
            .table(Grid.of(outcome.table()))
            .figure(scores(), "Points are single seeds; bars are the intervals of the table.");
    if (!outcome.elsewhere().isEmpty()) {
      page.figure(matrix(), "Each row is an encoder, each column what it was asked.");
    }
    Grid.all(outcome.table()).stream().skip(1).forEach(page::table);
    findings().forEach(page::finding);
    List<Curves> robustness = RobustnessCurves.of(outcome);
    if (!robustness.isEmpty()) {
      page.chapter("Deformed sound");
      robustness.forEach(
          curves ->
              page.figure(
                  curves, "Mean of the seeds; bands reach from the lowest to the highest."));
    }
    firstOfViews()
        .ifPresent(
            run ->
                page.chapter("What the encoder hears")
                    .sounds(
                        views(run.experiment(), progress),
                        "A clip, and the first two views of it that training made."));
    if (!trained().isEmpty()) {
      page.chapter("Learning");
      if (losesAlike()) {
        page.figure(losses(), "Every step faintly, and a running mean.");
      }
      page.figure(gradientNorms(), "Before clipping.");
      if (trained().stream().anyMatch(run -> !history(run, "validation k-NN").isEmpty())) {
        page.figure(onlineProbe(), "Nearest neighbours on validation clips, one window each.");
      }
      String row = trained().get(0).row();
      maps.film(row, ProjectionMethod.UMAP, progress)
          .ifPresent(
              film ->
                  page.map(
                      film,
                      "%s as it learnt: clips of training and validation, laid out by UMAP every few steps."
                          .formatted(row)));
    }
    if (!collapse().rows().isEmpty()) {
      page.chapter("Collapse")
          .table(collapse())
          .figure(rankOfProjections(), "Of z, on windows of validation clips.");
      Findings.onCollapse(outcome).ifPresent(page::finding);
    }
    if (judged().kind().measured()) {
      return page.provenance(provenance()); // no labels to colour a map by
    }
    return page.chapter("The test clips as a map (t-SNE)")
        .map(
            maps.map(ProjectionMethod.T_SNE, progress),
            "Click a point to hear it. Distances within a cluster mean more than those between.")
        .provenance(provenance());
  }

  /** The first metric of each row with its interval and single seeds. */
  public Intervals scores() {
    ResultTable table = outcome.table();
    String metric = table.columns().get(0);
    Intervals picture = Intervals.titled(table.title(), metric);
    double scale = scale();
    for (ResultTable.Row row : table.rows()) {
      Interval interval = row.cells().get(0).interval();
      picture =
          picture.row(
              row.name(),
              scale * interval.estimate(),
              scale * interval.low(),
              scale * interval.high(),
              seedScores(row.name()));
    }
    Task task = judged();
    return task.kind() == Task.Kind.SINGLE_LABEL
        ? picture.reference("chance", 100.0 / task.classes().size())
        : picture;
  }

  /**
   * What each row gained, on each of the study's probes, over the row that rows are compared with.
   */
  public HeatMap matrix() {
    return matrix(outcome.plan().report().compareTo());
  }

  /** The gains over a row, in the first metric of each probe. */
  public HeatMap matrix(String over) {
    List<String> probes = new ArrayList<>(List.of(outcome.plan().home()));
    List<List<Study.Finished>> runs = new ArrayList<>(List.of(outcome.runs()));
    for (Study.Probed probed : outcome.elsewhere()) {
      probes.add(probed.name());
      runs.add(probed.runs());
    }
    List<String> rows = rows().stream().filter(row -> !row.equals(over)).toList();
    double[][] gains = new double[rows.size()][probes.size()];
    String[][] texts = new String[rows.size()][probes.size()];
    for (int p = 0; p < probes.size(); p++) {
      double reference = mean(runs.get(p), over);
      for (int r = 0; r < rows.size(); r++) {
        double value = mean(runs.get(p), rows.get(r));
        gains[r][p] = 100 * (value - reference);
        texts[r][p] = "%.1f (%+.1f)".formatted(100 * value, gains[r][p]).replace('-', '−');
      }
    }
    return new HeatMap(
        outcome.plan().title(),
        rows,
        probes,
        gains,
        texts,
        "value, and gain over '%s', in points of each probe's first metric".formatted(over));
  }

  private static double mean(List<Study.Finished> runs, String row) {
    return runs.stream()
        .filter(run -> run.row().equals(row))
        .map(run -> run.folder().result().outcomes())
        .mapToDouble(outcomes -> Metric.forTask(outcomes.task()).get(0).of(outcomes))
        .average()
        .orElse(Double.NaN);
  }

  /** What the rows were judged on, which is no task of the corpus where a codec was judged. */
  private Task judged() {
    return outcome.runs().get(0).folder().result().outcomes().task();
  }

  private Metric metric() {
    return Metric.forTask(judged()).get(0);
  }

  private double scale() {
    return metric().unit() == Metric.Unit.PERCENT ? 100 : 1;
  }

  private double[] seedScores(String row) {
    return outcome.runs().stream()
        .filter(run -> run.row().equals(row))
        .mapToDouble(run -> scale() * metric().of(run.folder().result().outcomes()))
        .toArray();
  }

  /**
   * The verdicts on the claims; where the study claims nothing, a sentence that tells for each row
   * that was compared whether it is clear of the reference.
   */
  public List<String> findings() {
    ResultTable table = outcome.table();
    return table.verdicts().isEmpty()
        ? Findings.onRows(table, judged().kind() == Task.Kind.COST)
        : table.verdicts().stream().map(ClaimVerdict::sentence).toList();
  }

  public Curves losses() {
    Curves curves = course("Training loss", "loss (nats)", "loss");
    Optional<Double> chance =
        firstOfViews().map(run -> run.folder().result().measures().get("chance loss"));
    return chance.isPresent() ? curves.reference("chance, ln(MN − 1)", chance.get()) : curves;
  }

  public Curves gradientNorms() {
    return course("Gradient norm", "global L2 norm", "gradientNorm").onLogScale();
  }

  /** What one measure of the trainings did, in each row that has it, for the first seed. */
  public Curves course(String title, String yLabel, String measure) {
    Curves curves = Curves.titled(title, "step", yLabel).colouredAs(rows());
    for (Study.Finished run : trained()) {
      curves = measured(curves, run, run.row(), measure);
    }
    return curves;
  }

  /** What several measures of one row's training did, for the first seed. */
  public Curves course(String title, String yLabel, String row, List<String> measures) {
    Curves curves = Curves.titled(title, "step", yLabel);
    for (Study.Finished run : trained().stream().filter(r -> r.row().equals(row)).toList()) {
      for (String measure : measures) {
        curves = measured(curves, run, measure, measure);
      }
    }
    return curves;
  }

  private static Curves measured(Curves curves, Study.Finished run, String name, String measure) {
    List<MetricsLog.Entry> history = history(run, measure);
    return history.isEmpty()
        ? curves
        : curves.smoothed(name, steps(history), values(history, measure), SMOOTHED_STEPS);
  }

  public Curves onlineProbe() {
    return looks("While learning", outcome.table().columns().get(0), "validation k-NN", 100);
  }

  /** How many directions projections use while they are learnt; the fall of one is a collapse. */
  public Curves rankOfProjections() {
    return looks("Effective rank of z", "directions", "effective rank of z", 1).onLogScale();
  }

  /** How even projections lie on the unit sphere while they are learnt. */
  public Curves spreadOfProjections() {
    return looks("Spread of z", "deviation per dimension · √width", "spread of z", 1);
  }

  /** A measure that is taken now and then, for the first seed. */
  private Curves looks(String title, String yLabel, String measure, double scale) {
    Curves curves = Curves.titled(title, "step", yLabel).colouredAs(rows());
    for (Study.Finished run : trained()) {
      List<MetricsLog.Entry> history = history(run, measure);
      if (!history.isEmpty()) {
        double[] values =
            Arrays.stream(values(history, measure)).map(value -> scale * value).toArray();
        curves = curves.line(run.row(), steps(history), values);
      }
    }
    return curves;
  }

  /** How far each row's representations are from a collapse, after training; means over seeds. */
  public Grid collapse() {
    return CollapseTable.of(outcome);
  }

  /** Whether the losses of all trainings can stand on one axis. */
  private boolean losesAlike() {
    return trained().stream().noneMatch(run -> run.experiment().method() == Method.SIAMESE);
  }

  /** The test clips as each encoder of the first seed lays them out, by t-SNE. */
  public EmbeddingMap map(Progress progress) {
    return maps().map(ProjectionMethod.T_SNE, progress);
  }

  /** Maps of the study's encoders, with sounds in 6 MB of page. */
  public StudyMaps maps() {
    return new StudyMaps(this, StudyMaps.SOUND_BYTES);
  }

  /** A training clip and two views of it, as the first step saw them. */
  public Audition views(Experiment experiment, Progress progress) {
    ViewBatches batches = laboratory.batches(experiment, progress);
    int clip = batches.at(0).clip()[0];
    Corpus corpus = laboratory.corpus(experiment, progress);
    int rate = corpus.sampleRate();
    Audition heard =
        Audition.of(corpus.clips().get(clip).id(), new Waveform(corpus.read(clip), rate));
    for (int view = 0; view < 2; view++) {
      heard = heard.and("view " + (view + 1), new Waveform(batches.view(0, clip, view), rate));
    }
    return heard;
  }

  private Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>();
    Provenance first = outcome.runs().get(0).folder().provenance();
    facts.put("Corpus", first.corpus().name() + ", " + first.corpus().fingerprint());
    facts.put("Ricercar", first.ricercar() + ", commit " + first.git());
    facts.put(
        "Seeds",
        String.join(
            ", ",
            new TreeSet<>(
                outcome.runs().stream()
                    .map(run -> Long.toString(run.experiment().seed()))
                    .toList())));
    facts.put("Machine", first.machine().cpu() + ", " + first.machine().os());
    facts.put("Java", first.machine().java());
    double cpuSeconds =
        outcome.runs().stream().mapToDouble(r -> r.folder().provenance().cpuSeconds()).sum();
    facts.put("Computing time", "%.0f CPU minutes".formatted(cpuSeconds / 60));
    return facts;
  }

  private List<String> rows() {
    return outcome.table().rows().stream().map(ResultTable.Row::name).toList();
  }

  /** The first run that learnt from views of clips. */
  private Optional<Study.Finished> firstOfViews() {
    return firstSeed().stream().filter(StudyReport::learntFromViews).findFirst();
  }

  static boolean learntFromViews(Study.Finished run) {
    Method method = run.experiment().method();
    return run.experiment().probeOn() == null
        && (method == Method.CONTRASTIVE || method == Method.SIAMESE || method == Method.MACHUP);
  }

  List<Study.Finished> trained() {
    return firstSeed().stream().filter(run -> run.experiment().method().trains()).toList();
  }

  List<Study.Finished> firstSeed() {
    long seed = experiment().seed();
    return outcome.runs().stream().filter(run -> run.experiment().seed() == seed).toList();
  }

  /** The runs of the first seed whose encoders are at hand: at least one. */
  List<Study.Finished> embeddable() {
    List<Study.Finished> found =
        firstSeed().stream()
            .filter(run -> laboratory.finished().has(run.experiment(), run.folder()))
            .toList();
    Problem.unless(
        !found.isEmpty(),
        "No run of '%s' has its weights. Remove the folders of its runs and run the study again.",
        outcome.plan().title());
    return found;
  }

  /** Which rows a picture of these ones has to do without; empty if none. */
  Optional<String> without(Collection<String> embedded) {
    List<String> missing =
        firstSeed().stream()
            .map(Study.Finished::row)
            .filter(row -> !embedded.contains(row))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("Without " + String.join("; ", missing) + ": their weights were not kept.");
  }

  Experiment experiment() {
    return outcome.runs().get(0).experiment();
  }

  Corpus corpus() {
    return laboratory.corpus(experiment(), Progress.SILENT);
  }

  private static List<MetricsLog.Entry> history(Study.Finished run, String measure) {
    return run.folder().history().stream()
        .filter(entry -> entry.values().containsKey(measure))
        .toList();
  }

  private static double[] steps(List<MetricsLog.Entry> history) {
    return history.stream().mapToDouble(MetricsLog.Entry::step).toArray();
  }

  private static double[] values(List<MetricsLog.Entry> history, String measure) {
    return history.stream().mapToDouble(entry -> entry.values().get(measure)).toArray();
  }
}
