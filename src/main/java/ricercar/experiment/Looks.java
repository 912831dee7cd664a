package ricercar.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;
import ricercar.files.NumpyFile;
import ricercar.probe.Embeddings;

/**
 * What an encoder made of the same clips at several steps of its training: {@code
 * step-000000100.npy}, float32 [clips, width], each.
 */
public record Looks(Path folder) {
  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".npy";

  /** The embeddings after a step; those of step 0 are of an encoder that has learnt nothing. */
  public record Look(long step, Embeddings embeddings) {}

  void keep(long step, Embeddings embeddings) {
    NumpyFile.write(file(step), embeddings.rows());
  }

  /** Forgets what a resumed training will do again. */
  void removeAfter(long step) {
    steps().stream().filter(later -> later > step).map(this::file).forEach(AtomicFiles::delete);
  }

  /**
   * In the order of the steps.
   *
   * @param clips of every look
   */
  List<Look> all(int[] clips) {
    return steps().stream()
        .map(step -> new Look(step, embeddings(clips, NumpyFile.read(file(step)).rows(file(step)))))
        .toList();
  }

  private static Embeddings embeddings(int[] clips, float[][] rows) {
    int width = rows[0].length;
    float[] values = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * width, width);
    }
    return new Embeddings(clips, values, width);
  }

  private List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(PREFIX + "\\d+" + SUFFIX))
          .map(
              name ->
                  Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(long step) {
    return folder.resolve("%s%09d%s".formatted(PREFIX, step, SUFFIX));
  }
}
