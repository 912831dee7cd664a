package ricercar.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.audio.Wav;

/** A public data set in small, made on the spot: real sound in the layout of its makers. */
public final class Miniature {
  private final Path root;
  private int tones;

  public Miniature(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /**
   * A tone, each at a pitch of its own; the format is told by content, so that any name will do.
   */
  public Miniature tone(String path, double seconds) {
    return tone(path, seconds, 32_000);
  }

  /** Four seconds. */
  public Miniature tone(String path) {
    return tone(path, 4, 16_000);
  }

  private Miniature tone(String path, double seconds, int sampleRate) {
    float[] samples = Tones.sine(150 + 7 * tones++, 0.5, seconds, sampleRate);
    return write(path, Wav.pcm16(samples, sampleRate));
  }

  /** Two seconds of a true MP3 file. */
  public Miniature mp3(String path) {
    try (InputStream in = Miniature.class.getResourceAsStream("/ricercar/audio/vbr-mono.mp3")) {
      return write(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zero bytes. */
  public Miniature empty(String path) {
    return write(path, new byte[0]);
  }

  /** What a download leaves where a file is gone. */
  public Miniature page(String path) {
    return text(path, "<html>404 not found</html>");
  }

  public Miniature text(String path, String text) {
    return write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  public Miniature lines(String path, String end, String... lines) {
    return text(path, String.join(end, lines) + end);
  }

  public Miniature delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** In the order of part, count, part, count. */
  public Miniature expecting(Object... counts) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i += 2) {
      all.put((String) counts[i], counts[i + 1]);
    }
    return text(ExpectedCounts.FILE, Json.line(all));
  }

  private Miniature write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  SetReport verify(PublicSet set) {
    return PublicSets.verify(set, root);
  }

  /** As printed, with ROOT for the folder. */
  String report(PublicSet set) {
    return verify(set).text().replace(root.toString(), "ROOT");
  }

  Corpus open(PublicSet set) {
    Path store = root.resolveSibling(root.getFileName() + " store");
    return PublicSets.open(set, root, Progress.SILENT, store);
  }

  /** "TRAIN labels" of each track. */
  static Map<String, String> labels(Corpus corpus, String task) {
    Map<String, String> labels = new TreeMap<>();
    for (Clip clip : corpus.clips()) {
      List<String> names = clip.labels().get(task);
      labels.put(clip.track(), clip.split() + " " + String.join(", ", names));
    }
    return labels;
  }
}
