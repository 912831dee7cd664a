package ricercar.audio;

/**
 * What a format's decoder found, before {@link Soundness} judges it.
 *
 * @param samples mono
 * @param promised samples that the container says it holds, or {@link #UNKNOWN}
 * @param filled how many of the samples are silence in the place of damaged ones
 * @param complaint what was damaged or missing, as a sentence; or empty
 */
record Draft(float[] samples, SourceFormat format, long promised, long filled, String complaint) {
  static final long UNKNOWN = -1;
}
