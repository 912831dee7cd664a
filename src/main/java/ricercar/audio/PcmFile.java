package ricercar.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import javax.sound.sampled.spi.AudioFileReader;

/**
 * Wave and AU files, by the JDK's own readers alone: {@code AudioSystem} would let any provider on
 * the class path answer first.
 */
final class PcmFile {
  /** What programs that write into a pipe put for a length that they do not know. */
  private static final long STREAMED_BYTES = 0x7fff_0000L;

  private PcmFile() {}

  static Draft decode(Source source, String container) throws IOException {
    for (AudioFileReader reader : readers()) {
      // Each reader gets a stream of its own: they do not rewind past a few hundred bytes.
      try (InputStream bytes = source.stream();
          AudioInputStream in = open(reader, bytes)) {
        if (in != null) {
          return PcmData.read(container, in, in.getFormat(), promised(in, source));
        }
      }
    }
    throw new Unreadable(Unsupported.reason("The header is damaged, or its codec"));
  }

  private static List<AudioFileReader> readers() {
    return ServiceLoader.load(AudioFileReader.class, PcmFile.class.getClassLoader()).stream()
        .filter(p -> p.type().getModule().equals(AudioSystem.class.getModule()))
        .sorted(Comparator.comparing(p -> p.type().getName()))
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** Null where this reader does not know the content; at odds with it they throw all sorts. */
  private static AudioInputStream open(AudioFileReader reader, InputStream bytes) {
    try {
      return reader.getAudioInputStream(bytes);
    } catch (UnsupportedAudioFileException | IOException | RuntimeException e) {
      return null;
    }
  }

  private static long promised(AudioInputStream in, Source source) {
    AudioFormat format = in.getFormat();
    long bytes = in.getFrameLength() * format.getFrameSize();
    boolean streamed = bytes >= STREAMED_BYTES && source.length() < STREAMED_BYTES;
    return in.getFrameLength() < 0 || streamed ? Draft.UNKNOWN : in.getFrameLength();
  }
}
