package ricercar.probe;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import ricercar.Problem;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * One vector per window of a clip.
 *
 * @param clips the clip of each window, an index into the corpus; windows of one clip follow each
 *     other
 * @param values [windows, width] row by row, finite
 */
public record WindowEmbeddings(int[] clips, float[] values, int width) {
  public WindowEmbeddings {
    if (values.length != clips.length * width) {
      throw new IllegalArgumentException(
          "%d values for %d windows of width %d".formatted(values.length, clips.length, width));
    }
    if (runs(clips) != Arrays.stream(clips).distinct().count()) {
      throw new IllegalArgumentException("the windows of a clip do not follow each other");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new Problem(
            "The embedding of clip %d is not finite.".formatted(clips[i / width]),
            "Look at the run's loss curve; a lower learning rate usually helps.");
      }
    }
  }

  /** Each clip as its only window. */
  public static WindowEmbeddings of(Embeddings embeddings) {
    return new WindowEmbeddings(embeddings.clips(), embeddings.values(), embeddings.width());
  }

  public int size() {
    return clips.length;
  }

  /** {@code [windows][width]}. */
  public float[][] rows() {
    float[][] rows = new float[size()][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  /**
   * What a head makes of every window.
   *
   * @param head [windows, width] → [windows, its width]
   */
  public WindowEmbeddings through(UnaryOperator<Tensor> head) {
    try (Scope scope = Scope.open()) {
      Tensor out = head.apply(Tensor.of(values, size(), width));
      return new WindowEmbeddings(clips, out.toFloats(), (int) out.size(1));
    }
  }

  Features features() {
    return new Features(values, width);
  }

  /** These and then those of other sounds, whose numbers go on where these end. */
  public WindowEmbeddings followedBy(WindowEmbeddings others) {
    Problem.unless(
        width == others.width,
        "Embeddings of widths %d and %d do not stand in one row.",
        width,
        others.width);
    int first = clips.length == 0 ? 0 : clips[clips.length - 1] + 1;
    int[] all = Arrays.copyOf(clips, clips.length + others.clips.length);
    for (int i = 0; i < others.clips.length; i++) {
      all[clips.length + i] = first + others.clips[i];
    }
    float[] both = Arrays.copyOf(values, values.length + others.values.length);
    System.arraycopy(others.values, 0, both, values.length, others.values.length);
    return new WindowEmbeddings(all, both, width);
  }

  /** The mean over the windows of each clip, clips in their order here. */
  public Embeddings means() {
    int[] each = Arrays.stream(clips).distinct().toArray();
    return new Embeddings(each, Mean.byClip(clips, values, width), width);
  }

  private static int runs(int[] clips) {
    int runs = 0;
    for (int i = 0; i < clips.length; i++) {
      runs += i == 0 || clips[i] != clips[i - 1] ? 1 : 0;
    }
    return runs;
  }
}
