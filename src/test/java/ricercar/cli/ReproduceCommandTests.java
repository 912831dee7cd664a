package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.experiment.Experiment;
import ricercar.experiment.Study;
import ricercar.metric.Outcomes;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

class ReproduceCommandTests {
  @TempDir Path folder;
  private final PrintStream terminal = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final Coins coins = new Coins();
  private Path runs;
  private Path table;

  @BeforeEach
  void runAStudy() throws IOException {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    Path study =
        Files.writeString(
            folder.resolve("coins.yaml"),
            "seeds: [1, 2]\nreport.resamples: 100\n"
                + "vary:\n- {name: untrained, method: untrained}\n- {name: trained}\n");
    runs = folder.resolve("runs");
    table = runs.resolve("tables/coins.csv");
    assertThat(run("run", study, "--runs", runs, "--set", "training.steps=3")).isZero();
    out.reset();
  }

  @AfterEach
  void giveTheTerminalBack() {
    System.setOut(terminal);
  }

  @Test
  void aTableIsMadeAgainFromItsRunsAndNothingIsLeftBehind() throws IOException {
    long before = scratchFolders();
    assertThat(run("reproduce", table, "--of", runs)).isZero();
    assertThat(told())
        .contains("untrained, seed 2: equal to the bit", "4 of 4 runs are equal to the bit.");
    assertThat(scratchFolders()).isEqualTo(before);
  }

  @Test
  void aDifferenceIsShownAndEndsWithOne() {
    coins.loss = Math.nextUp(coins.loss);
    Path one = new RunStore(runs).allFinished().get(0).path();
    Path kept = folder.resolve("again");
    assertThat(run("reproduce", one, "--runs", kept)).isEqualTo(1);
    assertThat(told())
        .contains("different in 1 of", "1 of 3 differ, first step 000000003", "0 of 1 runs");
    assertThat(new RunStore(kept).allFinished()).hasSize(1);
  }

  @Test
  void theSettingsOfTheCommandLineAreKeptWithTheRun() {
    assertThat(new RunStore(runs).allFinished())
        .hasSize(4)
        .allMatch(run -> Experiment.fromYaml(run.experiment()).training().steps() == 3);
  }

  @Test
  void whatCannotBeReproducedIsAProblemOfOneLine() {
    assertThat(run("reproduce", table)).isEqualTo(1);
    assertThat(err.toString()).contains("The runs of the table").hasLineCount(1);
    assertThat(run("reproduce", table, "--of", folder)).isEqualTo(1);
    assertThat(err.toString()).contains("rests on 'untrained' with seed 1").hasLineCount(2);
    coins.fingerprint = "beef".repeat(16);
    assertThat(run("reproduce", runs)).isEqualTo(1);
    assertThat(err.toString()).contains("f00df00df00d", "beefbeefbeef").hasLineCount(3);
    assertThat(told()).isEmpty();
  }

  private int run(Object... arguments) {
    CommandLine line = Main.commandLine(() -> coins);
    line.setErr(new PrintWriter(err, true));
    return Main.run(line, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static long scratchFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("ricercar-repro")).count();
    }
  }

  private static final class Coins implements Study.Executor {
    private double loss = 0.1;
    private String fingerprint = "f00d".repeat(16);

    @Override
    public RunIdentity identify(Experiment experiment, Progress progress) {
      return experiment.identity("coins", fingerprint, "cpu", "");
    }

    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
      folder.metrics().append(1, Map.of("loss", 0.3));
      folder.metrics().append(2, Map.of("loss", 0.2));
      folder.metrics().append(3, Map.of("loss", loss));
      Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
      int[][] truth = new int[20][];
      float[][] scores = new float[20][2];
      List<String> items = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        items.add("toss" + i);
        truth[i] = new int[] {i % 2};
        scores[i][i % 3 == 0 ? 0 : 1] = 1;
      }
      return new RunResult(new Outcomes(coin, items, items, truth, scores), Map.of());
    }
  }
}
