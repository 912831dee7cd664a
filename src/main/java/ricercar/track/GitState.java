package ricercar.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The state of the sources.
 *
 * @param commit the full hash, or "unknown" outside a clone
 * @param dirty whether files differed from that commit
 */
public record GitState(String commit, boolean dirty) {
  private static final GitState UNKNOWN = new GitState("unknown", false);

  public static GitState of(Path directory) {
    Optional<String> commit = git(directory, "rev-parse", "HEAD");
    Optional<String> changes = git(directory, "status", "--porcelain");
    return commit.isEmpty() || changes.isEmpty()
        ? UNKNOWN
        : new GitState(commit.get(), !changes.get().isEmpty());
  }

  /** Short, with a plus sign for changed files. */
  @Override
  public String toString() {
    return commit.substring(0, Math.min(9, commit.length())) + (dirty ? "+" : "");
  }

  private static Optional<String> git(Path directory, String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = directory.toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(out)
          : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
