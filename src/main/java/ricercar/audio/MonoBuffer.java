package ricercar.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers decoded sound as mono, the mean of its channels. It grows with what is decoded and never
 * by what a header claims, and refuses to outgrow the heap.
 */
final class MonoBuffer {
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_SECONDS = 4 * 3600;
  private static final int LOWEST_RATE = 1000;
  private static final int HIGHEST_RATE = 768_000;
  private static final int MOST_CHANNELS = 64;

  private final List<float[]> blocks = new ArrayList<>();
  private final long most;
  private int inLast = BLOCK;

  MonoBuffer(double sampleRate, int channels) throws Unreadable {
    if (!(sampleRate >= LOWEST_RATE && sampleRate <= HIGHEST_RATE)) {
      throw new Unreadable(
          "The header is damaged: it claims a sample rate of %.0f Hz.".formatted(sampleRate));
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new Unreadable("The header is damaged: it claims %d channels.".formatted(channels));
    }
    // The blocks and the joined array live side by side for a moment; half the heap is for others.
    long heap = Runtime.getRuntime().maxMemory() / (4 * Float.BYTES);
    most = Math.min((long) (LONGEST_SECONDS * sampleRate), Math.min(heap, 1 << 30));
  }

  long size() {
    return blocks.isEmpty() ? 0 : (blocks.size() - 1L) * BLOCK + inLast;
  }

  /** Empties the buffer; one block stays for reuse. */
  void clear() {
    if (!blocks.isEmpty()) {
      blocks.subList(1, blocks.size()).clear();
      inLast = 0;
    }
  }

  void add(float sample) throws Unreadable {
    if (inLast == BLOCK) {
      grow();
    }
    blocks.get(blocks.size() - 1)[inLast++] = sample;
  }

  /** Adds the mean over channels of {@code count} samples from {@code planes[channel][start …]}. */
  void addMean(float[][] planes, int start, int count) throws Unreadable {
    for (int i = start; i < start + count; i++) {
      float sum = 0;
      for (float[] plane : planes) {
        sum += plane[i];
      }
      add(sum / planes.length);
    }
  }

  void addSilence(long count) throws Unreadable {
    for (long i = 0; i < count; i++) {
      add(0);
    }
  }

  /** The samples from {@code start} up to {@code end}, at most all that there are. */
  float[] slice(long start, long end) {
    int first = (int) Math.min(start, size());
    int last = (int) Math.max(first, Math.min(end, size()));
    float[] out = new float[last - first];
    for (int i = first; i < last; ) {
      int n = Math.min(last - i, BLOCK - i % BLOCK);
      System.arraycopy(blocks.get(i / BLOCK), i % BLOCK, out, i - first, n);
      i += n;
    }
    return out;
  }

  private void grow() throws Unreadable {
    if (size() + BLOCK > most) {
      throw new Unreadable(
          "The sound is longer than 4 hours or than the memory holds; cut it into parts, or start"
              + " Java with a larger -Xmx.");
    }
    blocks.add(new float[BLOCK]);
    inLast = 0;
  }
}
