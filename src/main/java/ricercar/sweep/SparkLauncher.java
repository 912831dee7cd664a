package ricercar.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ricercar.Problem;
import ricercar.experiment.Experiment;
import ricercar.track.RunStore;

/**
 * Makes each run in a process on a machine of a Spark cluster. Where that machine sees the folder
 * of runs, the run is made in it, and goes on from its checkpoints if its machine is lost; where it
 * does not, the finished run is brought back.
 */
public final class SparkLauncher implements Launcher {
  /** The run command of a checkout, as a cluster's machines start it. */
  public static final List<String> TRIAL = List.of("{home}/ricercar", "trial");

  private final SparkCluster cluster;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path home;
  private final boolean checkpoints;
  private final boolean sharing;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param command as of {@link ChildJvms}, but that a first {@code {home}} stands for a checkout
   * @param environment of the runs, beside what their machines have
   * @param home of this machine's checkout, where others look for theirs
   * @param checkpoints whether to bring back checkpoints too, from machines that do not share the
   *     folder of runs
   */
  public SparkLauncher(
      SparkCluster cluster,
      List<String> command,
      Map<String, String> environment,
      Path home,
      boolean checkpoints) {
    this(cluster, command, environment, home, checkpoints, true);
  }

  /**
   * @param sharing whether machines may make a run in its own place, if they see it
   */
  SparkLauncher(
      SparkCluster cluster,
      List<String> command,
      Map<String, String> environment,
      Path home,
      boolean checkpoints,
      boolean sharing) {
    this.cluster = cluster;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.checkpoints = checkpoints;
    this.sharing = sharing;
  }

  @Override
  public int atOnce() {
    return cluster.atOnce();
  }

  @Override
  public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
    Path folder = store.folder().toAbsolutePath();
    Path mark = mark(folder);
    Errand errand =
        new Errand(
            command,
            environment,
            home.toString(),
            ChildRun.request(experiment).getBytes(StandardCharsets.UTF_8),
            folder.toString(),
            sharing ? mark.getFileName().toString() : "",
            checkpoints);
    running.incrementAndGet();
    String what = "The run '%s' (seed %d)".formatted(experiment.name(), experiment.seed());
    CompletableFuture<Void> run = new CompletableFuture<>();
    cluster
        .ask(errand, what)
        .whenComplete((reply, failure) -> ended(mark))
        .thenAccept(reply -> take(reply, folder))
        .whenComplete((done, failure) -> end(run, failure));
    return run;
  }

  /** A run that ends because the cluster did has not failed: it is never told of as one. */
  private void end(CompletableFuture<Void> run, Throwable failure) {
    if (failure == null) {
      run.complete(null);
    } else if (!cluster.isGone()) {
      run.completeExceptionally(failure);
    }
  }

  /**
   * A file by which other machines know this folder. It lies right in it: its coming and going
   * makes network file systems look again, and see the folders of runs that others made.
   */
  private static Path mark(Path folder) {
    try {
      return Files.createTempFile(Files.createDirectories(folder), ".here", "");
    } catch (IOException e) {
      throw new Problem("Cannot write to " + folder + ".", "Is the disk full or read-only?", e);
    }
  }

  private void ended(Path mark) {
    running.decrementAndGet();
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      // A hidden, empty file that stays harms nobody.
    }
  }

  private static void take(Reply reply, Path folder) {
    if (reply.exit() != 0) {
      throw ChildJvms.why(reply.exit(), reply.said());
    }
    new BroughtRuns(reply.files()).into(folder);
  }

  @Override
  public String told() {
    cluster.requireThere();
    return running.get() == 0 ? "" : "%d runs on %s".formatted(running.get(), cluster);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
