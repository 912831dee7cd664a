package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.files.Sha256;

class RunQueryTests {
  private static final String ODD = "Ünï — \"quoted\", it's ♪ 音楽";

  /** Shared: nothing here may change. */
  @TempDir static Path runs;

  private static Path first;

  @TempDir Path folder;

  @BeforeAll
  static void makeRuns() {
    first = SmallRuns.write(runs, "plain", "contrastive", 1, 3, 3);
    SmallRuns.probe(first);
    SmallRuns.write(runs, "plain", "contrastive", 2, 3, 1);
    SmallRuns.write(runs, ODD, "supervised", 1, 2, 4);
    new RunStore(runs)
        .open(new RunIdentity("unfinished", "x", "name: x\n", 9, 1, "cpu", "etudes", "f00d"))
        .close();
  }

  @Test
  void aRowForEachFinishedRunHoldsSettingsScoresMeasuresAndOrigin() {
    DataTable table = ask("SELECT * FROM runs WHERE method = 'contrastive' ORDER BY seed");
    assertThat(table.values("run")).contains(first.getFileName().toString());
    assertThat(table.values("store")).containsOnly(runs.getFileName().toString());
    assertThat(table.values("folder").get(0)).isEqualTo(first.toString());
    assertThat(table.values("seed")).containsExactly(1L, 2L);
    assertThat(table.values("training_steps")).containsExactly(3L, 3L);
    assertThat(table.values("training_learningRate")).containsExactly(0.001, 0.001);
    assertThat(table.values("probe_learningRates")).containsOnly("[0.001,0.01]");
    assertThat(table.values("accuracy")).containsExactly(0.75, 0.25);
    assertThat(table.values("clips_mean")).containsExactly(1.1, 2.1);
    assertThat(table.values("corpus")).containsOnly("études ♪");
    assertThat(table.values("steps")).containsExactly(3L, 3L);
    Provenance provenance = RunFolder.read(first).provenance();
    assertThat(table.values("cpu_seconds").get(0)).isEqualTo(provenance.cpuSeconds());
    assertThat(table.values("git_commit").get(0)).isEqualTo(provenance.git().commit());
    assertThat(table.values("began").get(0) + "Z").isEqualTo(provenance.sessions().get(0).began());
    assertThat(ask("SELECT count(*) AS n FROM runs").values("n")).containsExactly(3L);
  }

  @Test
  void namesInAnyLetterAndWithAnyQuoteComeBackAsTheyWere() {
    String quoted = ODD.replace("'", "''");
    DataTable table = ask("SELECT name, seed FROM runs WHERE name = '%s'".formatted(quoted));
    assertThat(table.values("name")).containsExactly(ODD);
    assertThat(ask("SELECT max(value) m FROM metrics WHERE name = 'gradient ''norm'''").values("m"))
        .containsExactly(3.0);
  }

  @Test
  void metricsAreTheHistoryStepByStep() {
    DataTable curve =
        ask(
            "SELECT step, value FROM metrics JOIN runs USING (run)"
                + " WHERE metrics.name = 'loss' AND method = 'supervised' ORDER BY step");
    assertThat(curve.values("step")).containsExactly(1L, 2L);
    assertThat(curve.values("value")).containsExactly(0.5, 0.25);
  }

  @Test
  void probesHoldTheSearchOfThoseRunsThatHaveOne() {
    DataTable probes = ask("FROM probes ORDER BY trial");
    assertThat(probes.values("run")).containsOnly(first.getFileName().toString()).hasSize(2);
    assertThat(probes.values("learning_rate")).containsExactly(0.001, 0.01);
    assertThat(probes.values("validation_loss")).containsExactly(1.5, 1.25);
    assertThat(probes.values("chosen")).containsExactly(false, true);
    Path none = SmallRuns.write(folder.resolve("without"), "plain", "m", 1, 0, 4);
    DataTable empty = RunQuery.over(new RunTree(none.getParent())).ask("SELECT * FROM probes");
    assertThat(empty.rows()).isZero();
    assertThat(empty.columns()).extracting(DataColumn::kind).contains(DataColumn.Kind.TRUTH);
  }

  @Test
  void aFolderOfStoresTellsTheStoresApart() throws IOException {
    Path stores = Files.createDirectories(folder.resolve("kept"));
    SmallRuns.write(stores.resolve("one"), "a", "m", 1, 1, 1);
    SmallRuns.write(stores.resolve("two"), "a", "m", 1, 1, 1);
    DataTable table =
        RunQuery.over(new RunTree(stores))
            .ask("SELECT store, count(*) n, count(DISTINCT run) d FROM runs GROUP BY 1 ORDER BY 1");
    assertThat(table.values("store")).containsExactly("one", "two");
    assertThat(
            RunQuery.over(new RunTree(stores))
                .ask("SELECT count(DISTINCT run) d FROM metrics")
                .values("d"))
        .containsExactly(2L);
  }

