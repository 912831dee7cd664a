package ricercar.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A FLAC file taken apart (RFC 9639): its stream info and those frames whose checksums hold. jFLAC
 * turns a damaged frame into silence without a word, so it is given whole frames only.
 */
final class FlacStream {
  record Frame(int start, int end, FlacHeader header) {}

  private static final int MAGIC = 4;
  private static final int BLOCK_HEADER = 4;
  private static final int STREAM_INFO = 34;
  private static final int STREAM_INFO_END = MAGIC + BLOCK_HEADER + STREAM_INFO;
  private static final int NO_TOTAL = 0;

  private final byte[] bytes;
  private final List<Frame> frames = new ArrayList<>();
  private boolean damaged;

  FlacStream(byte[] bytes) throws Unreadable {
    this.bytes = bytes;
    if (bytes.length < STREAM_INFO_END || (bytes[MAGIC] & 0x7f) != 0) {
      throw new Unreadable("The file breaks off inside its FLAC header; fetch it again.");
    }
    findFrames(endOfMetadata());
  }

  int sampleRate() {
    return (u8(18) << 12 | u8(19) << 4 | u8(20) >> 4);
  }

  int channels() {
    return (u8(20) >> 1 & 7) + 1;
  }

  int bitsPerSample() {
    return ((u8(20) & 1) << 4 | u8(21) >> 4) + 1;
  }

  /** Samples per channel, or {@link Draft#UNKNOWN}. */
  long totalSamples() {
    long total = (u8(21) & 15L) << 32 | (long) u8(22) << 24 | u8(23) << 16 | u8(24) << 8 | u8(25);
    return total == NO_TOTAL ? Draft.UNKNOWN : total;
  }

  /** The MD5 of the interleaved samples, as it is stored; all zeros if the encoder set none. */
  byte[] md5() {
    return Arrays.copyOfRange(bytes, STREAM_INFO_END - 16, STREAM_INFO_END);
  }

  List<Frame> frames() {
    return frames;
  }

  /** Whether bytes had to be skipped between frames, or the last frame is not whole. */
  boolean damaged() {
    return damaged;
  }

  /** A stream of the good frames alone, with no total to stop at. */
  byte[] cleaned() {
    int size = STREAM_INFO_END;
    for (Frame frame : frames) {
      size += frame.end - frame.start;
    }
    byte[] out = new byte[size];
    System.arraycopy(bytes, 0, out, 0, STREAM_INFO_END);
    out[MAGIC] = (byte) 0x80;
    out[21] &= (byte) 0xf0;
    for (int i = 22; i < 26; i++) {
      out[i] = 0;
    }
    int at = STREAM_INFO_END;
    for (Frame frame : frames) {
      System.arraycopy(bytes, frame.start, out, at, frame.end - frame.start);
      at += frame.end - frame.start;
    }
    return out;
  }

  /**
   * Damaged lengths of metadata lead anywhere; frames are then searched from the first block on.
   */
  private int endOfMetadata() {
    int at = MAGIC;
    boolean last = false;
    while (!last && at + BLOCK_HEADER <= bytes.length) {
      last = (bytes[at] & 0x80) != 0;
      at += BLOCK_HEADER + (u8(at + 1) << 16 | u8(at + 2) << 8 | u8(at + 3));
    }
    return last && at < bytes.length && header(at) != null ? at : STREAM_INFO_END;
  }

  private void findFrames(int from) {
    int at = from;
    while (at < bytes.length && !isTag(at)) {
      FlacHeader header = header(at);
      int end = header == null ? -1 : end(at);
      if (end > 0) {
        frames.add(new Frame(at, end, header));
        at = end;
      } else {
        damaged |= header != null || !frames.isEmpty();
        at = nextHeader(at + 1);
      }
    }
  }

  /** A frame ends where its checksum holds and the next frame, a tag or the end follows; or −1. */
  private int end(int start) {
    int crc = 0;
    int limit = (int) Math.min(bytes.length, start + largestFrame());
    for (int i = start; i < limit; i++) {
      crc = Crc.FLAC_FRAME.next(crc, bytes[i]);
      int next = i + 1;
      if (crc == 0
          && i > start + 8
          && (next == bytes.length || isTag(next) || header(next) != null)) {
        return next;
      }
    }
    return -1;
  }

  /** A verbatim frame of the largest block, and room for headers. */
  private long largestFrame() {
    return (long) blockSize() * channels() * (bitsPerSample() + 1) / 8 + 1024;
  }

  private int nextHeader(int from) {
    for (int i = from; i < bytes.length; i++) {
      if (header(i) != null) {
        return i;
      }
    }
    return bytes.length;
  }

  private FlacHeader header(int at) {
    return FlacHeader.at(bytes, at, blockSize());
  }

  private int blockSize() {
    return u8(10) << 8 | u8(11);
  }

  private boolean isTag(int at) {
    return at == bytes.length - 128
        && bytes[at] == 'T'
        && bytes[at + 1] == 'A'
        && bytes[at + 2] == 'G';
  }

  private int u8(int at) {
    return bytes[at] & 0xff;
  }
}
