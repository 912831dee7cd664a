package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.experiment.Experiment;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.track.RunStore;

class SweepTests {
  private static final String HEAD =
      """
      title: Coins
      seeds: [1, 2]
      report.resamples: 200
      vary:
        - {name: untrained, method: untrained}
      """;

  private static final String SEARCH =
      HEAD
          + """
          sweep:
            axes:
              - {key: contrastive.temperature, symbol: τ, from: 0.01, to: 2, scale: logarithmic}
            sampler: {type: tpe, trials: %d, startup: 8}
            window: 2
          """;

  @TempDir Path folder;

  @Test
  void aGridIsATableOfItsPointsBesideTheReferences() throws IOException {
    SweepOutcome outcome = sweep(grid("0.05, 0.2, 0.8"), "runs", new Threads(new Coins(0), 2));

    assertThat(outcome.study().table().rows().stream().map(row -> row.name()))
        .containsExactly("untrained", "τ = 0.05", "τ = 0.2", "τ = 0.8");
    assertThat(outcome.study().table().cell("τ = 0.2", "accuracy %").value())
        .isGreaterThan(outcome.study().table().cell("τ = 0.05", "accuracy %").value());
    assertThat(outcome.trialsCsv().lines().toList())
        .hasSize(1 + 3 * 2)
        .first()
        .isEqualTo("trial,contrastive.temperature,budget,seed,run,probe validation loss,failure");
  }

  @Test
  void whatIsProposedDoesNotDependOnWhatEndsFirst() throws IOException {
    String alone = sweep(search(24), "alone", new Threads(new Coins(0), 1)).trialsCsv();
    String shuffled = sweep(search(24), "shuffled", new Shuffled(new Coins(0), 4)).trialsCsv();
    assertThat(shuffled).isEqualTo(alone);
  }

  @Test
  void aSearchFindsWhereCoinsAreEasyToTell() throws IOException {
    SweepOutcome outcome = sweep(search(40), "runs", new Threads(new Coins(0), 2));
    List<Double> tried =
        outcome.trials().stream()
            .map(trial -> trial.proposal().point().values().get(0).asDouble())
            .toList();
    assertThat(tried.subList(20, 40).stream().filter(t -> t > 0.1 && t < 0.4).count())
        .isGreaterThan(9);
  }

  @Test
  void aBudgetMayBeWidenedLater() throws IOException {
    String wide = sweep(search(16), "wide", new Threads(new Coins(0), 2)).trialsCsv();
    sweep(search(8), "runs", new Threads(new Coins(0), 2));
    Counted counted = new Counted(new Coins(0));
    String widened = sweep(search(16), "runs", counted).trialsCsv();
    assertThat(widened).isEqualTo(wide);
    assertThat(counted.launched).isEqualTo(8 * 2);
  }

