package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.random.Stream;
import ricercar.track.MetricsLog;

class KillAndResumeTests {
  private static final int RANDOM_KILLS = 10;
  private static final int KILLS_INSIDE_A_CHECKPOINT = 2;

  @TempDir Path folder;

  @Test
  void aRunKilledTwelveTimesEqualsOneThatNeverWas() throws Exception {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path killed = Files.createDirectory(folder.resolve("killed"));
    assertThat(start(whole).waitFor()).isZero();

    Stream random = Stream.of(20261122, "moments");
    int kills = 0;
    int inside = 0;
    while (kills < RANDOM_KILLS) {
      kills += killAfterSomeSteps(killed, random) ? 1 : 0;
      if (kills % 5 == 0 && inside < kills / 5) {
        while (!killInsideACheckpoint(killed)) {}
        inside++;
      }
    }
    assertThat(start(killed).waitFor()).isZero();

    assertThat(inside).isEqualTo(KILLS_INSIDE_A_CHECKPOINT);
    assertThat(killed.resolve("metrics.jsonl"))
        .hasSameBinaryContentAs(whole.resolve("metrics.jsonl"));
    assertThat(MetricsLog.read(whole.resolve("metrics.jsonl"))).hasSize(KilledRun.STEPS);
    String last = "checkpoints/step-%09d/".formatted(KilledRun.STEPS);
    for (String file : List.of("weights.safetensors", "optimiser.safetensors")) {
      assertThat(killed.resolve(last + file)).hasSameBinaryContentAs(whole.resolve(last + file));
    }
  }

  /** Kills a random moment after the run has taken a new step; at most a few steps are gained. */
  private static boolean killAfterSomeSteps(Path run, Stream random) throws Exception {
    Path metrics = run.resolve("metrics.jsonl");
    Process process = start(run);
    // A resumed run first cuts its metrics back, so wait for the file to shrink or appear anew.
    long before = size(metrics);
    while (process.isAlive() && size(metrics) == before) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(120));
    return kill(process);
  }

  private static boolean killInsideACheckpoint(Path run) throws Exception {
    Process process = start(run);
    while (process.isAlive() && !writing(run)) {
      Thread.onSpinWait();
    }
    kill(process);
    return writing(run);
  }

  private static boolean kill(Process process) throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return alive;
  }

  private static boolean writing(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return false;
    }
    try (var files = Files.list(checkpoints)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith(".step-"));
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : -1;
  }

  private static Process start(Path run) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledRun.class.getName(),
            run.toString());
    builder.environment().put("OMP_NUM_THREADS", "2");
    return builder.redirectErrorStream(true).redirectOutput(run.resolve("log").toFile()).start();
  }
}
