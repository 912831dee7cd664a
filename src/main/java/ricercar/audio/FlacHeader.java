package ricercar.audio;

/**
 * The head of a FLAC frame (RFC 9639 §9.1), known by its sync code and its own checksum.
 *
 * @param position of its first sample, per channel, in the stream
 * @param samples per channel in the frame
 */
record FlacHeader(long position, int samples) {
  private static final int LONGEST = 16;

  /**
   * The header at this place, or null where the bytes are none.
   *
   * @param blockSize of a stream of fixed block size, whose frames are numbered and not its samples
   */
  static FlacHeader at(byte[] bytes, int start, int blockSize) {
    if (start + 6 > bytes.length
        || (bytes[start] & 0xff) != 0xff
        || (bytes[start + 1] & 0xfe) != 0xf8) {
      return null;
    }
    int lengthOfNumber = Integer.numberOfLeadingZeros(~(bytes[start + 4] << 24));
    int numberBytes = Math.max(1, lengthOfNumber);
    int sizeCode = bytes[start + 2] >> 4 & 15;
    int rateCode = bytes[start + 2] & 15;
    int i = start + 4 + numberBytes;
    int sizeAt = i;
    i += sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0;
    i += rateCode == 12 ? 1 : rateCode == 13 || rateCode == 14 ? 2 : 0;
    if (lengthOfNumber == 1
        || lengthOfNumber > 7
        || sizeCode == 0
        || rateCode == 15
        || i >= bytes.length
        || i - start > LONGEST
        || Crc.FLAC_HEADER.of(bytes, start, i) != (bytes[i] & 0xff)) {
      return null;
    }
    long number = number(bytes, start + 4, numberBytes);
    boolean samplesAreNumbered = (bytes[start + 1] & 1) != 0;
    return new FlacHeader(
        samplesAreNumbered ? number : number * blockSize, samples(bytes, sizeCode, sizeAt));
  }

  /** Coded like UTF-8, up to 36 bits. */
  private static long number(byte[] bytes, int at, int length) {
    if (length == 1) {
      return bytes[at];
    }
    long number = bytes[at] & 0x7f >> length;
    for (int k = 1; k < length; k++) {
      number = number << 6 | bytes[at + k] & 0x3f;
    }
    return number;
  }

  private static int samples(byte[] bytes, int code, int at) {
    return switch (code) {
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << code - 2;
      case 6 -> (bytes[at] & 0xff) + 1;
      case 7 -> ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff) + 1;
      default -> 256 << code - 8;
    };
  }
}
