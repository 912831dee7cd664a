package ricercar.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a sound file behind any ID3v2 tags, which may stand in front of every format. */
final class Source {
  private static final int HEAD = 1 << 17;
  private static final int LARGEST_IN_MEMORY = 1 << 30;
  private static final int ID3_HEADER = 10;
  private static final int ID3_HAS_FOOTER = 0x10;

  private final Path file;
  private final long start;
  private final long end;
  private final byte[] head;

  private Source(Path file, long start, long end, byte[] head) {
    this.file = file;
    this.start = start;
    this.end = end;
    this.head = head;
  }

  static Source open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Unreadable(
          Files.exists(file) ? "The path is not a file." : "The file does not exist.");
    }
    long size = Files.size(file);
    if (size == 0) {
      throw new Unreadable("The file is empty (0 bytes); fetch it again.");
    }
    long start = 0;
    byte[] head = read(file, 0, HEAD);
    while (isId3(head)) {
      start += ID3_HEADER + id3Length(head) + ((head[5] & ID3_HAS_FOOTER) != 0 ? ID3_HEADER : 0);
      if (start >= size) {
        throw new Unreadable("The file holds only an ID3 tag and no sound; fetch it again.");
      }
      head = read(file, start, HEAD);
    }
    return new Source(file, start, size, head);
  }

  /** At most the first 128 KiB. */
  byte[] head() {
    return head;
  }

  boolean startsWith(String magic) {
    return hasAt(0, magic);
  }

  boolean hasAt(int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (head.length < offset + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (head[offset + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  long length() {
    return end - start;
  }

  InputStream stream() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.skipNBytes(start);
    return in;
  }

  byte[] bytes() throws IOException {
    if (length() > LARGEST_IN_MEMORY) {
      throw new Unreadable("The file is larger than 1 GiB; cut it into parts.");
    }
    return read(file, start, (int) length());
  }

  private static byte[] read(Path file, long start, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      return in.readNBytes(most);
    }
  }

  private static boolean isId3(byte[] head) {
    return head.length >= ID3_HEADER && head[0] == 'I' && head[1] == 'D' && head[2] == '3';
  }

  /** Four bytes of seven bits each (ID3v2.4.0 §6.2). */
  private static int id3Length(byte[] head) {
    return (head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | head[9] & 0x7f;
  }
}
