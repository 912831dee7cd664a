package ricercar.geometry;

/**
 * How near the views of one clip lie to each other on the unit sphere (Wang and Isola 2020): the
 * mean squared distance over all pairs of views of the same clip. 0 is perfect, 2 is chance.
 */
public final class Alignment {
  private Alignment() {}

  /**
   * @param embeddings {@code [view][width]}
   * @param clips the clip of each view
   * @return NaN if no clip has two views
   */
  public static double of(float[][] embeddings, int[] clips) {
    if (embeddings.length != clips.length) {
      throw new IllegalArgumentException(
          embeddings.length + " views of " + clips.length + " clips");
    }
    double[][] unit = Rows.unit(embeddings);
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < unit.length; i++) {
      for (int j = 0; j < i; j++) {
        if (clips[i] == clips[j]) {
          sum += Rows.squaredDistance(unit[i], unit[j]);
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : sum / pairs;
  }
}
