package ricercar.experiment;

import java.nio.file.Path;
import ricercar.Progress;
import ricercar.audio.Waveform;

/** Whatever turns sounds, and folders of them, into vectors. */
public interface FolderModel extends AutoCloseable {
  String name();

  /** One sound's embedding. */
  float[] embed(Waveform sound);

  /** Those of every sound file of a folder; what cannot be read is named. */
  FolderEmbeddings embed(Path folder, Progress progress);

  /**
   * Rows as a cosine should compare them.
   *
   * @param rows {@code [sound][width]}
   */
  default float[][] comparable(float[][] rows) {
    return rows;
  }

  @Override
  default void close() {}
}
