package ricercar.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ricercar.Problem;

/**
 * One vector per clip.
 *
 * @param clips indices into the corpus, each once
 * @param values [clips, width] row by row, finite
 */
public record Embeddings(int[] clips, float[] values, int width) {
  public Embeddings {
    if (values.length != clips.length * width) {
      throw new IllegalArgumentException(
          "%d values for %d clips of width %d".formatted(values.length, clips.length, width));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new Problem(
            "The embedding of clip %d is not finite.".formatted(clips[i / width]),
            "Look at the run's loss curve; a lower learning rate usually helps.");
      }
    }
  }

  public int size() {
    return clips.length;
  }

  /** The vector at a place, which is not the clip's index. */
  public float[] row(int place) {
    return Arrays.copyOfRange(values, place * width, (place + 1) * width);
  }

  /** {@code [clips][width]}. */
  public float[][] rows() {
    float[][] rows = new float[size()][];
    Arrays.setAll(rows, this::row);
    return rows;
  }

  /** The same clips with these dimensions alone, in this order. */
  public Embeddings dimensions(int[] kept) {
    float[] taken = new float[size() * kept.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = values[i / kept.length * width + kept[i % kept.length]];
    }
    return new Embeddings(clips, taken, kept.length);
  }

  /** The rows of these clips, in this order; those that are not here are passed over. */
  public Embeddings only(int[] chosen) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int place = 0; place < clips.length; place++) {
      places.put(clips[place], place);
    }
    int[] present = Arrays.stream(chosen).filter(places::containsKey).toArray();
    float[] taken = new float[present.length * width];
    for (int i = 0; i < present.length; i++) {
      System.arraycopy(values, places.get(present[i]) * width, taken, i * width, width);
    }
    return new Embeddings(present, taken, width);
  }
}
