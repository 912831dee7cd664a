package ricercar.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import javax.sound.sampled.spi.AudioFileReader;

/**
 * Wave, AIFF and AU files, by the JDK's own readers alone: {@code AudioSystem} would let any
 * provider on the class path answer first.
 */
final class PcmFile {
  private static final int FRAMES_PER_READ = 4096;

  /** What programs that write into a pipe put for a length that they do not know. */
  private static final long STREAMED_BYTES = 0x7fff_0000L;

  private PcmFile() {}

  static Draft decode(Source source, String container) throws IOException {
    try (InputStream bytes = source.stream();
        AudioInputStream in = open(bytes)) {
      AudioFormat format = in.getFormat();
      MonoBuffer sound = new MonoBuffer(format.getSampleRate(), format.getChannels());
      PcmSamples samples = PcmSamples.of(format);
      boolean cut = readAll(in, samples, format.getFrameSize(), sound);
      SourceFormat origin =
          new SourceFormat(
              container,
              format.getEncoding().toString().toLowerCase(Locale.ROOT),
              Math.round(format.getSampleRate()),
              format.getChannels());
      long promised = promised(in, format, source);
      return new Draft(
          sound.slice(0, sound.size()),
          origin,
          promised,
          0,
          cut || sound.size() < promised ? "The file is truncated." : "");
    }
  }

  private static AudioInputStream open(InputStream bytes) throws IOException {
    List<AudioFileReader> readers =
        ServiceLoader.load(AudioFileReader.class, PcmFile.class.getClassLoader()).stream()
            .filter(p -> p.type().getModule().equals(AudioSystem.class.getModule()))
            .sorted(Comparator.comparing(p -> p.type().getName()))
            .map(ServiceLoader.Provider::get)
            .toList();
    for (AudioFileReader reader : readers) {
      try {
        return reader.getAudioInputStream(bytes);
      } catch (UnsupportedAudioFileException e) {
        continue;
      }
    }
    throw new Unreadable(Unsupported.reason("The header is damaged, or its codec"));
  }

  /** True if the stream broke off inside a frame. */
  private static boolean readAll(
      AudioInputStream in, PcmSamples samples, int frameSize, MonoBuffer sound) throws IOException {
    byte[] block = new byte[frameSize * FRAMES_PER_READ];
    while (true) {
      int n = in.readNBytes(block, 0, block.length);
      samples.addTo(sound, block, n / frameSize);
      if (n < block.length) {
        return n % frameSize != 0;
      }
    }
  }

  private static long promised(AudioInputStream in, AudioFormat format, Source source) {
    long frames = in.getFrameLength();
    long bytes = frames * format.getFrameSize();
    boolean streamed = bytes >= STREAMED_BYTES && source.length() < STREAMED_BYTES;
    return frames < 0 || streamed ? Draft.UNKNOWN : frames;
  }
}
