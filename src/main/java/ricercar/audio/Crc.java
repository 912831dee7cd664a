package ricercar.audio;

/** Cyclic redundancy checks, most significant bit first, starting from 0. */
final class Crc {
  static final Crc FLAC_HEADER = new Crc(8, 0x07);
  static final Crc FLAC_FRAME = new Crc(16, 0x8005);
  static final Crc OGG_PAGE = new Crc(32, 0x04c11db7);

  private final int width;
  private final int mask;
  private final int[] table = new int[256];

  private Crc(int width, int polynomial) {
    this.width = width;
    mask = width == 32 ? -1 : (1 << width) - 1;
    int top = 1 << width - 1;
    for (int i = 0; i < 256; i++) {
      int r = i << width - 8;
      for (int bit = 0; bit < 8; bit++) {
        r = (r & top) != 0 ? r << 1 ^ polynomial : r << 1;
      }
      table[i] = r & mask;
    }
  }

  int of(byte[] bytes, int start, int end) {
    int crc = 0;
    for (int i = start; i < end; i++) {
      crc = next(crc, bytes[i]);
    }
    return crc;
  }

  int next(int crc, int value) {
    return (crc << 8 ^ table[(crc >>> width - 8 ^ value) & 0xff]) & mask;
  }
}
