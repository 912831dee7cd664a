package ricercar.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import ricercar.Problem;
import ricercar.corpus.Task;

/**
 * How the windows of a clip become one answer. Averaging logits is how MaCHUP's code tests, and
 * averaging probabilities how CLMR's does, both with heads trained on single windows; SemiSupCon
 * and MaCHUP's text average representations.
 */
public enum Aggregation {
  /** The head is trained on, and asked about, the mean vector of each clip. */
  REPRESENTATIONS {
    @Override
    WindowEmbeddings rows(WindowEmbeddings windows) {
      return WindowEmbeddings.of(windows.means());
    }
  },
  /** The head is trained on every window with the labels of its clip; its logits are averaged. */
  LOGITS,
  /** As {@link #LOGITS}, but softmax, or the sigmoid of tags, comes before the mean. */
  PROBABILITIES {
    @Override
    float[] answer(float[] logits, Task.Kind kind) {
      return switch (kind) {
        case SINGLE_LABEL -> softmax(logits);
        case MULTI_LABEL -> sigmoid(logits);
        default -> logits;
      };
    }
  };

  static Aggregation named(String name) {
    return Arrays.stream(values())
        .filter(aggregation -> aggregation.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "A probe's aggregation cannot be '%s'.".formatted(name),
                    "It is one of "
                        + Arrays.stream(values())
                            .map(Aggregation::title)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** As in experiment files: {@code logits}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A sentence for the foot of a table. */
  public String note() {
    return "Of the windows of a clip the %s are averaged.".formatted(title());
  }

  /** What the head is trained on and asked about. */
  WindowEmbeddings rows(WindowEmbeddings windows) {
    return windows;
  }

  /** What is averaged over the rows of a clip. */
  float[] answer(float[] logits, Task.Kind kind) {
    return logits;
  }

  private static float[] softmax(float[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    float[] shares = new float[logits.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = (float) (Math.exp(logits[c] - highest) / sum);
    }
    return shares;
  }

  private static float[] sigmoid(float[] logits) {
    float[] chances = new float[logits.length];
    for (int c = 0; c < chances.length; c++) {
      chances[c] = (float) (1 / (1 + Math.exp(-logits[c])));
    }
    return chances;
  }
}
