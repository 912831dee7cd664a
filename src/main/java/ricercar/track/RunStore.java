package ricercar.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.FileHold;

/**
 * A folder of runs. A finished run is found again by its identity; an unfinished one is held by one
 * process at a time, and the hold ends with the process however it ends.
 */
public record RunStore(Path folder) {
  /** The finished run of this identity, if there is one. */
  public Optional<RunFolder> finished(RunIdentity identity) {
    return find(identity).filter(RunFolder::isFinished).map(RunFolder::finished);
  }

  /** The run's folder, new or where it was left; close it to let others in. */
  public RunFolder open(RunIdentity identity) {
    return open(identity, hold(identity, false));
  }

  /** The same, once no other process works on it. */
  public RunFolder openInTurn(RunIdentity identity) {
    return open(identity, hold(identity, true));
  }

  private RunFolder open(RunIdentity identity, FileHold hold) {
    try {
      Path path = find(identity).orElse(folder.resolve(identity.folderName()));
      return RunFolder.open(path, identity, hold);
    } catch (RuntimeException e) {
      release(hold);
      throw e;
    }
  }

  /** The finished runs, by folder name. */
  public List<RunFolder> allFinished() {
    try (Stream<Path> paths = entries()) {
      return paths.filter(RunFolder::isFinished).sorted().map(RunFolder::finished).toList();
    }
  }

  static void release(FileHold hold) {
    try {
      hold.close();
    } catch (IOException e) {
      throw new Problem("Cannot release a run's lock.", "Is the disk still there?", e);
    }
  }

  private Optional<Path> find(RunIdentity identity) {
    try (Stream<Path> paths = entries()) {
      return paths
          .filter(path -> path.getFileName().toString().endsWith("-" + identity.shortHash()))
          .findFirst();
    }
  }

  private Stream<Path> entries() {
    try {
      return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
    } catch (IOException e) {
      throw new Problem("Cannot read the runs in " + folder + ".", "Is it readable?", e);
    }
  }

  private FileHold hold(RunIdentity identity, boolean waiting) {
    Path file = folder.resolve(".locks").resolve(identity.shortHash());
    try {
      return waiting
          ? FileHold.inTurn(file)
          : FileHold.tryAt(file).orElseThrow(() -> workedOn(identity));
    } catch (IOException e) {
      throw new Problem("Cannot write to " + folder + ".", "Is the disk full or read-only?", e);
    }
  }

  private static Problem workedOn(RunIdentity identity) {
    return new Problem(
        "Run '%s' (seed %d) is being worked on by another process."
            .formatted(identity.name(), identity.seed()),
        "Wait until it ends, or stop that process; the run continues where it was left.");
  }
}
