package ricercar.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One logical stream of an Ogg file: its packets, grouped by the page on which they end. */
final class OggStream {
  /**
   * @param packets that end on the page
   * @param granule the position behind the last of them, or −1 where none ends
   * @param last whether the page closes the stream
   * @param afterGap whether pages before it are missing
   */
  record Chunk(List<byte[]> packets, long granule, boolean last, boolean afterGap) {}

  private static final int GOES_ON = 255;

  private final List<Chunk> chunks = new ArrayList<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int missing;
  private int present;
  private boolean broken;
  private final boolean chained;

  /** The first stream whose first packet begins with the magic, up to its last page; or null. */
  static OggStream of(List<OggPage> pages, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    List<OggPage> starts =
        pages.stream().filter(page -> page.first() && begins(page, wanted)).toList();
    return starts.isEmpty()
        ? null
        : new OggStream(pages, starts.get(0).serial(), starts.size() > 1);
  }

  private OggStream(List<OggPage> pages, int serial, boolean chained) {
    this.chained = chained;
    int expected = 0;
    for (OggPage page : pages) {
      if (page.serial() == serial) {
        int skipped = Math.max(0, page.sequence() - expected);
        missing += skipped;
        present++;
        expected = page.sequence() + 1;
        add(page, skipped > 0);
        if (page.last()) {
          return;
        }
      }
    }
  }

  List<Chunk> chunks() {
    return chunks;
  }

  boolean complete() {
    return !chunks.isEmpty() && chunks.get(chunks.size() - 1).last();
  }

  /** What is wrong with the pages, as a sentence; or empty. */
  String complaint() {
    if (missing > 0) {
      return "The stream is damaged: %d of %d pages are missing."
          .formatted(missing, missing + present);
    }
    if (!complete()) {
      return "The file is truncated, or its last page is damaged.";
    }
    return chained ? "Only the first of several chained streams is read." : "";
  }

  /** The next {@code count} packets from the front, taken out. Fewer where a page is missing. */
  List<byte[]> takeHeaders(int count) {
    List<byte[]> headers = new ArrayList<>();
    for (Chunk chunk : chunks) {
      while (headers.size() < count && !chunk.packets.isEmpty() && !chunk.afterGap) {
        headers.add(chunk.packets.remove(0));
      }
    }
    return headers;
  }

  private void add(OggPage page, boolean afterGap) {
    if (afterGap || !page.continued()) {
      open.reset();
      broken = page.continued();
    }
    List<byte[]> packets = new ArrayList<>();
    int at = page.body();
    for (int segment : page.segments()) {
      open.write(page.file(), at, segment);
      at += segment;
      if (segment < GOES_ON) {
        if (!broken) {
          packets.add(open.toByteArray());
        }
        open.reset();
        broken = false;
      }
    }
    chunks.add(new Chunk(packets, page.granule(), page.last(), afterGap));
  }

  private static boolean begins(OggPage page, byte[] magic) {
    if (page.body() + magic.length > page.end()) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (page.file()[page.body() + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
