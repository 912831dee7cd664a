package ricercar.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.augment.Deformation;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.experiment.Study;
import ricercar.geometry.Cosine;
import ricercar.geometry.Equivariance;
import ricercar.geometry.LinearCka;
import ricercar.geometry.SpaceNumbers;
import ricercar.geometry.Spectrum;
import ricercar.probe.ClosePair;
import ricercar.probe.Embeddings;
import ricercar.probe.Robustness;
import ricercar.stats.Bca;
import ricercar.stats.Statistic;

/**
 * The spaces of a study's encoders in numbers and pictures: test clips, as the encoders of the
 * first seed embed them. Rows whose weights were not kept are left out, and the table says so.
 */
public record Spaces(StudyReport report, Map<String, Embeddings> byRow) {
  /** Embeds all clips with each row's encoder of the first seed. */
  public static Spaces of(StudyReport report, Progress progress) {
    Map<String, Embeddings> byRow = new LinkedHashMap<>();
    for (Study.Finished run : report.embeddable()) {
      byRow.put(
          run.row(),
          report.laboratory().finished().embeddings(run.experiment(), run.folder(), progress));
    }
    return new Spaces(report, byRow);
  }

  /** Each row's score beside what its space is like. */
  public Grid numbers() {
    List<List<String>> lines = new ArrayList<>();
    byRow.forEach(
        (row, embeddings) -> {
          SpaceNumbers numbers = numbers(embeddings);
          List<String> line = new ArrayList<>(List.of(row, score(row)));
          DoubleStream.of(
                  numbers.together(),
                  numbers.silhouette(),
                  numbers.agreement(),
                  numbers.margin(),
                  numbers.effectiveRank(),
                  numbers.uniformity(),
                  numbers.hubs())
              .mapToObj(value -> String.format(Locale.ROOT, "%.3g", value).replace('-', '−'))
              .forEach(line::add);
          lines.add(line);
        });
    List<String> notes =
        new ArrayList<>(
            List.of(
                "Of test clips and the first seed, by cosine; the score is of all seeds.",
                "within / between: mean distance in a class over that between classes; below 1 they"
                    + " hold together. neighbours agree: share of the ten nearest of other tracks"
                    + " with the same class. hubs: skewness of how often a clip is among the ten"
                    + " nearest of another; 0 is even."));
    report.without(byRow.keySet()).ifPresent(notes::add);
    return new Grid(
        "Spaces in numbers",
        List.of(
            "row",
            report.outcome().table().columns().get(0),
            "within / between",
            "silhouette",
            "neighbours agree",
            "prototype margin",
            "effective rank",
            "uniformity",
            "hubs"),
        lines,
        notes);
  }

  /** How much of the variance lies along each direction, the widest first. */
  public Curves spectra() {
    Curves curves =
        Curves.titled("Directions in use", "direction", "share of the variance").onLogScale();
    for (Map.Entry<String, Embeddings> row : byRow.entrySet()) {
      double[] shares = Spectrum.of(test(row.getValue())).varianceShares();
      int shown = Math.min(40, shares.length);
      curves =
          curves.line(
              row.getKey(),
              IntStream.rangeClosed(1, shown).asDoubleStream().toArray(),
              Arrays.copyOf(shares, shown));
    }
    return curves;
  }

