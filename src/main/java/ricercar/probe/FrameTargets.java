package ricercar.probe;

import ricercar.corpus.Corpus;
import ricercar.corpus.Task;

/** What is true of every frame of the clips of a corpus, by its annotations. */
public sealed interface FrameTargets permits ChordTargets, SectionTargets, BeatTargets {
  Corpus corpus();

  Task task();

  /**
   * The ascending classes of each frame of a clip; null where a frame has no answer.
   *
   * @param frames how many, from the start of the clip on
   */
  int[][] active(int clip, int frames, double framesPerSecond);
}
