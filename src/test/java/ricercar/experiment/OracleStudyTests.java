package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.oracle.BudgetCurve;
import ricercar.oracle.Entry;
import ricercar.oracle.Ledger;
import ricercar.track.MetricsLog;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** Feedback on small runs: what is asked, what is learnt, and that a ledger leads there again. */
class OracleStudyTests {
  private static final String SMALL =
      """
      # Does feedback run?
      title: Small
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, channels: [4, 8], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      labels: {labelledShare: 0.2, labelledShareInBatch: 0.5}
      training: {steps: 4, clipsPerBatch: 8, warmupSteps: 1, checkpointEvery: 4}
      contrastive.projectionWidth: 12
      probe: {kind: logistic, weightDecays: [1.0e-2]}
      probeEvery: 0
      threads: 1
      report.resamples: 100
      oracle:
        budgets: [6, 12]
        windows: 1
        judge: {noise: 0.1, refusal: 0.1, naming: 0.5}
        rectification: {type: steps, steps: 3}
      """;

  private static final String ONE_AFTER_OTHER =
      """
      vary:
        - {name: entropy, method: oracle, oracle.atOnce: 2, oracle.strategy: {type: entropy}}
      """;
  private static final Laboratory LABORATORY = new Laboratory();

  @TempDir static Path shared;
  @TempDir Path folder;

  @Test
  void eachRoundAsksLearnsAndMeasuresOnClipsThatAreNeverAskedAbout() throws IOException {
    Study.Outcome outcome =
        run(
            "one",
            """
            vary:
              - {name: margin, method: oracle, oracle.strategy: {type: margin}, oracle.untouched: [key]}
              - {name: nothing, method: oracle, oracle.answers: none, oracle.budgets: [6]}
              - {name: prototypes, method: oracle, oracle.rectification: {type: prototypes}, oracle.budgets: [6]}
              - {name: drawn, method: oracle, oracle.answers: drawn, oracle.budgets: [6]}
            """);
    RunFolder margin = outcome.runs().get(0).folder();
    List<MetricsLog.Entry> points = OracleLab.points(margin);
    assertThat(points).extracting(MetricsLog.Entry::step).containsExactly(4L, 7L, 10L);
    assertThat(points)
        .extracting(point -> point.values().get("verdicts"))
        .containsExactly(0.0, 6.0, 12.0);
    assertThat(points.get(2).values())
        .containsKeys(
            "minutes",
            "prototypes accuracy",
            "probe accuracy",
            "prototype margin",
            "neighbour agreement",
            "probe weighted key score, key");
    assertThat(margin.result().measures()).containsKey("probe accuracy at 12");

    FeedbackCurves curves = new FeedbackCurves(outcome.runs());
    assertThat(curves.rows()).containsExactly("margin", "nothing", "prototypes", "drawn");
    assertThat(curves.measures()).contains("probe accuracy", "neighbour agreement");
    BudgetCurve curve =
        curves.of("margin", "probe accuracy", FeedbackCurves.Spent.VERDICTS).get(1L);
    assertThat(curve.spent()).containsExactly(0, 6, 12);
    assertThat(curve.last()).isEqualTo(points.get(2).values().get("probe accuracy"));
    assertThat(curves.toCsv("margin"))
        .contains("\"probe accuracy\",\"margin\",verdicts,1,")
        .contains("\"probe accuracy\",\"drawn\",minutes,1,")
        .doesNotContain("nothing");

    Corpus corpus = LABORATORY.corpus(outcome.runs().get(0).experiment(), Progress.SILENT);
    Set<String> train = new HashSet<>();
    for (int clip : corpus.indices(Split.TRAIN)) {
      train.add(corpus.clips().get(clip).id());
    }
    Set<String> shown =
        Arrays.stream(
                new TrainingData(outcome.runs().get(0).experiment(), corpus, corpus)
                    .share()
                    .labelled())
            .mapToObj(clip -> corpus.clips().get(clip).id())
            .collect(Collectors.toSet());
    assertThat(asked(margin)).hasSize(12).doesNotHaveDuplicates().isSubsetOf(train);
    assertThat(asked(margin)).doesNotContainAnyElementsOf(shown);

    RunFolder nothing = outcome.runs().get(1).folder();
    assertThat(asked(nothing)).isEmpty();
    assertThat(OracleLab.points(nothing)).extracting(MetricsLog.Entry::step).endsWith(7L);
    assertThat(weights(nothing)).isNotEqualTo(weights(margin));

    RunFolder prototypes = outcome.runs().get(2).folder();
    assertThat(OracleLab.points(prototypes))
        .extracting(MetricsLog.Entry::step)
        .containsExactly(4L, 4L);
    assertThat(OracleLab.points(prototypes))
        .extracting(point -> point.values().get("probe accuracy"))
        .containsOnly(points.get(0).values().get("probe accuracy"));
    assertThat(asked(outcome.runs().get(3).folder())).hasSize(6);
  }

