package ricercar.audio;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The frames of an MP3, found by following their lengths, so that the decoder behind sees whole
 * frames only and every break in the chain is known.
 */
final class Mp3Frames {
  /** How far the first frame may lie behind the tags. */
  private static final int FARTHEST_START = 1 << 16;

  private static final int FRAMES_TO_BELIEVE = 3;

  private final byte[] bytes;
  private final Mp3Header first;
  private int[] offsets = new int[256];
  private int count;
  private final BitSet afterBreak = new BitSet();
  private boolean cut;

  private Mp3Frames(byte[] bytes, int start) {
    this.bytes = bytes;
    first = Mp3Header.at(bytes, start);
    follow(start);
  }

  /** Whether three frames in a row, or fewer that fill the file, begin near the start. */
  static boolean in(byte[] bytes) {
    return start(bytes) >= 0;
  }

  static Mp3Frames of(byte[] bytes) throws Unreadable {
    int start = start(bytes);
    if (start < 0) {
      throw new Unreadable("No MP3 frames follow the start of the file.");
    }
    return new Mp3Frames(bytes, start);
  }

  Mp3Header header() {
    return first;
  }

  int count() {
    return count;
  }

  int offset(int frame) {
    return offsets[frame];
  }

  int length(int frame) {
    return Mp3Header.at(bytes, offsets[frame]).length();
  }

  /** Whether the frame does not follow at once on the one before it, which was then damaged. */
  boolean afterBreak(int frame) {
    return afterBreak.get(frame);
  }

  /** Whether the last frame reaches beyond the end of the file; it is not counted. */
  boolean cut() {
    return cut;
  }

  private static int start(byte[] bytes) {
    int last = Math.min(bytes.length, FARTHEST_START);
    for (int i = 0; i < last; i++) {
      if (believable(bytes, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean believable(byte[] bytes, int start) {
    Mp3Header first = Mp3Header.at(bytes, start);
    if (first == null) {
      return false;
    }
    int i = start + first.length();
    for (int n = 1; n < FRAMES_TO_BELIEVE; n++) {
      Mp3Header next = Mp3Header.at(bytes, i);
      if (!first.sameStream(next)) {
        return start == 0 && i == bytes.length;
      }
      i += next.length();
    }
    return true;
  }

  private void follow(int start) {
    int i = start;
    while (i + Mp3Header.BYTES <= bytes.length && !isTag(i)) {
      Mp3Header header = Mp3Header.at(bytes, i);
      if (first.sameStream(header) && i + header.length() > bytes.length) {
        cut = true;
        return;
      }
      if (first.sameStream(header)) {
        add(i);
        i += header.length();
      } else {
        i = resume(i + 1);
        afterBreak.set(count, i < bytes.length);
      }
    }
  }

  /** The next place where two frames of the stream follow each other, or the end. */
  private int resume(int from) {
    for (int i = from; i + Mp3Header.BYTES <= bytes.length; i++) {
      Mp3Header header = Mp3Header.at(bytes, i);
      if (first.sameStream(header)
          && (i + header.length() == bytes.length
              || first.sameStream(Mp3Header.at(bytes, i + header.length())))) {
        return i;
      }
    }
    return bytes.length;
  }

  /** ID3v1 and APE tags may close the file. */
  private boolean isTag(int i) {
    return bytes[i] == 'T' && bytes[i + 1] == 'A' && bytes[i + 2] == 'G'
        || bytes[i] == 'A' && bytes[i + 1] == 'P' && bytes[i + 2] == 'E' && bytes[i + 3] == 'T';
  }

  private void add(int offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
    }
    offsets[count++] = offset;
  }
}
