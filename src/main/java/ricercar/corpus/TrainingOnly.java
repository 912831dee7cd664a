package ricercar.corpus;

import java.util.List;
import ricercar.Problem;

/** The leak check: nothing but training clips may reach training. */
final class TrainingOnly {
  private TrainingOnly() {}

  static void check(List<Clip> clips, int[] pool) {
    for (int i : pool) {
      Clip clip = clips.get(i);
      if (clip.split() != Split.TRAIN) {
        throw new Problem(
            "Clip " + clip.id() + " of the " + clip.split() + " split was about to be trained on.",
            "Train on corpus.indices(Split.TRAIN) only.");
      }
    }
  }
}
