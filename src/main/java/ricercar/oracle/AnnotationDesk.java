package ricercar.oracle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * One person's work on a session: what is asked next, what becomes of an answer, and when the model
 * learns. The clip after the present one is chosen while the present one is judged, so that a page
 * can load it. Clips drawn at random stand among those that the strategy chose, in an order that
 * does not tell which is which: they say without bias how often the predictions are right. Safe for
 * any number of threads.
 */
public final class AnnotationDesk {
  private static final int AHEAD = 2;

  /**
   * How clips are chosen.
   *
   * @param strategy of most
   * @param random share of clips that are drawn at random instead
   * @param overlap share of clips that someone else has judged, for agreement between people
   */
  public record Asking(Strategy strategy, double random, double overlap) {
    /** By margin, but every fifth clip at random. */
    public static final Asking USUAL = new Asking(new Strategy.Margin(), 0.2, 0);

    public Asking {
      Problem.unless(
          random >= 0 && overlap >= 0 && random + overlap <= 1,
          "The shares of random clips (%s) and of clips that others judged (%s) must lie in [0, 1],"
              + " together too.",
          random,
          overlap);
    }
  }

  /** Of a clip, and what chose it. */
  public record Asked(int place, String by) {}

  /**
   * An answer, as a page sends it.
   *
   * @param id of the verdict; sent twice, it counts once
   * @param shown the prediction that the person saw
   * @param asked what chose the clip
   */
  public record Answer(
      String id, String clip, Prediction shown, Verdict verdict, long milliseconds, String asked) {}

  private final Feedback session;
  private final FeedbackModel model;
  private final Asking asking;
  private final String who;
  private final Stream random;
  private final Supplier<Instant> clock;
  private final Deque<Asked> queue = new ArrayDeque<>();
  private boolean learning;

  /**
   * @param session that has looked at the model
   * @param who judges
   * @param random of the choice of clips
   * @param clock of the ledger
   */
  public AnnotationDesk(
      Feedback session,
      FeedbackModel model,
      Asking asking,
      String who,
      Stream random,
      Supplier<Instant> clock) {
    this.session = session;
    this.model = model;
    this.asking = asking;
    this.who = who;
    this.random = random;
    this.clock = clock;
  }

  public String who() {
    return who;
  }

  public Feedback session() {
    return session;
  }

  /** Whether the model learns at the moment; nothing can be judged meanwhile. */
  public synchronized boolean learning() {
    return learning;
  }

  /** The clip that is asked about now and the one after it; fewer where fewer are left. */
  public synchronized List<Asked> upcoming() {
    requireIdle();
    while (queue.size() < AHEAD) {
      Optional<Asked> more = choose();
      if (more.isEmpty()) {
        break;
      }
      queue.add(more.get());
    }
    return List.copyOf(queue).subList(0, Math.min(AHEAD, queue.size()));
  }

  private Optional<Asked> choose() {
    int number = Rounds.verdicts(session.entries()) + queue.size();
    Stream own = random.child("question", number);
    double kind = own.child("kind").nextDouble();
    if (kind < asking.overlap()) {
      List<Integer> others = judgedByOthersOnly();
      if (!others.isEmpty()) {
        return Optional.of(
            new Asked(others.get(own.child("other").nextInt(others.size())), "second opinion"));
      }
    }
    Strategy by = kind >= 1 - asking.random() ? new Strategy.Random() : asking.strategy();
    int done = session.state().asked().size();
    double progress = (double) done / Math.max(1, done + session.open());
    Set<Integer> waiting = queue.stream().map(Asked::place).collect(Collectors.toSet());
    int[] chosen = session.choose(by, 1 + queue.size(), progress, own.child("choice"));
    return IntStream.of(chosen)
        .filter(place -> !waiting.contains(place))
        .mapToObj(place -> new Asked(place, by.title()))
        .findFirst();
  }

  private List<Integer> judgedByOthersOnly() {
    List<Entry.Judged> standing = LabelStudio.standing(session.entries());
    Set<String> mine =
        standing.stream()
            .filter(judged -> judged.who().equals(who))
            .map(Entry.Judged::clip)
            .collect(Collectors.toSet());
    queue.forEach(asked -> mine.add(session.clip(asked.place())));
    return standing.stream()
        .map(Entry.Judged::clip)
        .filter(clip -> !mine.contains(clip))
        .distinct()
        .map(session::place)
        .sorted()
        .toList();
  }

  /** Writes an answer down; when this returns it is on the disk, and prototypes have moved. */
  public synchronized void judge(Answer answer) {
    requireIdle();
    if (verdict(answer.id()).isEmpty()) {
      Problem.unless(
          session.mayBeAsked(answer.clip()),
          "The session does not ask about a clip '%s'.",
          answer.clip());
      session.append(
          new Entry.Judged(
              answer.id(),
              who,
              clock.get(),
              answer.clip(),
              answer.shown(),
              answer.verdict(),
              answer.milliseconds(),
              model.version(),
              answer.asked()));
    }
    queue.removeIf(asked -> asked.place() == session.place(answer.clip()));
  }

  /** Takes a verdict back and asks about its clip again. */
  public synchronized void undo(String id) {
    requireIdle();
    Entry.Judged judged =
        verdict(id)
            .orElseThrow(
                () ->
                    new Problem("There is no verdict '" + id + "'.", "It may be undone already."));
    Problem.unless(
        judged.who().equals(who), "Verdict %s is %s's, not %s's.", id, judged.who(), who);
    if (LabelStudio.standing(session.entries()).contains(judged)) {
      session.append(new Entry.Undone(id, who, clock.get()));
      queue.addFirst(new Asked(session.place(judged.clip()), judged.asked()));
    }
  }

  private Optional<Entry.Judged> verdict(String id) {
    return session.entries().stream()
        .filter(Entry.Judged.class::isInstance)
        .map(Entry.Judged.class::cast)
        .filter(judged -> judged.id().equals(id))
        .findFirst();
  }

  /** This person's verdicts that stand, the latest last. */
  public List<Entry.Judged> mine() {
    return LabelStudio.standing(session.entries()).stream()
        .filter(judged -> judged.who().equals(who))
        .toList();
  }

  /** Verdicts that the model has not learnt from, among them those taken back. */
  public int unlearnt() {
    List<Entry> entries = session.entries();
    int unlearnt = 0;
    for (Entry entry : entries) {
      unlearnt =
          entry instanceof Entry.Rectified ? 0 : unlearnt + (entry instanceof Entry.Judged ? 1 : 0);
    }
    return unlearnt;
  }

  /**
   * Lets the model learn from all verdicts so far, and look at the clips anew. From now on nothing
   * can be judged, until what is returned has run.
   */
  public synchronized Runnable learn() {
    requireIdle();
    learning = true;
    return this::learnNow;
  }

  private void learnNow() {
    try {
      model.rectify(1 + rounds(session.entries()), session.state());
      session.append(new Entry.Rectified(clock.get(), model.version()));
      model.look(session);
    } finally {
      synchronized (this) {
        learning = false;
        queue.clear();
      }
    }
  }

  private static int rounds(List<Entry> entries) {
    return (int) entries.stream().filter(Entry.Rectified.class::isInstance).count();
  }

  private void requireIdle() {
    if (learning) {
      throw new Problem(
          "The model is learning from the verdicts so far.", "Go on when it has; nothing is lost.");
    }
  }
}
