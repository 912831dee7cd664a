package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class AnnotationDeskTests {
  private static final AnnotationDesk.Asking MARGIN =
      new AnnotationDesk.Asking(new Strategy.Margin(), 0, 0);

  @TempDir Path folder;

  private Ledger ledger() {
    return Ledger.open(folder.resolve("ledger.jsonl"));
  }

  private static AnnotationDesk.Answer answer(
      AnnotationDesk desk, String id, int place, Verdict verdict) {
    return new AnnotationDesk.Answer(
        id,
        desk.session().clip(place),
        desk.session().predict(place),
        verdict,
        900,
        desk.upcoming().get(0).by());
  }

  private static void confirmNext(AnnotationDesk desk, String id) {
    desk.judge(answer(desk, id, desk.upcoming().get(0).place(), new Verdict.Confirm()));
  }

  @Test
  void everyOpenClipIsAskedOnceAndTheNextIsKnownBeforehand() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      List<Integer> asked = new ArrayList<>();
      for (int number = 0; !desk.upcoming().isEmpty(); number++) {
        List<AnnotationDesk.Asked> upcoming = desk.upcoming();
        assertThat(desk.upcoming()).isEqualTo(upcoming);
        asked.add(upcoming.get(0).place());
        confirmNext(desk, "v" + number);
        if (upcoming.size() > 1) {
          assertThat(desk.upcoming().get(0)).isEqualTo(upcoming.get(1));
        }
      }
      assertThat(asked).containsExactlyInAnyOrder(3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat(desk.session().open()).isZero();
    }
  }

  @Test
  void theFirstQuestionIsTheNarrowestMargin() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      int first = desk.upcoming().get(0).place();
      for (int clip = 3; clip < PageSession.CLIPS; clip++) {
        assertThat(desk.session().predict(first).margin())
            .isLessThanOrEqualTo(desk.session().predict(clip).margin());
      }
    }
  }

  @Test
  void aVerdictThatIsSentTwiceCountsOnce() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      AnnotationDesk.Answer answer =
          answer(desk, "same", desk.upcoming().get(0).place(), new Verdict.Confirm());
      desk.judge(answer);
      desk.judge(answer);
      assertThat(ledger.entries()).hasSize(1);
    }
  }

  @Test
  void whatIsUndoneIsAskedAgainAtOnceAndUndoneOnlyOnce() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      LabelState before = desk.session().state();
      int place = desk.upcoming().get(0).place();
      confirmNext(desk, "v1");
      assertThat(desk.session().state()).isNotEqualTo(before);
      desk.undo("v1");
      desk.undo("v1");
      assertThat(desk.session().state()).isEqualTo(before);
      assertThat(desk.upcoming().get(0).place()).isEqualTo(place);
      assertThat(ledger.entries()).hasSize(2);
      assertThatThrownBy(() -> desk.undo("v7"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no verdict 'v7'");
    }
  }

  @Test
  void randomClipsStandAmongTheOthersAndAreToldApartInTheLedger() {
    Set<String> by = new HashSet<>();
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk =
          PageSession.desk(
              ledger, "ann", new AnnotationDesk.Asking(new Strategy.Entropy(null), 0.5, 0));
      for (int number = 0; !desk.upcoming().isEmpty(); number++) {
        confirmNext(desk, "v" + number);
      }
      desk.mine().forEach(judged -> by.add(judged.asked()));
    }
    assertThat(by).containsExactlyInAnyOrder("random", "entropy");
    List<Entry> read = Ledger.read(folder.resolve("ledger.jsonl"));
    assertThat(((Entry.Judged) read.get(0)).asked()).isIn("random", "entropy");
  }

  @Test
  void aSecondPersonIsAskedAboutTheFirstOnesClipsAsOftenAsWanted() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk ann = PageSession.desk(ledger, "ann", MARGIN);
      for (int number = 0; number < 4; number++) {
        confirmNext(ann, "a" + number);
      }
      AnnotationDesk bob =
          PageSession.desk(ledger, "bob", new AnnotationDesk.Asking(new Strategy.Margin(), 0, 1));
      for (int number = 0; number < 4; number++) {
        assertThat(bob.upcoming().get(0).by()).isEqualTo("second opinion");
        confirmNext(bob, "b" + number);
      }
      assertThat(bob.mine())
          .extracting(Entry.Judged::clip)
          .containsExactlyInAnyOrderElementsOf(
              ann.mine().stream().map(Entry.Judged::clip).toList());
      assertThat(bob.upcoming().get(0).by()).isEqualTo("margin");
      assertThatThrownBy(() -> bob.undo("a0"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("is ann's, not bob's");
    }
  }

  @Test
  void nothingIsJudgedWhileTheModelLearnsAndTheMarkFollows() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      AnnotationDesk.Answer answer =
          answer(desk, "v1", desk.upcoming().get(0).place(), new Verdict.Correct("hum", true));
      AnnotationDesk.Answer second =
          answer(desk, "v2", desk.upcoming().get(1).place(), new Verdict.Confirm());
      desk.judge(answer);
      assertThat(desk.session().state().classes()).doesNotContain("hum");
      assertThat(desk.unlearnt()).isEqualTo(1);
      Runnable learning = desk.learn();
      assertThatThrownBy(() -> desk.judge(second))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("is learning");
      assertThatThrownBy(desk::learn).isInstanceOf(Problem.class);
      learning.run();
      assertThat(desk.learning()).isFalse();
      assertThat(desk.unlearnt()).isZero();
      assertThat(desk.session().state().classes()).contains("hum");
      assertThat(ledger.entries().get(1)).isInstanceOf(Entry.Rectified.class);
      desk.judge(second);
      assertThat(((Entry.Judged) ledger.entries().get(2)).model()).isEqualTo("turn-1");
    }
  }

  @Test
  void aClipThatIsNotAskedAboutAndAMisspeltClassAreRefused() {
    try (Ledger ledger = ledger()) {
      AnnotationDesk desk = PageSession.desk(ledger, "ann", MARGIN);
      assertThatThrownBy(() -> desk.judge(answer(desk, "v1", 0, new Verdict.Confirm())))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("does not ask about a clip 'clip-00'");
      assertThatThrownBy(
              () -> desk.judge(answer(desk, "v1", 5, new Verdict.Correct("hihg", false))))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("none of the classes");
      assertThat(ledger.entries()).isEmpty();
    }
  }

  @Test
  void sharesThatExceedTheWholeAreRefused() {
    assertThatThrownBy(() -> new AnnotationDesk.Asking(new Strategy.Margin(), 0.6, 0.6))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("0.6");
  }
}
