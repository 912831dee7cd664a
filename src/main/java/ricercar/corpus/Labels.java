package ricercar.corpus;

/**
 * The answers to one task over all clips of a corpus.
 *
 * @param active for each clip the sorted indices of its classes; null where the clip is not
 *     labelled
 */
public record Labels(Task task, int[][] active) {
  public boolean labelled(int clip) {
    return active[clip] != null;
  }

  /** The one class of a clip in a single-label task. */
  public int classOf(int clip) {
    return active[clip][0];
  }
}
