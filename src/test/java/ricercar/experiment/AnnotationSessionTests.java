package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Wav;
import ricercar.files.AtomicFiles;
import ricercar.oracle.AnnotationDesk;
import ricercar.oracle.Entry;
import ricercar.oracle.LabelStudio;
import ricercar.oracle.Prediction;
import ricercar.oracle.Strategy;
import ricercar.oracle.Verdict;
import ricercar.random.Stream;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** A person's session on a small run: what is asked, what is learnt, and that it lasts. */
class AnnotationSessionTests {
  private static final String SMALL =
      """
      # Does a session run?
      title: Small
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, channels: [4, 8], bands: 16}
      views: {viewsPerClip: 2, samples: 20000, cut: independent, chain: none}
      labels: {labelledShare: 0.2}
      training: {steps: 4, clipsPerBatch: 8, warmupSteps: 1, checkpointEvery: 4}
      contrastive.projectionWidth: 12
      probe: {kind: logistic, weightDecays: [1.0e-2]}
      probeEvery: 0
      threads: 1
      report.resamples: 100
      vary:
        - {name: some labels}
        - {name: no labels, labels.labelledShare: 0.0}
        - {name: untrained, method: untrained}
      """;
  private static final Laboratory LABORATORY = new Laboratory();

  @TempDir static Path shared;
  private static List<RunFolder> runs;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    Path file = shared.resolve("small.yaml");
    Files.writeString(file, SMALL);
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    runs =
        new Study(plan, new RunStore(shared.resolve("runs")), LABORATORY)
            .run(Progress.SILENT).runs().stream().map(Study.Finished::folder).toList();
  }

  private AnnotationSession open(String sessions, Annotated of, int steps) {
    return AnnotationSession.open(
        of, steps, new RunStore(folder.resolve(sessions)), LABORATORY, Progress.SILENT);
  }

  private static Annotated own() {
    return new Annotated(runs.get(0).path(), null, null, false);
  }

  private static AnnotationDesk desk(AnnotationSession session) {
    session.look(session.feedback());
    return new AnnotationDesk(
        session.feedback(),
        session,
        new AnnotationDesk.Asking(new Strategy.Margin(), 0.2, 0),
        "ann",
        Stream.of(0, "annotate"),
        () -> Instant.EPOCH);
  }

  private static void judge(AnnotationDesk desk, int count, Verdict verdict) {
    for (int i = 0; i < count; i++) {
      AnnotationDesk.Asked asked = desk.upcoming().get(0);
      String id = "v" + desk.session().entries().size();
      desk.judge(
          new AnnotationDesk.Answer(
              id,
              desk.session().clip(asked.place()),
              desk.session().predict(asked.place()),
              verdict,
              700,
              asked.by()));
    }
  }

  /** Two rounds, a verdict taken back, and a new class. */
  private static void work(AnnotationDesk desk) {
    judge(desk, 4, new Verdict.Confirm());
    judge(desk, 1, new Verdict.Correct("waltz", true));
    desk.learn().run();
    judge(desk, 2, new Verdict.Reject());
    desk.undo(desk.mine().get(6).id());
    judge(desk, 2, new Verdict.Correct("waltz", false));
    desk.learn().run();
    judge(desk, 1, new Verdict.Skip());
  }

  private static byte[] weights(AnnotationSession session) throws IOException {
    try (var paths = Files.list(session.path().resolve("checkpoints"))) {
      Path newest = paths.sorted().reduce((a, b) -> b).orElseThrow();
      return Files.readAllBytes(newest.resolve("weights.safetensors"));
    }
  }

  @Test
  void theLedgerAloneLeadsToTheSameLabelsPrototypesAndWeights() throws IOException {
    byte[] weights;
    byte[] ledger;
    float[][] prototypes;
    Object state;
    try (AnnotationSession session = open("first", own(), 3)) {
      assertThat(session.version()).isEqualTo("step-4");
      AnnotationDesk desk = desk(session);
      work(desk);
      assertThat(session.version()).isEqualTo("step-10");
      assertThat(session.feedback().state().classes()).contains("waltz");
      weights = weights(session);
      ledger = Files.readAllBytes(session.path().resolve("ledger.jsonl"));
      prototypes = session.feedback().prototypes().vectors();
      state = session.feedback().state();
    }
    // Nothing but the ledger is there, and other steps are asked for than were taken.
    Path session =
        Files.list(folder.resolve("first"))
            .filter(Files::isDirectory)
            .filter(path -> Files.exists(path.resolve("ledger.jsonl")))
            .findFirst()
            .orElseThrow();
    Path again = folder.resolve("again").resolve(session.getFileName());
    Files.createDirectories(again);
    Files.write(again.resolve("ledger.jsonl"), ledger);
    try (AnnotationSession replayed = open("again", own(), 7)) {
      assertThat(replayed.path()).isEqualTo(again);
      assertThat(weights(replayed)).isEqualTo(weights);
      replayed.look(replayed.feedback());
      assertThat(replayed.feedback().state()).isEqualTo(state);
      assertThat(replayed.feedback().prototypes().vectors()).isDeepEqualTo(prototypes);
    }
    assertThat(again.resolve("ledger.jsonl")).hasBinaryContent(ledger);
  }

  @Test
  void learningThatWasCutShortIsFinishedAsItWouldHaveBeen() throws IOException {
    byte[] weights;
    try (AnnotationSession session = open("whole", own(), 3)) {
      work(desk(session));
      weights = weights(session);
    }
    try (AnnotationSession session = open("whole", own(), 3)) {
      // The second round's weights are gone, as after a kill before they were written.
      AtomicFiles.delete(session.path().resolve("checkpoints/step-000000010"));
    }
    try (AnnotationSession session = open("whole", own(), 3)) {
      assertThat(weights(session)).isEqualTo(weights);
    }
  }

  @Test
  void learningWithoutItsMarkIsDoneAgainWithWhatIsSaidByThen() throws IOException {
    byte[] weights;
    try (AnnotationSession session = open("straight", own(), 3)) {
      AnnotationDesk desk = desk(session);
      judge(desk, 3, new Verdict.Confirm());
      desk.learn().run();
      weights = weights(session);
    }
    try (AnnotationSession session = open("unmarked", own(), 3)) {
      AnnotationDesk desk = desk(session);
      judge(desk, 2, new Verdict.Confirm());
      session.rectify(1, session.feedback().state());
      assertThat(session.version()).isEqualTo("step-7");
    }
    try (AnnotationSession session = open("unmarked", own(), 3)) {
      assertThat(session.version()).isEqualTo("step-4");
      AnnotationDesk desk = desk(session);
      judge(desk, 1, new Verdict.Confirm());
      desk.learn().run();
      assertThat(weights(session)).isEqualTo(weights);
    }
  }

  @Test
  void onlyTrainingClipsWithoutKnownLabelsAreAskedAboutUnlessAllAreWanted() {
    int left;
    try (AnnotationSession session = open("own", own(), 0)) {
      left = session.feedback().open();
      long labelled = session.feedback().state().shares().size();
      int train =
          LABORATORY
              .corpus(new CorpusSpec.Etudes("quick", null, null), rate(), Progress.SILENT)
              .indices(ricercar.corpus.Split.TRAIN)
              .length;
      assertThat(left + labelled).isEqualTo(train);
      desk(session).learn().run();
      assertThat(session.version()).as("no steps, no weights move").isEqualTo("step-4");
    }
    Annotated all = new Annotated(runs.get(0).path(), null, null, true);
    try (AnnotationSession session = open("all", all, 0)) {
      assertThat(session.feedback().open()).isGreaterThan(left);
    }
  }

  private static int rate() {
    return KeptRun.read(runs.get(0).path()).experiment().sampleRate();
  }

  @Test
  void aFolderOfOnesOwnIsJudgedByTheRunsPrototypesAndLearntFrom() throws IOException {
    Path music = folder.resolve("music");
    for (int file = 0; file < 6; file++) {
      float[] hum = new float[6 * rate()];
      for (int i = 0; i < hum.length; i++) {
        hum[i] = (float) (0.5 * Math.sin(0.02 * (file + 1) * i));
      }
      AtomicFiles.write(music.resolve("hum-%d.wav".formatted(file)), Wav.pcm16(hum, rate()));
    }
    Annotated of =
        new Annotated(runs.get(0).path(), new CorpusSpec.Folder(music.toString()), null, true);
    try (AnnotationSession session = open("music", of, 2)) {
      assertThat(session.feedback().open()).isEqualTo(6);
      AnnotationDesk desk = desk(session);
      judge(desk, 6, new Verdict.Correct("hum", true));
      desk.learn().run();
      assertThat(session.version()).isEqualTo("step-6");
      assertThat(session.feedback().state().classes()).contains("hum");
      int hum = session.feedback().state().classes().indexOf("hum");
      for (int clip = 0; clip < 6; clip++) {
        assertThat(session.feedback().similarities(clip)[hum]).isGreaterThan(-1);
      }
      assertThat(desk.upcoming()).isEmpty();
    }
  }

  @Test
  void verdictsTravelThroughLabelStudioIntoAnotherSession() {
    List<Entry> given;
    try (AnnotationSession session = open("from", own(), 0)) {
      AnnotationDesk desk = desk(session);
      judge(desk, 3, new Verdict.Confirm());
      given = session.ledger().entries();
    }
    String json = LabelStudio.toJson(given, clip -> clip);
    try (AnnotationSession session = open("to", own(), 0)) {
      List<Entry.Judged> read =
          LabelStudio.fromJson(
              "verdicts.json", json, session.feedback().state().classes(), clip -> clip);
      assertThat(session.take(read)).isEqualTo(3);
      assertThat(session.take(read)).as("the second time they are there").isZero();
      Entry.Judged stranger =
          new Entry.Judged(
              "x",
              "ann",
              Instant.EPOCH,
              "no-such-clip",
              new Prediction("blues", 0, 0),
              new Verdict.Confirm(),
              0,
              "");
      assertThatThrownBy(() -> session.take(List.of(stranger)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no-such-clip");
      assertThat(session.ledger().entries()).hasSize(3);
    }
  }

  @Test
  void whatCannotBeAnnotatedIsRefusedByName() {
    refused(new Annotated(runs.get(2).path(), null, null, false), "method untrained");
    refused(new Annotated(runs.get(1).path(), null, null, false), "--known");
    refused(new Annotated(runs.get(0).path(), null, 1.0, false), "no clip to ask about");
    refused(new Annotated(folder, null, null, false), "is no run");
    assertThatThrownBy(() -> open("refused", own(), -1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> Annotated.strategy("margins"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("margin");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void aRunWithoutLabelsIsAskedAboutOnceSomeAreSaidToBeKnown() {
    Annotated some = new Annotated(runs.get(1).path(), null, 0.3, false);
    try (AnnotationSession session = open("known", some, 2)) {
      assertThat(session.feedback().state().shares()).isNotEmpty();
      AnnotationDesk desk = desk(session);
      judge(desk, 2, new Verdict.Confirm());
      desk.learn().run();
      assertThat(session.version()).isEqualTo("step-6");
    }
  }

  private void refused(Annotated of, String words) {
    assertThatThrownBy(() -> open("refused", of, 0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(words);
  }
}
