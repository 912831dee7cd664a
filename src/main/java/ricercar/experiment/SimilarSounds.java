package ricercar.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.Waveform;
import ricercar.geometry.Search;

/**
 * The sounds of a folder that are most like one sound, by an exact search over the cosines of their
 * embeddings.
 *
 * @param model that embedded them
 * @param matches the most similar first; the question itself is left out if it lies in the folder
 * @param searched how many sounds were compared
 * @param skipped what could not be
 */
public record SimilarSounds(
    String model,
    Path query,
    Path folder,
    List<Match> matches,
    int searched,
    List<FolderEmbeddings.Skipped> skipped) {

  /**
   * @param path inside the folder, with slashes
   */
  public record Match(String path, double seconds, double cosine) {}

  /**
   * @param count how many at most
   */
  public static SimilarSounds of(
      FolderModel model, Path query, Path folder, int count, Progress progress) {
    Problem.unless(count > 0, "Ask for at least one similar sound, not %d.", count);
    float[] question = model.embed(sound(query));
    FolderEmbeddings embedded = model.embed(folder, progress);
    float[][] all = Arrays.copyOf(embedded.values(), embedded.rows().size() + 1);
    all[all.length - 1] = question;
    float[][] comparable = model.comparable(all);
    Search search = new Search(Arrays.copyOf(comparable, all.length - 1));
    String self = self(query, folder);
    List<Match> matches =
        search.nearest(comparable[all.length - 1], count + 1).stream()
            .map(hit -> match(embedded.rows().get(hit.row()), hit.cosine()))
            .filter(match -> !Objects.equals(match.path(), self))
            .limit(count)
            .toList();
    return new SimilarSounds(
        model.name(), query, folder, matches, all.length - 1, embedded.skipped());
  }

  /** A sound file, or why it cannot be used. */
  public static Waveform sound(Path file) {
    Decoded decoded = AudioFile.decode(file);
    return decoded
        .waveform()
        .orElseThrow(() -> new Problem(file + " cannot be used.", decoded.reason()));
  }

  private static Match match(FolderEmbeddings.Row row, double cosine) {
    return new Match(row.path(), row.seconds(), cosine);
  }

  private static String self(Path query, Path folder) {
    Path inside = folder.toAbsolutePath().normalize();
    Path file = query.toAbsolutePath().normalize();
    return file.startsWith(inside) ? inside.relativize(file).toString().replace('\\', '/') : "";
  }
}
