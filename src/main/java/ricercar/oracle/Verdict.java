package ricercar.oracle;

import java.util.Optional;
import ricercar.Problem;

/** What a person says to a prediction: the three cases of the report, B.2, and none of them. */
public sealed interface Verdict {
  /** The class that the clip is given; empty if it is given none. */
  Optional<String> label(Prediction shown);

  /** The class that the clip is said not to have; empty if nothing is said against any. */
  Optional<String> wrong(Prediction shown);

  /** Its name in a ledger. */
  Kind kind();

  /** The four kinds, by name. */
  enum Kind {
    CONFIRM,
    REJECT,
    CORRECT,
    SKIP;

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The prediction is right: the clip joins the labelled set. */
  record Confirm() implements Verdict {
    @Override
    public Optional<String> label(Prediction shown) {
      return Optional.of(shown.label());
    }

    @Override
    public Optional<String> wrong(Prediction shown) {
      return Optional.empty();
    }

    @Override
    public Kind kind() {
      return Kind.CONFIRM;
    }
  }

  /** It is wrong, and no class is given: the clip stays unlabelled, but not of that class. */
  record Reject() implements Verdict {
    @Override
    public Optional<String> label(Prediction shown) {
      return Optional.empty();
    }

    @Override
    public Optional<String> wrong(Prediction shown) {
      return Optional.of(shown.label());
    }

    @Override
    public Kind kind() {
      return Kind.REJECT;
    }
  }

  /**
   * It is wrong, and this is the class.
   *
   * @param label of the task, or a new one
   * @param isNew whether the class is meant to be new, so that a misspelt one is not taken for it
   */
  record Correct(String label, boolean isNew) implements Verdict {
    public Correct {
      Problem.unless(
          label != null && !label.isBlank(), "A correction names a class, but this one is empty.");
    }

    @Override
    public Optional<String> label(Prediction shown) {
      return Optional.of(label);
    }

    @Override
    public Optional<String> wrong(Prediction shown) {
      return label.equals(shown.label()) ? Optional.empty() : Optional.of(shown.label());
    }

    @Override
    public Kind kind() {
      return Kind.CORRECT;
    }
  }

  /** Unsure, or not to be judged: nothing changes, but the time was spent. */
  record Skip() implements Verdict {
    @Override
    public Optional<String> label(Prediction shown) {
      return Optional.empty();
    }

    @Override
    public Optional<String> wrong(Prediction shown) {
      return Optional.empty();
    }

    @Override
    public Kind kind() {
      return Kind.SKIP;
    }
  }
}
