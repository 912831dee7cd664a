package ricercar.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;

/** Reads a run of uncompressed frames, whatever file they lie in. */
final class PcmData {
  private static final int FRAMES_PER_READ = 4096;

  private PcmData() {}

  /**
   * @param promised frames that the container says follow; later bytes are not read. Or {@link
   *     Draft#UNKNOWN}
   */
  static Draft read(String container, InputStream in, AudioFormat format, long promised)
      throws IOException {
    MonoBuffer sound = new MonoBuffer(format.getSampleRate(), format.getChannels());
    PcmSamples samples = PcmSamples.of(format);
    int frameSize = format.getFrameSize();
    byte[] block = new byte[frameSize * FRAMES_PER_READ];
    long left = promised == Draft.UNKNOWN ? Long.MAX_VALUE : promised;
    int got = block.length;
    while (left > 0 && got == block.length) {
      int wanted = (int) Math.min(left, FRAMES_PER_READ);
      got = in.readNBytes(block, 0, wanted * frameSize);
      samples.addTo(sound, block, got / frameSize);
      left -= got / frameSize;
    }
    boolean cut = promised == Draft.UNKNOWN ? got % frameSize != 0 : left > 0;
    SourceFormat origin =
        new SourceFormat(
            container,
            format.getEncoding().toString().toLowerCase(Locale.ROOT),
            Math.round(format.getSampleRate()),
            format.getChannels());
    String complaint = cut ? "The file is truncated." : "";
    return new Draft(sound.slice(0, sound.size()), origin, promised, 0, complaint);
  }
}
