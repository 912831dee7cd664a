package ricercar.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.NumpyFile;
import ricercar.files.ParquetTable;

/**
 * The embeddings of a folder of sound files.
 *
 * @param model its name
 * @param width of an embedding
 * @param skipped files that could not be embedded
 */
public record FolderEmbeddings(String model, int width, List<Row> rows, List<Skipped> skipped) {
  public static final String NUMPY = "embeddings.npy";
  public static final String PARQUET = "embeddings.parquet";
  public static final String SKIPPED = "skipped.txt";

  /**
   * A file's embedding.
   *
   * @param path inside the folder, with slashes
   * @param windows whose mean it is
   */
  public record Row(String path, double seconds, int windows, float[] embedding) {}

  public record Skipped(String path, String reason) {}

  public FolderEmbeddings {
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
  }

  /** {@code [file][width]}. */
  public float[][] values() {
    return rows.stream().map(Row::embedding).toArray(float[][]::new);
  }

  /**
   * Writes a new directory, whole or not at all: {@value #NUMPY}, float32 [files, width]; {@value
   * #PARQUET} with columns path, seconds, windows and embedding, rows in the same order; and
   * {@value #SKIPPED}, a line for each file that was left out.
   */
  public void write(Path directory) {
    requireFree(directory);
    AtomicFiles.directory(
        directory,
        place -> {
          NumpyFile.write(place.resolve(NUMPY), values());
          try (ParquetTable table =
              new ParquetTable(
                  List.of(
                      "path VARCHAR",
                      "seconds DOUBLE",
                      "windows INTEGER",
                      "embedding FLOAT[%d]".formatted(width)))) {
            rows.forEach(row -> table.add(row.path, row.seconds, row.windows, row.embedding));
            table.write(place.resolve(PARQUET));
          }
          Files.writeString(
              place.resolve(SKIPPED),
              skipped.stream()
                  .map(s -> s.path + "\t" + s.reason + "\n")
                  .collect(Collectors.joining()));
        });
  }

  /** Asks before the work whether there is room for its result. */
  public static void requireFree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        empty = entries.findAny().isEmpty();
      } catch (IOException e) {
        throw new Problem("Cannot read " + directory + ".", "May you read it?", e);
      }
    }
    if (!empty) {
      throw new Problem(directory + " is there already.", "Name another folder, or remove it.");
    }
  }
}
