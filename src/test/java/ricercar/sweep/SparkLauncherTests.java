package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.track.RunStore;

/** Against Spark's own master and workers, in JVMs of their own. */
class SparkLauncherTests {
  private static final String STUDY =
      """
      title: Coins
      seeds: [1, 2]
      report.resamples: 200
      vary:
        - {name: untrained, method: untrained}
      sweep:
        axes:
          - {key: contrastive.temperature, symbol: τ, values: [%s]}
        sampler: {type: grid}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void sparkIsThere() {
    assumeTrue(sparkOnTheClassPath(), "Spark's jars are not on the class path; see docs/spark.md");
    System.setProperty("spark.executor.memory", "512m");
    System.setProperty("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1");
  }

  private static boolean sparkOnTheClassPath() {
    try {
      Class.forName(
          "org.apache.spark.deploy.worker.Worker", false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  void aSweepOnAClusterThatLosesAWorkerEqualsOneInThreads() throws Exception {
    String values = "0.05, 0.1, 0.2, 0.4";
    SweepOutcome here = sweep(values, "here", new Threads(new Coins(0), 2));
    try (LoopbackCluster cluster = new LoopbackCluster(place("cluster"), 2)) {
      SparkCluster spark = SparkCluster.at(cluster.url(), 1);
      await(() -> spark.atOnce() == 2);
      Launcher launcher = new SparkLauncher(spark, child(1500), Map.of(), folder, false, false);
      Thread axe = new Thread(() -> killAfterTheFirstRun(cluster, folder.resolve("there")));
      axe.start();
      SweepOutcome there = sweep(values, "there", launcher);
      axe.join();

      assertThat(there.study().table().toCsv()).isEqualTo(here.study().table().toCsv());
      assertThat(there.trialsCsv()).isEqualTo(here.trialsCsv());
      assertThat(files(folder.resolve("there"))).isEqualTo(files(folder.resolve("here")));
    }
  }

  private static void killAfterTheFirstRun(LoopbackCluster cluster, Path runs) {
    try {
      await(
          () ->
              Files.exists(runs.resolve("sweep.jsonl")) && lines(runs.resolve("sweep.jsonl")) > 1);
      Thread.sleep(500);
      cluster.kill(0);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    for (int i = 0; i < 600 && !condition.holds(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.holds()).isTrue();
  }

  private static Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static SweepOutcome sweep(String values, String runs, Launcher launcher)
      throws IOException {
    Path file = Files.writeString(folder.resolve(runs + ".yaml"), STUDY.formatted(values));
    SweepPlan plan = SweepPlan.of(StudyFile.read(file, Overrides.NONE));
    Path place = folder.resolve(runs);
    Coins coins = new Coins(0);
    RunStore store = new RunStore(place);
    try (Journal journal = Journal.open(place.resolve("sweep.jsonl"), Sweep.about(plan));
        launcher) {
      List<SweepTrial> trials =
          new Sweep(plan, store, coins, launcher, journal).run(Progress.SILENT);
      return SweepOutcome.of(plan, trials, store, coins, Progress.SILENT);
    }
  }

  /** What does not tell of times and machines, by path. */
  private static Map<String, String> files(Path runs) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(runs)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String path = runs.relativize(file).toString();
        if (!path.startsWith(".") && !name.equals("sweep.jsonl")) {
          boolean timed = name.equals("provenance.json") || name.equals("times.jsonl");
          files.put(path, timed ? "" : Files.readString(file));
        }
      }
    }
    return files;
  }

  private static List<String> child(int milliseconds) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", LoopbackCluster.classPath()));
    command.addAll(List.of(CoinChild.class.getName(), String.valueOf(milliseconds)));
    return command;
  }

  private static long lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}
