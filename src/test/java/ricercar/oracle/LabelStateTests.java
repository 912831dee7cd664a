package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.probe.Prototypes;

class LabelStateTests {
  private static final Verdict CONFIRM = new Verdict.Confirm();
  private static final Verdict REJECT = new Verdict.Reject();
  private static final Verdict SKIP = new Verdict.Skip();

  private static Verdict correct(String label) {
    return new Verdict.Correct(label, false);
  }

  @Test
  void eachOfTheReportsThreeCasesGoesWhereItSays() {
    LabelState state =
        new Sessions()
            .says("ann", "c1", "piano", CONFIRM)
            .says("ann", "c2", "piano", REJECT)
            .says("ann", "c3", "piano", correct("organ"))
            .state();
    assertThat(state.label("c1")).contains("piano");
    assertThat(state.label("c3")).contains("organ");
    assertThat(state.unlabelled()).containsExactly("c2");
    assertThat(state.wrong().get("c2")).containsExactly("piano");
    assertThat(state.wrong().get("c3")).containsExactly("piano");
    assertThat(state.asked()).containsExactly("c1", "c2", "c3");
  }

  @Test
  void aSkippedClipIsAskedButAsUnlabelledAsBefore() {
    LabelState state = new Sessions().says("ann", "c1", "piano", SKIP).state();
    assertThat(state.unlabelled()).containsExactly("c1", "c2", "c3");
    assertThat(state.asked()).containsExactly("c1");
    assertThat(state.wrong()).isEmpty();
  }

  @Test
  void whatIsTakenBackWasNeverSaid() {
    LabelState never = new Sessions().state();
    LabelState undone = new Sessions().says("ann", "c1", "piano", CONFIRM).undo("v0").state();
    assertThat(undone).isEqualTo(never);
  }

  @Test
  void undoBringsBackTheVerdictBefore() {
    LabelState state =
        new Sessions()
            .says("ann", "c1", "piano", CONFIRM)
            .says("ann", "c1", "piano", correct("organ"))
            .undo("v1")
            .state();
    assertThat(state.label("c1")).contains("piano");
    assertThat(state.wrong()).isEmpty();
  }

  @Test
  void theSamePersonsLaterVerdictGoesBeforeTheEarlier() {
    LabelState state =
        new Sessions()
            .says("ann", "c1", "piano", CONFIRM)
            .says("ann", "c1", "piano", REJECT)
            .says("ann", "c1", "organ", REJECT)
            .state();
    assertThat(state.label("c1")).isEmpty();
    assertThat(state.wrong().get("c1")).containsExactly("organ", "piano");
  }

  @Test
  void aNewClassWaitsForTheIterationsEndAndHasItsOwnPrototypeThen() {
    Sessions session = new Sessions().says("ann", "c1", "piano", new Verdict.Correct("harp", true));
    LabelState before = session.state();
    assertThat(before.classes()).containsExactly("piano", "organ");
    assertThat(before.waiting()).containsExactly(Map.entry("c1", "harp"));
    assertThat(before.unlabelled()).contains("c1");

    LabelState after = session.rectified().state();
    assertThat(after.classes()).containsExactly("piano", "organ", "harp");
    assertThat(after.label("c1")).contains("harp");
    assertThat(after.waiting()).isEmpty();
    assertThat(after.unlabelled()).doesNotContain("c1");
  }

  @Test
  void severalPeopleShareAClipByTheirNumber() {
    LabelState state =
        new Sessions()
            .says("ann", "c1", "piano", CONFIRM)
            .says("bob", "c1", "piano", correct("organ"))
            .says("cat", "c1", "piano", CONFIRM)
            .says("dan", "c1", "piano", REJECT)
            .says("eve", "c1", "piano", SKIP)
            .state();
    assertThat(state.shares().get("c1")).containsEntry("piano", 0.5).containsEntry("organ", 0.25);
    assertThat(state.label("c1")).contains("piano");
    assertThat(state.wrong()).doesNotContainKey("c1");
  }

  @Test
  void aLabelKnownBeforeIsOneMorePersonsOpinion() {
    LabelState state = new Sessions().says("ann", "p0", "organ", CONFIRM).state();
    assertThat(state.shares().get("p0")).containsEntry("piano", 0.5).containsEntry("organ", 0.5);
    assertThat(state.label("p0")).contains("piano");
  }

  @Test
  void ofSeveralNewClassesTheFirstNamedComesFirst() {
    LabelState state =
        new Sessions()
            .says("ann", "c2", "piano", new Verdict.Correct("zither", true))
            .says("ann", "c1", "piano", new Verdict.Correct("harp", true))
            .rectified()
            .state();
    assertThat(state.classes()).containsExactly("piano", "organ", "zither", "harp");
  }

  @Test
  void aClassThatNobodyMeantToBeNewIsRefusedAtTheDoor() {
    LabelState state = new Sessions().state();
    assertThatThrownBy(() -> state.check(correct("pianno")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("pianno");
    state.check(new Verdict.Correct("pianno", true));
  }

  @Test
  void aLedgerOfOtherClipsIsRefused() {
    assertThatThrownBy(() -> new Sessions().says("ann", "elsewhere", "piano", CONFIRM).state())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void prototypesOfHardLabelsAreTheProbesOwn() {
    float[][] vectors = {{3, 4}, {0, 2}, {1, 0}, {5, 5}, {9, 9}};
    Map<String, Integer> rows = Map.of("p0", 0, "o0", 1, "c1", 2, "c2", 3, "c3", 4);
    LabelState state =
        new Sessions()
            .says("ann", "c1", "piano", CONFIRM)
            .says("ann", "c2", "piano", correct("organ"))
            .state();
    Task task = new Task("instrument", Task.Kind.SINGLE_LABEL, List.of("piano", "organ"));
    Prototypes expected =
        Prototypes.of(
            task,
            new float[][] {vectors[0], vectors[1], vectors[2], vectors[3]},
            new int[][] {{0}, {1}, {0}, {1}});
    Prototypes made = new FeedbackPrototypes(0).of("instrument", state, rows, vectors);
    for (int c = 0; c < 2; c++) {
      assertThat(made.vectors()[c]).containsExactly(expected.vectors()[c], within(1e-6f));
    }
  }

  @Test
  void aRejectedClipPushesTheWrongPrototypeAway() {
    float[][] vectors = {{1, 0}, {0, 1}, {0.6f, 0.8f}, {1, 0}, {1, 0}};
    Map<String, Integer> rows = Map.of("p0", 0, "o0", 1, "c1", 2, "c2", 3, "c3", 4);
    LabelState state = new Sessions().says("ann", "c1", "piano", REJECT).state();
    Prototypes moved = new FeedbackPrototypes(0.5).of("instrument", state, rows, vectors);
    // (1, 0) − 0.5 · (0.6, 0.8) = (0.7, −0.4), of length √0.65.
    float length = (float) Math.sqrt(0.65);
    assertThat(moved.vectors()[0])
        .containsExactly(new float[] {0.7f / length, -0.4f / length}, within(1e-6f));
    assertThat(moved.vectors()[1]).containsExactly(new float[] {0, 1}, within(1e-6f));
  }
}
