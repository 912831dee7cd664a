package ricercar.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * One page of an Ogg file whose checksum holds (RFC 3533).
 *
 * @param granule the codec's position at the end of the last packet that ends here, or −1
 * @param segments lengths of the packets' pieces; one of 255 goes on in the next
 * @param body where the first segment's bytes begin in the file
 */
record OggPage(
    byte[] file, int flags, long granule, int serial, int sequence, int[] segments, int body) {
  private static final int HEADER = 27;
  private static final int CRC_AT = 22;
  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  boolean continued() {
    return (flags & CONTINUED) != 0;
  }

  boolean first() {
    return (flags & FIRST) != 0;
  }

  boolean last() {
    return (flags & LAST) != 0;
  }

  /** Where the first bytes after the page begin. */
  int end() {
    int end = body;
    for (int segment : segments) {
      end += segment;
    }
    return end;
  }

  /** All whole pages, in order; damaged ones are left out, which the sequence numbers show. */
  static List<OggPage> in(byte[] file) {
    List<OggPage> pages = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= file.length) {
      OggPage page = at(file, at);
      if (page == null) {
        at++;
      } else {
        pages.add(page);
        at = page.end();
      }
    }
    return pages;
  }

  private static OggPage at(byte[] file, int at) {
    if (file[at] != 'O' || file[at + 1] != 'g' || file[at + 2] != 'g' || file[at + 3] != 'S') {
      return null;
    }
    int count = file[at + 26] & 0xff;
    int body = at + HEADER + count;
    if (body > file.length) {
      return null;
    }
    int[] segments = new int[count];
    for (int i = 0; i < count; i++) {
      segments[i] = file[at + HEADER + i] & 0xff;
    }
    OggPage page =
        new OggPage(
            file,
            file[at + 5],
            little(file, at + 6, 8),
            (int) little(file, at + 14, 4),
            (int) little(file, at + 18, 4),
            segments,
            body);
    return page.end() <= file.length && checksum(file, at, page.end()) ? page : null;
  }

  private static boolean checksum(byte[] file, int start, int end) {
    int crc = Crc.OGG_PAGE.of(file, start, start + CRC_AT);
    for (int i = 0; i < 4; i++) {
      crc = Crc.OGG_PAGE.next(crc, 0);
    }
    for (int i = start + CRC_AT + 4; i < end; i++) {
      crc = Crc.OGG_PAGE.next(crc, file[i]);
    }
    return crc == (int) little(file, start + CRC_AT, 4);
  }

  private static long little(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