  @Test
  void settingsThatOnlySomeRunsHaveAreNullElsewhereAndMixedOnesBecomeNumbersOrText() {
    Path mixed = folder.resolve("mixed");
    SmallRuns.withSettings(
        mixed, "a", "name: a\nx: 1\ny: 1\nsame-name: 1\nsame:\n  name: 2\n", 1, 0, 1);
    SmallRuns.withSettings(
        mixed, "b", "name: b\nx: 0.5\ny: all\nrare: true\naccuracy: none\n", 2, 0, 2);
    DataTable table =
        RunQuery.over(new RunTree(mixed))
            .ask("SELECT x, y, rare, same_name, same_name_2, accuracy, accuracy_2 FROM runs");
    assertThat(table.values("x")).containsExactly(1.0, 0.5);
    assertThat(table.values("y")).containsExactly("1", "all");
    assertThat(table.values("rare")).containsExactly(null, true);
    assertThat(table.values("same_name")).containsExactly(1L, null);
    assertThat(table.values("same_name_2")).containsExactly(2L, null);
    assertThat(table.values("accuracy")).containsExactly(null, "none");
    assertThat(table.values("accuracy_2")).containsExactly(0.25, 0.5);
  }

  @Test
  void typesOfSqlBecomeTheFewOfATable() {
    DataTable table =
        ask(
            "SELECT sum(training_steps) AS s, 1.5 AS d, true AS t, [1, 2] AS l, NULL AS n,"
                + " DATE '2026-01-31' AS day, TIMESTAMP '2026-03-29 02:30:00' AS moment,"
                + " 'NaN'::DOUBLE AS none, 1 AS S, avg(accuracy) AS a FROM runs");
    assertThat(table.values("s")).containsExactly(8L);
    assertThat(table.values("d")).containsExactly(1.5);
    assertThat(table.values("t")).containsExactly(true);
    assertThat(table.values("l")).containsExactly("[1, 2]");
    assertThat(table.values("n")).containsExactly((Object) null);
    assertThat(table.values("day")).containsExactly("2026-01-31");
    assertThat(table.values("moment")).containsExactly(LocalDateTime.of(2026, 3, 29, 2, 30));
    assertThat((double) table.values("none").get(0)).isNaN();
    assertThat(table.values("S_2")).containsExactly(1L);
    assertThat((double) table.values("a").get(0)).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void aMistakeIsToldInDuckDbsWordsWithWhatThereIs() {
    assertThatThrownBy(() -> ask("SELECT acuracy FROM runs"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Referenced column \"acuracy\" not found")
        .hasMessageContaining("runs(run, store, folder, name, method, seed,")
        .hasMessageContaining("training_learningRate")
        .hasMessageContaining("metrics(run, step, name, value)");
    assertThatThrownBy(() -> ask("SELEC 1"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("syntax error at or near \"SELEC\"");
    assertThatThrownBy(() -> ask(" ")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ask("SELECT 170141183460469231731687303715884105727 AS large"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE runs",
        "DELETE FROM runs",
        "DELETE FROM runs RETURNING run",
        "DROP TABLE runs; SELECT 1",
        "CREATE TEMP TABLE x AS SELECT 1",
        "COPY runs TO '%s/out.csv'",
        "COPY (SELECT 1) TO '%s/out.parquet' (FORMAT parquet); SELECT 1",
        "ATTACH '%s/other.db'",
        "SELECT * FROM read_text('%s/secret.txt')",
        "SET enable_external_access = true"
      })
  void whatIsNoQuestionIsRefusedAndNoFileChanges(String statement) throws IOException {
    Files.writeString(runs.resolve("secret.txt"), "secret");
    Map<String, String> before = files();
    assertThatThrownBy(() -> ask(statement.replace("%s", runs.toString())))
        .isInstanceOf(Problem.class);
    ask("SELECT count(*) FROM runs");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereAndADamagedRunAreNamed() throws IOException {
    assertThatThrownBy(() -> new RunTree(folder.resolve("nowhere")).runs())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nowhere");
    Path damaged = SmallRuns.write(folder, "plain", "m", 1, 0, 1);
    Files.writeString(damaged.resolve("experiment.yaml"), "name: [", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> new RunTree(folder).runs())
        .isInstanceOf(Problem.class)
        .hasMessageContaining(damaged.toString())
        .hasMessageContaining("delete it");
  }

  @Test
  void noRunsAreEmptyTables() {
    Path empty = folder.resolve("empty");
    empty.toFile().mkdirs();
    RunQuery query = RunQuery.over(new RunTree(empty));
    assertThat(query.ask("SELECT count(*) n FROM runs").values("n")).containsExactly(0L);
    assertThat(query.ask("SELECT avg(value) v FROM metrics").values("v"))
        .containsExactly((Object) null);
  }

  private DataTable ask(String sql) {
    return RunQuery.over(new RunTree(runs)).ask(sql);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(runs)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        hashes.put(file.toString(), Sha256.of(file));
      }
    }
    return hashes;
  }
}
