package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.track.SmallRuns;

class TrackCommandTests {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void runsAreHandedToBothPrograms() throws IOException {
    Path runs = folder.resolve("runs");
    SmallRuns.write(runs, "a", "m", 1, 2, 3);
    assertThat(track("--to", "mlflow", folder + "/ml", "--runs", runs.toString())).isZero();
    assertThat(track("--to", "tensorboard", folder + "/tb", "--runs", runs.toString())).isZero();
    assertThat(names(folder.resolve("ml"))).contains("meta.yaml", "loss", "accuracy");
    assertThat(names(folder.resolve("tb"))).anyMatch(name -> name.contains(".tfevents."));
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String out = folder + "/out";
    assertThat(track("--to", "mlflow", out, "--runs", empty.toString())).isEqualTo(1);
    assertThat(track("--to", "mlflow", out, "--runs", folder + "/nowhere")).isEqualTo(1);
    assertThat(track("--to", "elsewhere", out)).isEqualTo(2);
    assertThat(track(out)).isEqualTo(2);
    assertThat(err.toString())
        .contains("No run in " + empty + " is finished", "There is no folder", "elsewhere", "--to");
    assertThat(Path.of(out)).doesNotExist();
  }

  private int track(String... arguments) {
    CommandLine line =
        Main.commandLine(
            () -> {
              throw new AssertionError("no study is run here");
            });
    line.setErr(new PrintWriter(err, true));
    String[] all = Stream.concat(Stream.of("track"), Stream.of(arguments)).toArray(String[]::new);
    return Main.run(line, all);
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
