package ricercar.audio;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads sound files as mono, the mean of their channels, at their own sample rate: wave, AIFF and
 * AU, MP3 (trimmed by its LAME header), FLAC, Ogg Vorbis and Opus. The format is chosen by content
 * and never by name.
 */
public final class AudioFile {
  private AudioFile() {}

  /** Never throws for what a file holds; an unreadable one is Rejected with its reason. */
  public static Decoded decode(Path file) {
    try {
      Source source = Source.open(file);
      return Soundness.judge(Container.of(source).decode(source));
    } catch (Unreadable e) {
      return new Decoded.Rejected(e.getMessage());
    } catch (FileSystemException e) {
      return new Decoded.Rejected("The file cannot be opened (" + e + ").");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Decoded.Rejected("The content is damaged: its decoder failed (" + e + ").");
    } catch (OutOfMemoryError e) {
      // Damaged headers make decoders ask for huge tables; the request fails and holds nothing.
      return new Decoded.Rejected(
          "Decoding asks for more memory than there is: the header is damaged, or Java needs a"
              + " larger -Xmx.");
    }
  }

  /**
   * What is wrong with a file as far as its first bytes tell: that it is not there, is empty or
   * holds no format that is read. Empty if nothing is; it may still turn out to be damaged further
   * on.
   */
  public static Optional<String> fault(Path file) {
    try {
      Container.of(Source.open(file));
      return Optional.empty();
    } catch (Unreadable e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.of("The file cannot be opened (" + e + ").");
    }
  }
}
