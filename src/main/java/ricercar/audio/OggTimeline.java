package ricercar.audio;

import java.io.IOException;

/**
 * Lays decoded pages along their granule positions: lost pages become silence of the same length,
 * and the last page is trimmed to its position.
 */
final class OggTimeline {
  /** Decodes packets in order; {@code restart} is called where some are missing. */
  interface Codec {
    void decode(byte[] packet, MonoBuffer into) throws IOException;

    void restart();
  }

  private final MonoBuffer sound;
  private final MonoBuffer page;
  private long start = -1;
  private long filled;

  OggTimeline(int sampleRate, int channels) throws Unreadable {
    sound = new MonoBuffer(sampleRate, channels);
    page = new MonoBuffer(sampleRate, channels);
  }

  void decode(OggStream stream, Codec codec) throws IOException {
    for (OggStream.Chunk chunk : stream.chunks()) {
      if (chunk.afterGap()) {
        codec.restart();
      }
      page.clear();
      for (byte[] packet : chunk.packets()) {
        codec.decode(packet, page);
      }
      if (page.size() > 0) {
        place(chunk);
      }
    }
  }

  float[] samples(int skip) {
    return sound.slice(skip, sound.size());
  }

  /** How many samples are silence in the place of missing pages. */
  long filled() {
    return filled;
  }

  private void place(OggStream.Chunk chunk) throws Unreadable {
    long decoded = page.size();
    long first = chunk.granule() - decoded;
    if (start < 0) {
      // Streams cut from a broadcast begin late; what is before position 0 is not to be heard.
      boolean lostBefore = chunk.afterGap();
      start = lostBefore ? 0 : Math.max(0, first);
    }
    long position = start + sound.size();
    long gap = chunk.granule() < 0 ? 0 : Math.max(0, first - position);
    sound.addSilence(gap);
    filled += gap;
    boolean opening = sound.size() == 0 && !chunk.last();
    long from = opening ? Math.max(0, -first) : 0;
    long to = chunk.last() ? Math.min(decoded, chunk.granule() - position - gap) : decoded;
    for (float x : page.slice(from, to)) {
      sound.add(x);
    }
  }
}