  /** How alike each two rows lay the test clips out: linear CKA. */
  public HeatMap alike() {
    List<String> rows = List.copyOf(byRow.keySet());
    double[][] cka =
        LinearCka.among(byRow.values().stream().map(this::test).collect(Collectors.toList()));
    String[][] texts =
        Arrays.stream(cka)
            .map(
                line ->
                    Arrays.stream(line)
                        .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value))
                        .toArray(String[]::new))
            .toArray(String[][]::new);
    return new HeatMap(
        "How alike the spaces are",
        rows,
        rows,
        cka,
        texts,
        "linear CKA; 1 is the same up to rotation and scale");
  }

  /**
   * How far the embedding of a clip stays in place as its sound is deformed: the mean cosine with
   * the clean one, and its 95 % interval over clips.
   *
   * @param clips how many test clips at most
   */
  public Curves invariance(Deformation deformation, int clips, Progress progress) {
    Curves curves =
        Curves.titled(
            "Invariance: " + Robustness.name(deformation), deformation.unit(), "cosine with clean");
    double[] amounts = deformation.amounts().stream().mapToDouble(a -> a).toArray();
    for (Study.Finished run : runs()) {
      double[][] each = new double[amounts.length][];
      for (int i = 0; i < amounts.length; i++) {
        each[i] = cosines(run, deformation, amounts[i], clips, progress);
      }
      double[] mean =
          Arrays.stream(each).mapToDouble(c -> Arrays.stream(c).average().orElseThrow()).toArray();
      double[] low = new double[mean.length];
      double[] high = new double[mean.length];
      for (int i = 0; i < mean.length; i++) {
        var interval =
            Bca.STANDARD.interval(
                Statistic.mean(each[i]),
                ricercar.random.Stream.of(1, "invariance"),
                each[i].length);
        low[i] = interval.low();
        high[i] = interval.high();
      }
      curves = curves.band(run.row(), amounts, mean, low, high);
    }
    return curves;
  }

  /** Invariance and equivariance of each row to each deformation at its middle amount. */
  public Grid equivariance(List<Deformation> deformations, int clips, Progress progress) {
    List<List<String>> lines = new ArrayList<>();
    int[] asked = asked(clips);
    for (Study.Finished run : runs()) {
      List<String> line = new ArrayList<>(List.of(run.row()));
      for (Deformation deformation : deformations) {
        double amount = deformation.amounts().get(deformation.amounts().size() / 2);
        float[][] changed =
            report
                .laboratory()
                .finished()
                .deformed(run.experiment(), run.folder(), asked, deformation, amount, progress)
                .rows();
        Equivariance found = Equivariance.of(byRow.get(run.row()).only(asked).rows(), changed);
        line.add(
            String.format(Locale.ROOT, "%.3f · %.2f", found.cosine(), found.told())
                .replace('-', '−'));
      }
      lines.add(line);
    }
    List<String> columns = new ArrayList<>(List.of("row"));
    for (Deformation deformation : deformations) {
      columns.add(
          "%s, %s %s"
              .formatted(
                  Robustness.name(deformation),
                  deformation.amounts().get(deformation.amounts().size() / 2),
                  deformation.unit()));
    }
    return new Grid(
        "Invariance · equivariance",
        columns,
        lines,
        List.of(
            "First the mean cosine of a clip's embedding with that of the same clip, deformed: 1 is"
                + " invariant. Then the share of the movement that a linear map of the clean"
                + " embedding predicts for other clips: 1 is equivariant, 0 and below is not."));
  }

  /**
   * "Why are these two close?", of the two test clips of different tracks that a row has nearest.
   */
  public StudyPage closest(String row, Progress progress) {
    Corpus corpus = report.corpus();
    Study.Finished run = runs().stream().filter(r -> r.row().equals(row)).findFirst().orElseThrow();
    Embeddings test = byRow.get(row).only(corpus.indices(Split.TEST));
    int[] pair = nearest(test, corpus);
    int[] both = IntStream.of(pair).sorted().toArray();
    ClosePair close =
        ClosePair.of(
            test,
            report.laboratory().finished().windows(run.experiment(), run.folder(), both, progress),
            corpus,
            report.experiment().task(),
            pair[0],
            pair[1]);
    double seconds = run.experiment().views().samples() / (double) run.experiment().sampleRate();
    return ClosePairPage.of(close, corpus, "'" + row + "'", seconds);
  }

  private List<Study.Finished> runs() {
    return report.firstSeed().stream().filter(run -> byRow.containsKey(run.row())).toList();
  }

  private static int[] nearest(Embeddings test, Corpus corpus) {
    int[] best = null;
    double most = Double.NEGATIVE_INFINITY;
    float[][] rows = test.rows();
    for (int i = 0; i < rows.length; i++) {
      String track = corpus.clips().get(test.clips()[i]).track();
      for (int j = i + 1; j < rows.length; j++) {
        boolean apart = !corpus.clips().get(test.clips()[j]).track().equals(track);
        double cosine = apart ? Cosine.of(rows[i], rows[j]) : most;
        if (cosine > most) {
          most = cosine;
          best = new int[] {test.clips()[i], test.clips()[j]};
        }
      }
    }
    Problem.unless(best != null, "The test clips are all of one track.");
    return best;
  }

  private double[] cosines(
      Study.Finished run, Deformation deformation, double amount, int clips, Progress progress) {
    int[] asked = asked(clips);
    float[][] clean = byRow.get(run.row()).only(asked).rows();
    float[][] changed =
        report
            .laboratory()
            .finished()
            .deformed(run.experiment(), run.folder(), asked, deformation, amount, progress)
            .rows();
    return IntStream.range(0, asked.length)
        .mapToDouble(i -> Cosine.of(clean[i], changed[i]))
        .toArray();
  }

  private int[] asked(int clips) {
    return Arrays.stream(report.corpus().indices(Split.TEST)).limit(clips).toArray();
  }

  private float[][] test(Embeddings embeddings) {
    return embeddings.only(report.corpus().indices(Split.TEST)).rows();
  }

  private SpaceNumbers numbers(Embeddings embeddings) {
    Corpus corpus = report.corpus();
    int[] train = corpus.indices(Split.TRAIN);
    int[] test = corpus.indices(Split.TEST);
    return SpaceNumbers.of(
        embeddings.only(train).rows(),
        classes(train),
        embeddings.only(test).rows(),
        classes(test),
        corpus.tracks(test));
  }

  private int[] classes(int[] clips) {
    Labels labels = report.corpus().labels(report.experiment().task());
    return Arrays.stream(clips).map(c -> labels.labelled(c) ? labels.classOf(c) : -1).toArray();
  }

  private String score(String row) {
    return report.outcome().table().cell(row, report.outcome().table().columns().get(0)).text();
  }
}