  @Test
  void aSweepKilledThreeTimesGivesTheSameTableByteForByte() throws Exception {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    Path killed = Files.createDirectories(folder.resolve("killed"));
    Path study = write(SEARCH.formatted(40));
    assertThat(start(study, whole, 0).waitFor()).isZero();
    for (int lines : new int[] {5, 31, 62}) {
      Process process = start(study, killed, 20);
      while (process.isAlive() && lines(killed.resolve("sweep.jsonl")) < lines) {
        Thread.sleep(3);
      }
      assertThat(process.isAlive()).as("still running at line %d", lines).isTrue();
      process.destroyForcibly().waitFor();
    }
    assertThat(start(study, killed, 0).waitFor()).isZero();

    for (String file : List.of("table.csv", "table.md", "trials.csv")) {
      assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(Files.readAllLines(killed.resolve("sweep.jsonl"))).hasSize(1 + 40 * 2);
    assertThat(runFolders(killed)).isEqualTo(runFolders(whole));
  }

  @Test
  void runsInProcessesOfTheirOwnGiveTheSameTable() throws IOException {
    SweepOutcome inThreads = sweep(grid("0.1, 0.2"), "threads", new Threads(new Coins(0), 2));
    SweepOutcome inJvms = sweep(grid("0.1, 0.2"), "jvms", new ChildJvms(child(), 2));
    assertThat(inJvms.study().table().toCsv()).isEqualTo(inThreads.study().table().toCsv());
    assertThat(folder.resolve("jvms/.trials")).isEmptyDirectory();
  }

  @Test
  void aRunThatTakesAllMemoryFailsAloneAndIsNamed() throws IOException {
    SweepOutcome outcome = sweep(grid("0.2, 9.5"), "runs", new ChildJvms(child(), 2));

    assertThat(outcome.trials().get(0).failed()).isFalse();
    assertThat(outcome.trials().get(1).failed()).isTrue();
    assertThat(outcome.study().table().rows().stream().map(row -> row.name()))
        .containsExactly("untrained", "τ = 0.2");
    assertThat(outcome.study().table().footnotes())
        .anyMatch(
            note ->
                note.startsWith("Failed: τ = 9.5, seed 1. The run ran out of memory.")
                    && note.contains("RICERCAR_HEAP"));
  }

  @Test
  void aChildEndsWithItsParent() throws Exception {
    List<String> command = new ArrayList<>(child());
    command.set(command.size() - 1, "60000");
    command.add(folder.resolve("runs").toString());
    Process child = new ProcessBuilder(command).start();
    Experiment experiment = plan(grid("0.2")).row(first(grid("0.2"))).experiments().get(0);
    child.getOutputStream().write(ChildRun.request(experiment).getBytes(StandardCharsets.UTF_8));
    child.getOutputStream().flush();
    assertThat(child.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
    child.getOutputStream().close();
    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(143);
  }

  @Test
  void aRunThatIsStoppedFromOutsideHasNotFailed() throws Exception {
    List<String> slow = new ArrayList<>(child());
    slow.set(slow.size() - 1, "60000");
    ProcessHandle here = ProcessHandle.current();
    List<ProcessHandle> before = here.children().toList();
    Thread stopper =
        new Thread(
            () -> {
              List<ProcessHandle> begun = List.of();
              while (begun.size() < 2) {
                begun = here.children().filter(child -> !before.contains(child)).toList();
                Thread.onSpinWait();
              }
              begun.forEach(ProcessHandle::destroy);
            });
    stopper.start();

    assertThatThrownBy(() -> sweep(grid("0.1, 0.2"), "runs", new ChildJvms(slow, 2)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("goes on where it was");
    stopper.join();
    assertThat(Files.readAllLines(folder.resolve("runs/sweep.jsonl"))).hasSize(1);
    SweepOutcome later = sweep(grid("0.1, 0.2"), "runs", new ChildJvms(child(), 2));
    assertThat(later.trials()).noneMatch(SweepTrial::failed);
  }

  @Test
  void twoSweepsOnOneJournalAreOneTooMany() throws IOException {
    SweepPlan plan = plan(search(8));
    Path file = folder.resolve("runs/sweep.jsonl");
    try (Journal held = Journal.open(file, Sweep.about(plan))) {
      assertThat(held.entries()).isEmpty();
      assertThatThrownBy(() -> Journal.open(file, Sweep.about(plan)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("is being run by another process")
          .hasMessageContaining("goes on where it was left");
    }
  }

  @Test
  void aJournalOfAnotherSweepIsRefusedAndKept() throws IOException {
    sweep(search(8), "runs", new Threads(new Coins(0), 2));
    Path file = folder.resolve("runs/sweep.jsonl");
    String before = Files.readString(file);
    assertThatThrownBy(
            () ->
                Journal.open(file, Sweep.about(plan(search(8).replace("window: 2", "window: 3")))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("its 'window' was 2 and is 3 now");
    assertThat(file).hasContent(before);
  }

  @Test
  void aTornTailIsDroppedAndItsRunFoundAgain() throws IOException {
    String whole = sweep(search(12), "runs", new Threads(new Coins(0), 2)).trialsCsv();
    Path file = folder.resolve("runs/sweep.jsonl");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
    Counted counted = new Counted(new Coins(0));
    assertThat(sweep(search(12), "runs", counted).trialsCsv()).isEqualTo(whole);
    assertThat(counted.launched).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedBeforeAnythingRuns() throws IOException {
    Path closed = Files.writeString(folder.resolve("closed"), "a file where a folder should be");
    assertThatThrownBy(
            () -> Journal.open(closed.resolve("sweep.jsonl"), Sweep.about(plan(search(8)))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(closed.toString())
        .hasMessageContaining("disk full or read-only");
  }

  @Test
  void aDiskThatFillsUpStopsTheSweepAndKeepsWhatWasMade() throws Exception {
    Path runs = Files.createDirectories(folder.resolve("full"));
    Path study = write(SEARCH.formatted(40));
    // A limit on the size of files stands for a full disk: the journal cannot grow beyond it.
    List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "-"));
    limited.addAll(command(study, runs, 0));
    Process process =
        new ProcessBuilder(limited)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).isNotZero();
    assertThat(folder.resolve("log")).content().contains("Is the disk full or read-only?");
    long kept = lines(runs.resolve("sweep.jsonl"));
    assertThat(kept).isGreaterThan(10);
    assertThat(start(study, runs, 0).waitFor()).isZero();
    assertThat(lines(runs.resolve("sweep.jsonl"))).isEqualTo(1 + 40 * 2);
  }

  @Test
  void aSweepThatWasKeptIsFoundWithItsJournalAndNotWithAnother() throws IOException {
    String made = sweep(search(8), "runs", new Threads(new Coins(0), 2)).trialsCsv();
    RunStore kept = new RunStore(folder.resolve("runs"));
    assertThat(SweepOutcome.kept(plan(search(8)), kept).orElseThrow().trialsCsv()).isEqualTo(made);
    assertThat(SweepOutcome.kept(plan(search(9)), kept)).isEmpty();
    String other = search(8).replace("startup: 8", "startup: 4");
    assertThat(SweepOutcome.kept(plan(other), kept)).isEmpty();
  }

  @Test
  void choosingByTestTracksIsRefused() {
    String text =
        search(8)
            .replace("window: 2", "window: 2\n  objective: {measure: accuracy, goal: largest}");
    assertThatThrownBy(() -> sweep(text, "runs", new Threads(new Coins(0), 1)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("measured on test tracks")
        .hasMessageContaining("probe validation loss");
  }

  private String search(int trials) {
    return SEARCH.formatted(trials);
  }

  private static String grid(String values) {
    return HEAD
        + """
        sweep:
          axes:
            - {key: contrastive.temperature, symbol: τ, values: [%s]}
          sampler: {type: grid}
        """
            .formatted(values);
  }

  private Proposal first(String text) throws IOException {
    return plan(text).propose(List.of(), List.of());
  }

  private SweepOutcome sweep(String text, String runs, Launcher launcher) throws IOException {
    SweepPlan plan = plan(text);
    Path place = folder.resolve(runs);
    Coins coins = new Coins(0);
    RunStore store = new RunStore(place);
    try (launcher) {
      return SweepOutcome.run(
          plan, store, place.resolve("sweep.jsonl"), coins, launcher, Progress.SILENT);
    }
  }

  private SweepPlan plan(String text) throws IOException {
    return SweepPlan.of(StudyFile.read(write(text), Overrides.NONE));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), text);
  }

  private Process start(Path study, Path runs, int milliseconds) throws IOException {
    return new ProcessBuilder(command(study, runs, milliseconds))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static List<String> command(Path study, Path runs, int milliseconds) {
    return List.of(
        java(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        KilledSweep.class.getName(),
        study.toString(),
        runs.toString(),
        String.valueOf(milliseconds));
  }

  private static List<String> child() {
    return List.of(
        java(),
        "-Xmx64m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        System.getProperty("java.class.path"),
        CoinChild.class.getName(),
        "0");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static Set<String> runFolders(Path runs) throws IOException {
    try (Stream<Path> paths = Files.list(runs)) {
      return paths
          .filter(path -> Files.exists(path.resolve("result.json")))
          .map(path -> path.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  /** Lets go of its runs in another order than they were asked for. */
  private static final class Shuffled implements Launcher {
    private final Threads threads;
    private final int atOnce;

    Shuffled(Coins coins, int atOnce) {
      threads = new Threads(coins, atOnce);
      this.atOnce = atOnce;
    }

    @Override
    public int atOnce() {
      return atOnce;
    }

    @Override
    public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
      long wait = Math.floorMod(experiment.canonical().hashCode(), 40);
      return threads
          .launch(experiment, store)
          .thenRunAsync(() -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      threads.close();
    }
  }

  private static final class Counted implements Launcher {
    private final Threads threads;
    private int launched;

    Counted(Coins coins) {
      threads = new Threads(coins, 2);
    }

    @Override
    public int atOnce() {
      return 2;
    }

    @Override
    public CompletableFuture<Void> launch(Experiment experiment, RunStore store) {
      launched++;
      return threads.launch(experiment, store);
    }

    @Override
    public void close() {
      threads.close();
    }
  }
}
