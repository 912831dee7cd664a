package ricercar.audio;

/**
 * What the first frame of an MP3 tells about the rest, where an encoder has put a Xing, Info or
 * VBRI tag into it in place of sound.
 *
 * @param present whether the first frame is such a tag
 * @param frames that follow, or 0 where it does not say
 * @param delay samples that the encoder put in front, as its LAME part says; or −1
 * @param padding samples that it put behind
 */
record Mp3Tag(boolean present, long frames, int delay, int padding) {
  /** Samples by which every MP3 decoder is late (the filter banks' 528, and 1). */
  private static final int DECODER_DELAY = 529;

  private static final Mp3Tag NONE = new Mp3Tag(false, 0, -1, 0);
  private static final int VBRI_OFFSET = 36;
  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;
  private static final int HAS_TABLE = 4;
  private static final int HAS_QUALITY = 8;

  static Mp3Tag in(byte[] bytes, int frame, Mp3Header header) {
    int end = Math.min(bytes.length, frame + header.length());
    int at = frame + header.tagOffset();
    if (is(bytes, at, end, "Xing") || is(bytes, at, end, "Info")) {
      return xing(bytes, at, end);
    }
    if (is(bytes, frame + VBRI_OFFSET, end, "VBRI")) {
      return new Mp3Tag(true, int32(bytes, frame + VBRI_OFFSET + 14, end), -1, 0);
    }
    return NONE;
  }

  /** Samples to drop in front. */
  int lead() {
    return delay < 0 ? 0 : delay + DECODER_DELAY;
  }

  /** Samples to drop behind. */
  int tail() {
    return Math.max(0, padding - DECODER_DELAY);
  }

  private static Mp3Tag xing(byte[] bytes, int at, int end) {
    int flags = (int) int32(bytes, at + 4, end);
    int i = at + 8;
    long frames = 0;
    if ((flags & HAS_FRAMES) != 0) {
      frames = int32(bytes, i, end);
      i += 4;
    }
    i += (flags & HAS_BYTES) != 0 ? 4 : 0;
    i += (flags & HAS_TABLE) != 0 ? 100 : 0;
    i += (flags & HAS_QUALITY) != 0 ? 4 : 0;
    // The LAME part: 9 bytes of version, 12 of other things, then 12 bits each.
    int delays = i + 21;
    if (delays + 3 > end || bytes[i] == 0) {
      return new Mp3Tag(true, frames, -1, 0);
    }
    int delay = (bytes[delays] & 0xff) << 4 | (bytes[delays + 1] & 0xff) >> 4;
    int padding = (bytes[delays + 1] & 0x0f) << 8 | bytes[delays + 2] & 0xff;
    return new Mp3Tag(true, frames, delay, padding);
  }

  private static boolean is(byte[] bytes, int at, int end, String magic) {
    if (at + magic.length() > end) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (bytes[at + i] != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long int32(byte[] bytes, int at, int end) {
    return at + 4 > end
        ? 0
        : (bytes[at] & 0xffL) << 24
            | (bytes[at + 1] & 0xff) << 16
            | (bytes[at + 2] & 0xff) << 8
            | bytes[at + 3] & 0xff;
  }
}
