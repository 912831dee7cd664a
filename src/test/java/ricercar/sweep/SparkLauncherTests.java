package ricercar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.codec.CachedVariants;
import ricercar.codec.Encodec;
import ricercar.codec.TokenCache;
import ricercar.codec.ToneCorpus;
import ricercar.corpus.Corpus;
import ricercar.corpus.Cutting;
import ricercar.corpus.FolderReader;
import ricercar.corpus.ImportOptions;
import ricercar.corpus.ImportRow;
import ricercar.corpus.ImportSummary;
import ricercar.corpus.Workforce;
import ricercar.experiment.Experiment;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.files.Sha256;
import ricercar.track.RunStore;

/** Against Spark's own master and workers, in JVMs of their own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkLauncherTests {
  private static final String STUDY =
      """
      title: Coins
      seeds: [%s]
      report.resamples: 200
      vary:
        - {name: untrained, method: untrained}
      sweep:
        axes:
          - {key: contrastive.temperature, symbol: τ, values: [%s]}
        sampler: {type: grid}
      """;

  @TempDir static Path folder;

  private static LoopbackCluster cluster;
  private static SparkCluster spark;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(sparkOnTheClassPath(), "Spark's jars are not on the class path; see docs/spark.md");
    System.setProperty("spark.executor.memory", "512m");
    System.setProperty(
        "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    cluster = new LoopbackCluster(place("cluster"), 2);
    spark = SparkCluster.at(cluster.url(), 1);
    await(() -> spark.atOnce() == 2);
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    System.clearProperty("spark.executor.memory");
    System.clearProperty("spark.executor.extraJavaOptions");
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
  @Order(1)
  void soundsDecodedOnAClusterGiveTheStoreThatTheyGiveHere() throws Exception {
    Path music = folder.resolve("music");
    for (int i = 0; i < 7; i++) {
      tone(music.resolve((i % 2 == 0 ? "low/" : "high/") + i + ".wav"), 200 + 150 * i);
    }
    Files.writeString(music.resolve("low/broken.wav"), "no sound");
    Workforce there = workforce();

    Corpus onCluster = imported(music, there, "store there");
    assertThat(onCluster.fingerprint())
        .isEqualTo(imported(music, Workforce.HERE, "store here").fingerprint());
    assertThat(files(folder.resolve("store there"))).isEqualTo(files(folder.resolve("store here")));
    assertThat(ImportSummary.of(onCluster).count(ImportRow.Status.REJECTED)).isEqualTo(1);
  }

  @Test
  @Order(2)
  void soundsEncodedOnAClusterGiveTheTokensThatTheyGiveHere() throws Exception {
    try (Encodec codec = Encodec.embedded();
        Corpus tones =
            ToneCorpus.build(folder.resolve("tones"), "tones", 32_000, 6_401, 1, 64_000, 12_800)) {
      TokenCache.open(place("tokens here"), tones, codec, CachedVariants.CLEAN, Progress.SILENT);
      TokenCache.open(
          place("tokens there"),
          tones,
          codec,
          null,
          CachedVariants.CLEAN,
          workforce(),
          Progress.SILENT);
    }
    assertThat(files(folder.resolve("tokens there")))
        .isEqualTo(files(folder.resolve("tokens here")))
        .hasSize(3);
  }

  @Test
  @Order(3)
  void whatGoesWrongThereIsToldHere() {
    Workforce.Work<Integer, Integer> picky =
        items -> {
          throw new Problem("Nobody likes " + items + ".", "Send others.");
        };
    assertThatThrownBy(() -> workforce().each(3, i -> i, picky, i -> {}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Nobody likes [0, 1]. Send others.");
    Workforce elsewhere =
        new SparkWorkforce(spark, SparkWorkforce.SLICE, folder.resolve("no checkout"));
    assertThatThrownBy(() -> elsewhere.each(1, i -> i, picky, i -> {}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("There is no " + folder.resolve("no checkout/ricercar") + " on ");
  }

  @Test
  @Order(4)
  void aSharedFolderOfRunsIsWorkedInDirectly() throws Exception {
    SparkLauncher sharing = new SparkLauncher(spark, child(0), Map.of(), folder, false);
    SweepOutcome here = sweep("shared here", "1", "0.3", new Threads(new Coins(0), 2));
    SweepOutcome there = sweep("shared there", "1", "0.3, 9.5", sharing);
    assertThat(there.study().table().rows()).isEqualTo(here.study().table().rows());
    assertThat(there.trials().get(1).failed()).isTrue();
    assertThat(there.study().table().footnotes())
        .anyMatch(note -> note.startsWith("Failed: τ = 9.5, seed 1. The run ran out of memory."));
    try (Stream<Path> left = Files.list(folder.resolve("shared there"))) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith(".here"))).isEmpty();
    }
  }

  @Test
  @Order(5)
  void aSweepThatLosesAMachineEqualsOneInThreads() throws Exception {
    String values = "0.05, 0.1, 0.2, 0.4";
    SweepOutcome here = sweep("here", "1, 2", values, new Threads(new Coins(0), 2));
    SparkLauncher apart = new SparkLauncher(spark, child(1200), Map.of(), folder, false, false);
    Thread axe = new Thread(() -> killAfterTheFirstRun(folder.resolve("there")));
    axe.start();
    SweepOutcome there = sweep("there", "1, 2", values, apart);
    axe.join();

    assertThat(there.study().table().toCsv()).isEqualTo(here.study().table().toCsv());
    assertThat(there.trialsCsv()).isEqualTo(here.trialsCsv());
    assertThat(files(folder.resolve("there"))).isEqualTo(files(folder.resolve("here")));
  }

  @Test
  @Order(6)
  void aRunThatEndsWithItsClusterHasNotFailed() throws Exception {
    Path place = place("cut off");
    Path file = Files.writeString(folder.resolve("cut.yaml"), STUDY.formatted("1", "0.2"));
    SweepPlan plan = SweepPlan.of(StudyFile.read(file, Overrides.NONE));
    Experiment experiment = plan.row(plan.propose(List.of(), List.of())).experiments().get(0);
    SparkLauncher launcher = new SparkLauncher(spark, child(60_000), Map.of(), folder, false);
    CompletableFuture<Void> run = launcher.launch(experiment, new RunStore(place));
    assertThat(launcher.told()).startsWith("1 runs on spark://");
    launcher.close();
    await(() -> noMark(place));
    assertThat(run).isNotDone();
    assertThatThrownBy(launcher::told)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("The connection to " + cluster.url() + " is gone.");
  }

  /** Its coming and going frames what is asked of the cluster. */
  private static boolean noMark(Path runs) throws IOException {
    try (Stream<Path> files = Files.list(runs)) {
      return files.noneMatch(path -> path.getFileName().toString().startsWith(".here"));
    }
  }

  private static void killAfterTheFirstRun(Path runs) {
    try {
      await(
          () ->
              Files.exists(runs.resolve("sweep.jsonl")) && lines(runs.resolve("sweep.jsonl")) > 1);
      Thread.sleep(300);
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

  private static SweepOutcome sweep(String runs, String seeds, String values, Launcher launcher)
      throws IOException {
    Path file = Files.writeString(folder.resolve(runs + ".yaml"), STUDY.formatted(seeds, values));
    SweepPlan plan = SweepPlan.of(StudyFile.read(file, Overrides.NONE));
    Path place = folder.resolve(runs);
    Coins coins = new Coins(0);
    RunStore store = new RunStore(place);
    try (Journal journal = Journal.open(place.resolve("sweep.jsonl"), Sweep.about(plan))) {
      List<SweepTrial> trials =
          new Sweep(plan, store, coins, launcher, journal).run(Progress.SILENT);
      return SweepOutcome.of(plan, trials, store, coins, Progress.SILENT);
    }
  }

  private static Corpus imported(Path music, Workforce workforce, String store) {
    ImportOptions options =
        ImportOptions.PLAIN
            .withSampleRate(8000)
            .withCutting(new Cutting(0.5, 0.2, 99))
            .normalised(-20, 3000);
    return FolderReader.read(music, options, workforce, Progress.SILENT, folder.resolve(store));
  }

  private static void tone(Path file, double hertz) throws Exception {
    Files.createDirectories(file.getParent());
    byte[] sound = new byte[2 * 11_025];
    for (int i = 0; i < sound.length / 2; i++) {
      int sample = (int) (9000 * Math.sin(2 * Math.PI * hertz * i / 11_025));
      sound[2 * i] = (byte) sample;
      sound[2 * i + 1] = (byte) (sample >> 8);
    }
    AudioFormat format = new AudioFormat(11_025, 16, 1, true, false);
    AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(sound), format, sound.length / 2);
    AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
  }

  private static Workforce workforce() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--add-exports", "java.desktop/com.sun.media.sound=ALL-UNNAMED"));
    command.addAll(List.of("-cp", LoopbackCluster.classPath(), "ricercar.cli.Main", "slice"));
    return new SparkWorkforce(spark, command, folder);
  }

  /** Hashes of what does not tell of times and machines, by path. */
  private static Map<String, String> files(Path runs) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(runs)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String path = runs.relativize(file).toString();
        if (!path.startsWith(".") && !name.equals("sweep.jsonl")) {
          boolean timed = name.equals("provenance.json") || name.equals("times.jsonl");
          files.put(path, timed ? "" : Sha256.of(file));
        }
      }
    }
    return files;
  }

  private static List<String> child(int milliseconds) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", LoopbackCluster.classPath()));
    command.addAll(List.of(CoinChild.class.getName(), String.valueOf(milliseconds)));
    return command;
  }

  private static long lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}
