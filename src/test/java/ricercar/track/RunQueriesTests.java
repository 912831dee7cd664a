package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class RunQueriesTests {
  @TempDir Path folder;
  private RunQueries queries;

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
    queries = new RunQueries(List.of(folder.resolve("one"), folder.resolve("two")));
  }

  @AfterEach
  void end() {
    queries.close();
  }

  @Test
  void everyFinishedRunIsARowWithItsSettingsAndScores() {
    assertThat(queries.size()).isEqualTo(3);
    assertThat(
            ask(
                "SELECT name, seed, store, method, training_steps, training_learningRate,"
                    + " encoder_channels, score_accuracy FROM runs ORDER BY name, seed"))
        .containsExactly(
            "[a, 1, one, contrastive, 100, 0.001, [4,8], 0.75]",
            "[a, 2, one, contrastive, 100, 0.001, [4,8], 0.75]",
            "[b, 1, two, contrastive, many, 0.001, [4,8], 0.75]");
    assertThat(ask("SELECT typeof(seed), typeof(training_learningRate), dirty IS NULL FROM runs"))
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
    assertThat(ask("SELECT DISTINCT name, value FROM measures"))
        .containsExactly("[parameters (all), 305856.0]");
    assertThat(ask("SELECT trial, learning_rate, validation_loss, chosen FROM probes"))
        .containsExactly("[0, 0.1, 0.25, true]");
  }

  @Test
  void aMistakeIsToldInDuckDbsWordsWithWhatThereIs() {
    assertThatThrownBy(() -> ask("SELECT accuracy FROM runs"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Binder Error")
        .hasMessageContaining("\"accuracy\" not found")
        .hasMessageContaining("There is: runs(run, store, name, method, seed,")
        .hasMessageContaining("score_accuracy")
        .hasMessageContaining("metrics(run, step, name, value)")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> ask("SELEC 1")).hasMessageContaining("Parser Error");
    assertThatThrownBy(() -> ask("SELECT * FROM run"))
        .hasMessageContaining("run does not exist")
        .hasMessageContaining("There is: runs(");
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
  void noRunsAreNoRows() {
    try (RunQueries none = new RunQueries(List.of(folder.resolve("nowhere")))) {
      assertThat(none.<Boolean>ask("SELECT name, seed FROM runs", answer -> answer.next()))
          .isFalse();
    }
  }

  private List<String> ask(String sql) {
    return queries.ask(
        sql,
        answer -> {
          List<String> rows = new ArrayList<>();
          while (answer.next()) {
            List<Object> row = new ArrayList<>();
            for (int c = 1; c <= answer.getMetaData().getColumnCount(); c++) {
              row.add(answer.getObject(c));
            }
            rows.add(row.toString());
          }
          return rows;
        });
  }
}
