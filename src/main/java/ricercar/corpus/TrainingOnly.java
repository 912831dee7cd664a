package ricercar.corpus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;

/** The leak check: nothing but training clips may reach training. */
public final class TrainingOnly {
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

  /**
   * Refuses an encoder that has heard, in another corpus, the very samples that it is to be judged
   * on.
   */
  public static void check(Corpus trainedOn, Corpus judgedOn) {
    if (trainedOn.fingerprint().equals(judgedOn.fingerprint())) {
      return; // its own splits say what may be heard
    }
    Map<String, String> heard = new HashMap<>();
    for (int clip : trainedOn.indices(Split.TRAIN)) {
      heard.put(trainedOn.pcmHash(clip), trainedOn.clips().get(clip).id());
    }
    int[] test = judgedOn.indices(Split.TEST);
    Arrays.stream(test)
        .filter(clip -> heard.containsKey(judgedOn.pcmHash(clip)))
        .findFirst()
        .ifPresent(
            clip -> {
              throw new Problem(
                  "Test clip %s of corpus '%s' is training clip %s of '%s': the same samples."
                      .formatted(
                          judgedOn.clips().get(clip).id(),
                          judgedOn.name(),
                          heard.get(judgedOn.pcmHash(clip)),
                          trainedOn.name()),
                  "Take the clip out of the corpus that is trained on.");
            });
  }
}
