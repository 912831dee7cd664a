package ricercar.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Rounds of feedback with someone who answers at once: predict by prototypes, choose, judge, learn,
 * measure, until the last budget is spent. All that is said stands in the ledger, so that rounds
 * that were interrupted go on, and a ledger alone leads to the same model again.
 *
 * @param strategy what is asked next
 * @param budgets verdicts in all after each round, ascending
 * @param atOnce clips that are chosen together; all of a round if null, 1 for one after the other
 */
public record Rounds(Strategy strategy, List<Integer> budgets, Integer atOnce) {
  public Rounds {
    budgets = List.copyOf(budgets);
    Problem.unless(!budgets.isEmpty(), "budgets names no number of verdicts.");
    for (int i = 0; i < budgets.size(); i++) {
      Problem.unless(
          budgets.get(i) > (i == 0 ? 0 : budgets.get(i - 1)),
          "budgets must be positive and ascend, but are %s.",
          budgets);
    }
    Problem.unless(atOnce == null || atOnce >= 1, "atOnce must be at least 1, but is %d.", atOnce);
  }

  /** Who answers. */
  @FunctionalInterface
  public interface Judge {
    /**
     * @param clip its place in the corpus
     * @param random of this question
     */
    SimulatedOracle.Answer judge(int clip, Prediction shown, List<String> classes, Stream random);
  }

  /** The model, and who measures it. Rounds are counted from 1; 0 is before the first. */
  public interface Learner extends FeedbackModel {
    /** The last round that was measured before; −1 if none was. */
    int measured();

    void measure(int round, Feedback session);
  }

  /**
   * @param who the name of whoever answers
   * @param judge nobody, if rounds are to pass without a verdict
   */
  public void run(
      Feedback session, String who, Optional<Judge> judge, Learner learner, Stream random) {
    int done = learner.measured();
    learner.look(session);
    if (done < 0) {
      session.see(0);
      learner.measure(0, session);
      done = 0;
    }
    for (int round = done + 1; round <= budgets.size(); round++) {
      session.see(end(session, round));
      int wanted = budgets.get(round - 1) - (round == 1 ? 0 : budgets.get(round - 2));
      if (judge.isPresent()) {
        ask(session, wanted, round, who, judge.get(), learner.version(), random);
      }
      learner.rectify(round, session.state());
      if (session.written().size() == session.entries().size()) {
        Instant when = Instant.EPOCH.plusMillis(spent(session.entries()));
        session.append(new Entry.Rectified(when, learner.version()));
      } else {
        session.see(session.entries().size() + 1);
      }
      learner.look(session);
      learner.measure(round, session);
    }
  }

  private void ask(
      Feedback session,
      int wanted,
      int round,
      String who,
      Judge judge,
      String version,
      Stream random) {
    int earlier = verdicts(before(session, round));
    int size = atOnce == null ? wanted : atOnce;
    int asked = verdicts(session.entries()) - earlier;
    while (asked < wanted && session.written().size() == session.entries().size()) {
      // An interrupted batch goes on as it was chosen, from what was known when it began.
      int begun = asked - asked % size;
      session.see(place(session.written(), earlier + begun));
      int total = earlier + begun;
      int[] chosen =
          session.choose(
              strategy,
              Math.min(size, wanted - begun),
              (double) total / budgets.get(budgets.size() - 1),
              random.child("choice", total));
      List<Prediction> shown = new ArrayList<>();
      for (int clip : chosen) {
        shown.add(session.predict(clip));
      }
      session.see(session.written().size());
      if (chosen.length <= asked - begun) {
        return;
      }
      for (int i = asked - begun; i < chosen.length; i++) {
        SimulatedOracle.Answer answer =
            judge.judge(
                chosen[i],
                shown.get(i),
                session.state().classes(),
                random.child("judge", chosen[i], round));
        int number = verdicts(session.entries());
        long until = spent(session.entries()) + answer.milliseconds();
        session.append(
            new Entry.Judged(
                "v%06d".formatted(number + 1),
                who,
                Instant.EPOCH.plusMillis(until),
                session.clip(chosen[i]),
                shown.get(i),
                answer.verdict(),
                answer.milliseconds(),
                version));
      }
      asked = begun + chosen.length;
    }
  }

  /** The place after so many verdicts, and after the mark that follows them, if one does. */
  private static int place(List<Entry> all, int verdicts) {
    int place = 0;
    for (int left = verdicts; left > 0; place++) {
      left -= all.get(place) instanceof Entry.Judged ? 1 : 0;
    }
    return place < all.size() && all.get(place) instanceof Entry.Rectified ? place + 1 : place;
  }

  /** Where a round's verdicts end in the ledger: before the mark that it was learnt from. */
  private static int end(Feedback session, int round) {
    List<Entry> all = session.written();
    int marks = 0;
    for (int place = 0; place < all.size(); place++) {
      if (all.get(place) instanceof Entry.Rectified && ++marks == round) {
        return place;
      }
    }
    return all.size();
  }

  private static List<Entry> before(Feedback session, int round) {
    return session.written().subList(0, round == 1 ? 0 : end(session, round - 1));
  }

  /** How many verdicts were given, those taken back among them. */
  public static int verdicts(List<Entry> entries) {
    return (int) entries.stream().filter(Entry.Judged.class::isInstance).count();
  }

  /** Milliseconds that all verdicts took, those taken back among them. */
  public static long spent(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Judged.class::isInstance)
        .mapToLong(entry -> ((Entry.Judged) entry).milliseconds())
        .sum();
  }
}
