package ricercar.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which embeddings have a class, and which: −1 stands for "not labelled". */
final class Classes {
  private Classes() {}

  /** The embeddings that have one, ascending. */
  static int[] labelled(float[][] embeddings, int[] classOf) {
    if (embeddings.length != classOf.length) {
      throw new IllegalArgumentException(
          embeddings.length + " embeddings and " + classOf.length + " classes");
    }
    return IntStream.range(0, classOf.length).filter(i -> classOf[i] >= 0).toArray();
  }

  /** How many embeddings have each class. */
  static int[] counts(int[] classOf) {
    int[] counts = new int[Arrays.stream(classOf).max().orElse(-1) + 1];
    Arrays.stream(classOf).filter(k -> k >= 0).forEach(k -> counts[k]++);
    return counts;
  }
}