  @Test
  void aLedgerAloneLeadsToTheSameModelBitForBit() throws IOException {
    String row =
        "vary: [{name: entropy, method: oracle, oracle.atOnce: 2, oracle.strategy: {type:"
            + " entropy}}]\n";
    Study.Outcome first = run("first", row);
    RunFolder made = first.runs().get(0).folder();

    StudyPlan plan = plan("again", row);
    Experiment experiment = plan.experiments().get(0);
    RunStore store = new RunStore(folder.resolve("again/runs"));
    try (RunFolder empty = store.open(LABORATORY.identify(experiment, Progress.SILENT))) {
      Files.copy(made.path().resolve("ledger.jsonl"), empty.path().resolve("ledger.jsonl"));
    }
    RunFolder again =
        new Study(plan, store, LABORATORY).run(Progress.SILENT).runs().get(0).folder();

    assertThat(weights(again)).isEqualTo(weights(made));
    assertThat(Files.readAllBytes(again.path().resolve("ledger.jsonl")))
        .isEqualTo(Files.readAllBytes(made.path().resolve("ledger.jsonl")));
    assertThat(Files.readAllBytes(again.path().resolve("metrics.jsonl")))
        .isEqualTo(Files.readAllBytes(made.path().resolve("metrics.jsonl")));
    assertThat(again.result().measures()).isEqualTo(made.result().measures());
    assertThat(again.result().outcomes().scores()).isDeepEqualTo(made.result().outcomes().scores());
  }

  @Test
  void aLedgerThatWasCutShortGoesOnAsItWould() throws IOException {
    String row = ONE_AFTER_OTHER;
    RunFolder made = run("whole", row).runs().get(0).folder();
    List<String> lines = Files.readAllLines(made.path().resolve("ledger.jsonl"));
    StudyPlan plan = plan("cut", row);
    RunStore store = new RunStore(folder.resolve("cut/runs"));
    try (RunFolder empty =
        store.open(LABORATORY.identify(plan.experiments().get(0), Progress.SILENT))) {
      // Six verdicts, the mark, three verdicts of the second round, and half of a fourth.
      Files.writeString(
          empty.path().resolve("ledger.jsonl"),
          String.join("\n", lines.subList(0, 10)) + "\n" + lines.get(10).substring(0, 40));
    }
    RunFolder again =
        new Study(plan, store, LABORATORY).run(Progress.SILENT).runs().get(0).folder();
    assertThat(Files.readAllLines(again.path().resolve("ledger.jsonl"))).isEqualTo(lines);
    assertThat(weights(again)).isEqualTo(weights(made));
  }

  @Test
  void everyRectificationRuns() throws IOException {
    Study.Outcome outcome =
        run(
            "ways",
            """
            vary:
              - {name: scratch, method: oracle, oracle.rectification: {type: from-scratch}, oracle.budgets: [2]}
              - {name: pass, method: oracle, oracle.rectification: {type: one-pass}, oracle.budgets: [2]}
              - name: converged
                method: oracle
                oracle.rectification: {type: convergence, patience: 1, most: 3}
                oracle.budgets: [2]
            """);
    Map<String, List<Long>> steps =
        outcome.runs().stream()
            .collect(
                Collectors.toMap(
                    Study.Finished::row,
                    run ->
                        OracleLab.points(run.folder()).stream()
                            .map(MetricsLog.Entry::step)
                            .toList()));
    assertThat(steps.get("scratch")).containsExactly(4L, 8L);
    assertThat(steps.get("pass").get(1)).isGreaterThan(5);
    assertThat(steps.get("converged").get(1)).isBetween(6L, 7L);
  }

  @Test
  void theBasisDoesNotDependOnWhatIsAskedOfIt() throws IOException {
    Experiment one = plan("a", "vary: [{name: a, method: oracle}]\n").experiments().get(0);
    Experiment other =
        plan("b", "vary: [{name: b, method: oracle, oracle.budgets: [3]}]\n").experiments().get(0);
    Experiment plain = plan("c", "vary: [{name: c}]\n").experiments().get(0);
    assertThat(one.canonical()).isNotEqualTo(other.canonical());
    assertThat(one.basis().orElseThrow().canonical())
        .isEqualTo(other.basis().orElseThrow().canonical())
        .isEqualTo(plain.canonical());
    assertThat(Experiment.fromYaml(one.toYaml())).isEqualTo(one);
  }

  @Test
  void withoutLabelsThereIsNothingToPredictBy() {
    assertThatThrownBy(
            () -> plan("none", "vary: [{name: a, method: oracle, labels.labelledShare: 0.0}]\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("labelledShare");
  }

  private static List<String> asked(RunFolder run) {
    return Ledger.read(run.path().resolve("ledger.jsonl")).stream()
        .filter(Entry.Judged.class::isInstance)
        .map(entry -> ((Entry.Judged) entry).clip())
        .toList();
  }

  private static byte[] weights(RunFolder run) throws IOException {
    try (var paths = Files.list(run.checkpoints())) {
      Path newest = paths.sorted().reduce((a, b) -> b).orElseThrow();
      return Files.readAllBytes(newest.resolve("weights.safetensors"));
    }
  }

  private Study.Outcome run(String name, String rows) throws IOException {
    return new Study(plan(name, rows), new RunStore(shared.resolve("runs")), LABORATORY)
        .run(Progress.SILENT);
  }

  private StudyPlan plan(String name, String rows) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, SMALL + rows);
    return StudyPlan.read(file, Overrides.NONE);
  }
}
