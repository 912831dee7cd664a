package ricercar.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.files.Cache;
import ricercar.files.Sha256;

/**
 * Makes a corpus of any folder of sound files. Labels, groups and splits come from a {@code
 * labels.csv} at its top (columns path, track, group, split and one per task), else from its
 * sub-folders. The corpus lies in the cache; an unchanged folder is not read again.
 */
public final class FolderReader {
  public static final String LABELS = "labels.csv";

  private FolderReader() {}

  /**
   * Every file has a row in {@link ImportSummary#of}; only a corpus without any clip is an error.
   */
  public static Corpus read(Path folder, ImportOptions options, Progress progress) {
    return read(folder, options, Workforce.HERE, progress);
  }

  /** The same, with the files decoded by others. */
  public static Corpus read(
      Path folder, ImportOptions options, Workforce workforce, Progress progress) {
    return read(folder, options, workforce, progress, Cache.folder("corpora"));
  }

  /** Files named like sound, in the order of their paths; hidden ones are passed over. */
  public static List<Path> soundFiles(Path folder) {
    return FolderListing.soundFiles(folder);
  }

  static Corpus read(Path folder, ImportOptions options, Progress progress, Path store) {
    return read(folder, options, Workforce.HERE, progress, store);
  }

  /** The same in another folder than the usual cache. */
  public static Corpus read(
      Path folder, ImportOptions options, Workforce workforce, Progress progress, Path store) {
    Path place = folder.toAbsolutePath().normalize();
    Path csv = place.resolve(LABELS);
    boolean tabled = Files.exists(csv);
    Listing listing = tabled ? CsvListing.read(place, csv) : FolderListing.read(place);
    String name = place.getFileName() == null ? "root" : place.getFileName().toString();
    Map<String, String> provenance =
        Map.of("source", "folder " + name, "labels", tabled ? LABELS : "sub-folders");
    String state = state(listing, Importer.key(options, provenance));
    Path directory =
        store.resolve(name.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + state.substring(0, 16));
    return Importer.run(directory, name, listing, options, provenance, workforce, progress);
  }

  /** Changes whenever another import could have another result. */
  static String state(Listing listing, String key) {
    Sha256 hash = new Sha256().add(key);
    for (Listing.Entry entry : listing.entries()) {
      hash.add("\n" + entry);
      try {
        if (Files.exists(entry.file())) {
          hash.add(" " + Files.size(entry.file()) + Files.getLastModifiedTime(entry.file()));
        }
      } catch (IOException e) {
        throw new Problem("Cannot look at " + entry.file() + ".", "May you read it?", e);
      }
    }
    return hash.add(Json.line(listing.tasks())).hex();
  }
}
