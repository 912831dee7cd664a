package ricercar.codec;

import java.util.List;

/**
 * A sound as codes.
 *
 * @param samples length of the sound that was encoded, in each channel
 * @param chunks one after the other; one chunk if the codec takes sounds as a whole
 */
public record Encoded(int samples, List<Chunk> chunks) {
  public Encoded {
    chunks = List.copyOf(chunks);
  }

  /**
   * @param codes {@code [codebooks][frames]}
   * @param scale the level that the chunk was divided by; 1 if the codec does not normalise
   */
  public record Chunk(int[][] codes, float scale) {}

  /** The codes of a sound that was encoded as a whole: {@code [codebooks][frames]}. */
  public int[][] codes() {
    if (chunks.size() != 1) {
      throw new IllegalStateException("these are " + chunks.size() + " chunks, not one");
    }
    return chunks.get(0).codes();
  }
}
