package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class AskedRunsTests {
  @TempDir Path folder;

  @BeforeEach
  void twoStoresWithRuns() throws IOException {
    RunFolder first = FinishedRunsOnDisk.make(folder.resolve("one"), "a", 1, 6, "100");
    FinishedRunsOnDisk.make(folder.resolve("one"), "a", 2, 3, "100");
    FinishedRunsOnDisk.make(folder.resolve("two"), "b", 1, 12, "many");
    Files.createDirectories(folder.resolve("one/unfinished"));
    Files.writeString(
        first.path().resolve("probe.json"),
        "{\"trials\":[{\"learningRate\":0.1,\"weightDecay\":0.01,\"validationLosses\":[0.5,0.25],"
            + "\"epoch\":2,\"chosen\":true}]}\n");
  }

  @Test
  void everyFinishedRunIsARowWithItsSettingsAndScores() {
    assertThat(
            ask(
                "SELECT name, seed, store, method, training_steps, training_learningRate,"
                    + " encoder_channels, accuracy FROM runs ORDER BY name, seed"))
        .containsExactly(
            "[a, 1, one, contrastive, 100, 0.001, [4,8], 0.75]",
            "[a, 2, one, contrastive, 100, 0.001, [4,8], 0.75]",
            "[b, 1, two, contrastive, many, 0.001, [4,8], 0.75]");
    assertThat(
            ask("SELECT typeof(seed), typeof(training_learningRate), git_dirty IS NULL FROM runs"))
        .contains("[BIGINT, DOUBLE, false]");
  }

  @Test
  void curvesMeasuresAndProbesJoinTheirRuns() {
    assertThat(
            ask(
                "SELECT r.name, avg(value) FROM metrics m JOIN runs r USING (run)"
                    + " WHERE m.name = 'loss' AND step = 3 GROUP BY r.name ORDER BY 2"))
        .containsExactly("[a, 1.5]", "[b, 4.0]");
    assertThat(ask("SELECT count(*) FROM metrics WHERE isnan(value)")).containsExactly("[3]");
    assertThat(ask("SELECT DISTINCT parameters_all FROM runs")).containsExactly("[305856.0]");
    assertThat(ask("SELECT trial, learning_rate, validation_loss, chosen FROM probes"))
        .containsExactly("[1, 0.1, 0.25, true]");
  }

  @Test
  void aMistakeIsToldInDuckDbsWordsWithWhatThereIs() {
    assertThatThrownBy(() -> ask("SELECT acuracy FROM runs"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Binder Error")
        .hasMessageContaining("\"acuracy\" not found")
        .hasMessageContaining("runs(run, store, folder, name, method, seed,")
        .hasMessageContaining("accuracy")
        .hasMessageContaining("metrics(run, step, name, value)");
    assertThatThrownBy(() -> ask("SELEC 1")).hasMessageContaining("Parser Error");
    assertThatThrownBy(() -> ask("SELECT * FROM run"))
        .hasMessageContaining("run does not exist")
        .hasMessageContaining("runs(run, store,");
  }

  @Test
  void noQuestionTouchesARunOrAFile() throws IOException {
    Path stolen = folder.resolve("copy.csv");
    assertThatThrownBy(() -> ask("COPY runs TO '" + stolen + "'")).isInstanceOf(Problem.class);
    assertThat(stolen).doesNotExist();
    assertThatThrownBy(() -> ask("SELECT * FROM read_text('" + folder + "/one/*/result.json')"))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ask("SET enable_external_access = true")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ask("DROP TABLE runs")).isInstanceOf(Problem.class);
    assertThat(ask("SELECT count(*) FROM runs")).containsExactly("[3]");
  }

  @Test
  void noRunsAreNoRows() throws IOException {
    RunTree none = new RunTree(Files.createDirectories(folder.resolve("none")));
    assertThat(RunQuery.over(none).ask("SELECT name, seed, accuracy_of_none: 1 FROM runs").rows())
        .isZero();
  }

  private List<String> ask(String sql) {
    DataTable answer = RunQuery.over(new RunTree(folder)).ask(sql);
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < answer.rows(); r++) {
      int row = r;
      rows.add(answer.columns().stream().map(c -> c.values().get(row)).toList().toString());
    }
    return rows;
  }
}
