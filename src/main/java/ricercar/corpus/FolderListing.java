package ricercar.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ricercar.Problem;

/**
 * Files and labels by sub-folders: {@code LABEL/song.mp3} or {@code LABEL/ALBUM/song.mp3}. The
 * first level names the class of the single-label task "folder"; a deeper folder is a group, else
 * each file is its own. Files beside the label folders have no label.
 */
final class FolderListing {
  static final String TASK = "folder";

  private static final Set<String> SOUND =
      Set.of(
          "wav", "wave", "aif", "aiff", "aifc", "au", "snd", "mp3", "flac", "ogg", "oga", "opus",
          "m4a", "mp4", "aac", "wma");

  private FolderListing() {}

  static Listing read(Path folder) {
    List<Listing.Entry> entries = new ArrayList<>();
    Set<String> classes = new TreeSet<>();
    for (Path file : soundFiles(folder)) {
      Path inside = folder.relativize(file);
      String path = inside.toString().replace('\\', '/');
      boolean labelled = inside.getNameCount() > 1;
      if (labelled) {
        classes.add(inside.getName(0).toString());
      }
      entries.add(
          new Listing.Entry(
              file,
              path,
              path,
              inside.getNameCount() > 2 ? inside.getParent().toString().replace('\\', '/') : path,
              null,
              labelled ? Map.of(TASK, List.of(inside.getName(0).toString())) : Map.of()));
    }
    List<Task> tasks =
        classes.isEmpty()
            ? List.of()
            : List.of(new Task(TASK, Task.Kind.SINGLE_LABEL, List.copyOf(classes)));
    return new Listing(tasks, entries);
  }

  /** Files named like sound, in the order of their paths; hidden ones are passed over. */
  static List<Path> soundFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Problem("There is no folder " + folder + ".", "Check the path.");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> SOUND.contains(extension(file)))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted((a, b) -> a.toString().compareTo(b.toString()))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Problem("Cannot list the folder " + folder + ".", "May you read it?", e);
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
