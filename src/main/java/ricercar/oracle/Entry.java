package ricercar.oracle;

import java.time.Instant;
import ricercar.Problem;

/** One line of a ledger. Lines are never changed: what is taken back is so by a later line. */
public sealed interface Entry {
  /** When it happened, as the caller says. */
  Instant when();

  /**
   * A verdict on a clip.
   *
   * @param id of this verdict, unlike any other in the ledger
   * @param who judged
   * @param clip its id in the corpus
   * @param milliseconds from the clip's being shown to the verdict
   * @param model the version that predicted
   * @param asked what chose the clip, such as margin or random; empty if that is not known
   */
  record Judged(
      String id,
      String who,
      Instant when,
      String clip,
      Prediction prediction,
      Verdict verdict,
      long milliseconds,
      String model,
      String asked)
      implements Entry {
    public Judged {
      asked = asked == null ? "" : asked;
      Problem.unless(id != null && !id.isBlank(), "A verdict needs an id of its own.");
      Problem.unless(who != null && !who.isBlank(), "Verdict %s does not say who judged.", id);
      Problem.unless(clip != null && !clip.isBlank(), "Verdict %s names no clip.", id);
      Problem.unless(
          milliseconds >= 0,
          "Verdict %s took %d milliseconds; time runs forwards.",
          id,
          milliseconds);
    }

    public Judged(
        String id,
        String who,
        Instant when,
        String clip,
        Prediction prediction,
        Verdict verdict,
        long milliseconds,
        String model) {
      this(id, who, when, clip, prediction, verdict, milliseconds, model, "");
    }
  }

  /**
   * A verdict taken back.
   *
   * @param id of the verdict
   */
  record Undone(String id, String who, Instant when) implements Entry {}

  /**
   * An iteration ended: the model learnt from the verdicts so far.
   *
   * @param model the version that came of it
   */
  record Rectified(Instant when, String model) implements Entry {}
}
