package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.experiment.Experiment;
import ricercar.experiment.Study;
import ricercar.metric.Outcomes;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;

class MainTests {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandHasHelpWithExamples() {
    for (Map.Entry<String, CommandLine> command : line().getSubcommands().entrySet()) {
      boolean hidden = command.getValue().getCommandSpec().usageMessage().hidden();
      if (!command.getKey().equals("help") && !hidden) {
        assertThat(command.getValue().getUsageMessage())
            .as(command.getKey())
            .contains("Examples:", "ricercar " + command.getKey(), "--help");
        assertThat(run(command.getKey(), "--help")).isZero();
      }
    }
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("doctor", "run", "notebook", "Examples:");
  }

  @Test
  void aProblemIsOneLineAndExitCodeOne() {
    assertThat(run("run", folder.resolve("absent.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("ricercar: There is no file").hasLineCount(1);
  }

  @Test
  void whatNobodyForesawIsOneLineThatTellsHowToSeeMore() {
    CommandLine broken = line();
    broken.addSubcommand("broken", new Broken());
    broken.setErr(new PrintWriter(err, true));
    assertThat(Main.run(broken, "broken")).isEqualTo(1);
    assertThat(err.toString())
        .contains("IllegalStateException: oops")
        .contains("RICERCAR_TRACE=1")
        .hasLineCount(1);
  }

  @Test
  void aWrongCallIsExitCodeTwoAndNamesWhatWasMeant() {
    assertThat(run("run", "file.yaml", "--profil", "quick")).isEqualTo(2);
    assertThat(err.toString()).contains("--profil").contains("run --help").hasLineCount(3);
    assertThat(run("docter")).isEqualTo(2);
    assertThat(err.toString()).contains("doctor");
    assertThat(run("run", "file.yaml", "--seeds", "one")).isEqualTo(2);
  }

  @Test
  void completionNamesEveryCommandAndOption() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("doctor", "--profile", "--quick", "complete -F");
  }

  @Test
  void runWritesTheTableBesideTheRuns() throws IOException {
    Path study = folder.resolve("coins.yaml");
    Files.writeString(
        study,
        "profile: quick\nprofiles: {quick: {seeds: [1]}}\nreport.resamples: 100\n"
            + "vary:\n- {name: untrained, method: untrained}\n- {name: trained}\n");
    Path runs = folder.resolve("runs");
    assertThat(run("run", study.toString(), "--seeds", "4,5", "--runs", runs.toString())).isZero();
    assertThat(runs.resolve("tables/coins-quick.md"))
        .content()
        .contains("| untrained |", "| 4, 5 |");
    assertThat(runs.resolve("tables/coins-quick.tex")).content().contains("accuracy \\%");
    assertThat(runs.resolve("tables/coins-quick.csv")).content().contains("trained,accuracy %,");
  }

  @Test
  void settingsOfTheCallerReachTheRunsAndTheTable() throws IOException {
    Path study = Files.writeString(folder.resolve("coins.yaml"), "report.resamples: 100\n");
    Path runs = folder.resolve("runs");
    String[] call = {"run", study.toString(), "--runs", runs.toString(), "--set", "seeds=[4]"};
    String[] more = java.util.Arrays.copyOf(call, call.length + 2);
    more[call.length] = "--set";
    more[call.length + 1] = "training={steps: 77, warmupSteps: 7}";
    assertThat(run(more)).as(err.toString()).isZero();
    assertThat(runs.resolve("tables/coins.md")).content().contains("training = {steps: 77, ");
    try (var made = Files.list(runs)) {
      assertThat(made.filter(run -> Files.exists(run.resolve("experiment.yaml"))))
          .singleElement()
          .satisfies(
              run ->
                  assertThat(run.resolve("experiment.yaml"))
                      .content()
                      .contains("steps: 77", "seed: 4"));
    }
  }

  @Test
  void theDoctorLooksAtEverythingAndSaysWhatToDo() {
    List<Finding> findings = Doctor.examine();
    assertThat(findings)
        .extracting(Finding::what)
        .contains("JDK", "engine", "device", "memory", "cache", "Jupyter", "kernel");
    assertThat(findings).allMatch(f -> f.state() == Finding.State.OK || !f.remedy().isEmpty());
  }

  @Test
  void aNotebookIsFoundByTheStartOfItsName() throws IOException {
    Path notebooks = Files.createDirectories(folder.resolve("notebooks/20-deeper"));
    Path first = Files.writeString(folder.resolve("notebooks/00-start-here.ipynb"), "{}");
    Files.writeString(notebooks.resolve("21-a.ipynb"), "{}");
    Files.writeString(notebooks.resolve("21-b.ipynb"), "{}");
    Path all = folder.resolve("notebooks");
    assertThat(NotebookCommand.find(all, "00")).isEqualTo(first);
    assertThat(NotebookCommand.find(all, first.toString())).isEqualTo(first);
    assertThatThrownBy(() -> NotebookCommand.find(all, "21"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("20-deeper/21-a, 20-deeper/21-b");
    Path deep = notebooks.resolve("21-b.ipynb");
    assertThat(NotebookCommand.find(all, "20-deeper/21-b")).isEqualTo(deep);
    assertThat(NotebookCommand.find(all, "21-b.ipynb")).isEqualTo(deep);
    assertThatThrownBy(() -> NotebookCommand.find(all, "nowhere"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("00-start-here");
  }

  @Test
  void helpAndCompletionNameTheNotebooks() {
    assertThat(run("notebook", "--help")).isZero();
    assertThat(run("completion")).isZero();
    assertThat(out.toString().split("20-machup/02-table-a1", -1)).hasSizeGreaterThan(2);
  }

  private int run(String... arguments) {
    return Main.run(line(), arguments);
  }

  private CommandLine line() {
    CommandLine line = Main.commandLine(Coins::new);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line;
  }

  @CommandLine.Command(name = "broken")
  private static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("oops");
    }
  }

  private static final class Coins implements Study.Executor {
    @Override
    public RunIdentity identify(Experiment experiment, Progress progress) {
      return experiment.identity("coins", "f00d".repeat(16), "cpu", "");
    }

    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
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
