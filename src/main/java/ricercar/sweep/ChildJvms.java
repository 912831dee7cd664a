package ricercar.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.experiment.Experiment;
import ricercar.track.RunStore;

/**
 * Makes each run in a Java process of its own on this machine: one that runs out of memory takes no
 * other with it. A child ends when this process does, however it ends.
 *
 * @param command of a child, which reads what {@link ChildRun} reads; the run store's folder is
 *     added as its last word
 */
public final class ChildJvms implements Launcher {

  /** By Ctrl-C, which children hear too. */
  private static final int INTERRUPTED = 130;

  private static final int STOPPED = 143;

  private final List<String> command;
  private final int atOnce;
  private final Map<Process, Path> children = new ConcurrentHashMap<>();

  public ChildJvms(List<String> command, int atOnce) {
    this.command = List.copyOf(command);
    this.atOnce = atOnce;
  }

  @Override
  public int atOnce() {
    return atOnce;
  }

  @Override
  public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
    try {
      Path logs = Files.createDirectories(store.folder().resolve(".trials"));
      Path log = Files.createTempFile(logs, "trial", ".log");
      Process child =
          new ProcessBuilder(
                  Stream.concat(command.stream(), Stream.of(store.folder().toString())).toList())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      children.put(child, log);
      send(child, experiment);
      return child.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new Problem(
          "Cannot start a process for the run '" + experiment.name() + "'.",
          "Is the disk full, or the folder of runs read-only? Once that is mended, the sweep goes"
              + " on where it was.",
          e);
    }
  }

  private static void send(Process child, Experiment experiment) {
    try {
      OutputStream in = child.getOutputStream();
      in.write(ChildRun.request(experiment).getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      // It ended before it had read all; its exit code and its words tell why.
    }
  }

  @Override
  public String told() {
    return children.values().stream()
        .map(ChildJvms::lastLine)
        .filter(line -> !line.isEmpty())
        .sorted()
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    children.keySet().forEach(Process::destroyForcibly);
  }

  private void ended(Process child) {
    Path log = children.remove(child);
    String said = LastWords.of(log);
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      // A log that stays harms nobody.
    }
    int exit = child.exitValue();
    if (exit == INTERRUPTED || exit == STOPPED) {
      throw new CancellationException();
    }
    if (exit != 0) {
      throw why(exit, said);
    }
  }

  /** What an exit code and the last words of a process mean. */
  static Problem why(int exit, String said) {
    boolean heap = exit == 3 || said.contains("OutOfMemoryError");
    boolean tensors = said.contains("can't allocate memory") || said.contains("not enough memory");
    if (heap || tensors || exit == 137) {
      return new Problem(
          exit == 137
              ? "The run's process was killed, as the system does when memory runs out."
              : "The run ran out of memory.",
          "Run fewer at once (--at-once), lower training.clipsPerBatch, or raise RICERCAR_HEAP.");
    }
    String words =
        said.lines()
            .filter(line -> line.startsWith("ricercar: "))
            .reduce((a, b) -> b)
            .map(line -> line.substring("ricercar: ".length()))
            .orElse(said.isEmpty() ? "It said nothing." : "Its last words:\n" + said);
    return new Problem("The run ended with exit code " + exit + ". " + words, "");
  }

  private static String lastLine(Path log) {
    return LastWords.of(log).lines().reduce((a, b) -> b).orElse("");
  }
}
