package ricercar.audio;

/**
 * The four bytes before each MP3 frame (MPEG audio layer III; ISO 11172-3 §2.4.1.3, 13818-3).
 *
 * @param length of the frame in bytes, header included
 * @param samples per channel in the frame
 */
record Mp3Header(int version, int sampleRate, int channels, int length, int samples) {
  static final int BYTES = 4;

  private static final int MPEG1 = 3;
  private static final int RESERVED = 1;
  private static final int LAYER_III = 1;
  private static final int MONO = 3;
  private static final int[] RATES = {44100, 48000, 32000};
  private static final int[] KBPS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBPS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  /** The header at this place, or null where the bytes are none. Free bit rates are not read. */
  static Mp3Header at(byte[] bytes, int i) {
    if (i < 0
        || i + BYTES > bytes.length
        || (bytes[i] & 0xff) != 0xff
        || (bytes[i + 1] & 0xe0) != 0xe0) {
      return null;
    }
    int version = bytes[i + 1] >> 3 & 3;
    int layer = bytes[i + 1] >> 1 & 3;
    int bitrateIndex = bytes[i + 2] >> 4 & 15;
    int rateIndex = bytes[i + 2] >> 2 & 3;
    boolean known = version != RESERVED && layer == LAYER_III;
    if (!known || bitrateIndex == 0 || bitrateIndex == 15 || rateIndex == 3) {
      return null;
    }
    int bitrate = (version == MPEG1 ? KBPS_1 : KBPS_2)[bitrateIndex] * 1000;
    // Versions: 3 is MPEG-1, 2 halves its rates, 0 (the unofficial 2.5) quarters them.
    int rate = RATES[rateIndex] >> (version == MPEG1 ? 0 : version == 2 ? 1 : 2);
    int samples = version == MPEG1 ? 1152 : 576;
    int padding = bytes[i + 2] >> 1 & 1;
    int channels = (bytes[i + 3] >> 6 & 3) == MONO ? 1 : 2;
    int length = samples / 8 * bitrate / rate + padding;
    return new Mp3Header(version, rate, channels, length, samples);
  }

  /** Whether both may stand in one stream. */
  boolean sameStream(Mp3Header other) {
    return other != null
        && version == other.version
        && sampleRate == other.sampleRate
        && channels == other.channels;
  }

  /** Where a Xing or Info tag begins, behind the header and the side information. */
  int tagOffset() {
    return BYTES + (version == MPEG1 ? (channels == 1 ? 17 : 32) : (channels == 1 ? 9 : 17));
  }
}
