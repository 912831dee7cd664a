package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.plot.Grid;
import ricercar.track.SmallRuns;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class RunsTests {
  @TempDir static Path stores;

  @BeforeAll
  static void makeRuns() {
    Path one = stores.resolve("one");
    SmallRuns.write(one, "weak", "contrastive", 1, 2, 1);
    SmallRuns.write(one, "weak", "contrastive", 2, 2, 2);
    SmallRuns.write(one, "strong ♪", "contrastive", 1, 2, 3);
    SmallRuns.write(one, "strong ♪", "contrastive", 2, 3, 4);
    SmallRuns.write(one, "untrained", "untrained", 1, 0, 2);
    SmallRuns.write(stores.resolve("two"), "weak", "contrastive", 1, 2, 1);
  }

  @Test
  void theAnswerIsATableOfTypedColumnsThatANotebookShows() {
    Table table =
        Runs.sql(
            stores,
            "SELECT name, seed, accuracy, git_dirty, began, CASE WHEN seed = 2 THEN 1.5 END AS half"
                + " FROM runs WHERE store = 'one' ORDER BY name, seed");
    assertThat(table.types())
        .containsExactly(
            ColumnType.STRING,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.LOCAL_DATE_TIME,
            ColumnType.DOUBLE);
    assertThat(table.rowCount()).isEqualTo(5);
    assertThat(table.doubleColumn("accuracy").mean()).isEqualTo(0.6);
    assertThat(table.column("half").countMissing()).isEqualTo(3);
    assertThat(Grid.of(table).view().text()).contains("strong ♪", "0.75");
  }

  @Test
  void missingValuesOfEveryKindStayMissing() {
    Table table =
        Runs.sql(
            stores,
            "SELECT NULL::BIGINT a, NULL::DOUBLE b, NULL::BOOLEAN c, NULL::VARCHAR d,"
                + " NULL::TIMESTAMP e, 'NaN'::DOUBLE f");
    table.columns().forEach(column -> assertThat(column.isMissing(0)).isTrue());
  }

  @Test
  void theBestRowOfEachMethodAsTheDocumentAsksForIt() throws IOException {
    Table best = Runs.sql(stores, question(0));
    assertThat(best.stringColumn("store").asList()).containsExactly("one", "one", "two");
    assertThat(best.stringColumn("name").asList()).containsExactly("strong ♪", "untrained", "weak");
    assertThat(best.doubleColumn("mean").asList()).containsExactly(0.875, 0.5, 0.25);
    assertThat(best.doubleColumn("deviation").get(0)).isCloseTo(Math.sqrt(2) / 8, within(1e-12));
    assertThat(best.doubleColumn("deviation").isMissing(1)).isTrue();
    assertThat(best.longColumn("seeds").asList()).containsExactly(2L, 1L, 1L);
  }

  @Test
  void learningCurvesAsTheDocumentAsksForThem() throws IOException {
    Table curves = Runs.sql(stores, question(1));
    Table strong = curves.where(curves.stringColumn("name").isEqualTo("strong ♪"));
    assertThat(strong.longColumn("step").asList()).containsExactly(1L, 2L, 3L);
    assertThat(strong.doubleColumn("loss").asList()).containsExactly(0.5, 0.25, 0.125);
    assertThat(strong.longColumn("seeds").asList()).containsExactly(2L, 2L, 1L);
    assertThat(curves.rowCount()).isEqualTo(3 + 2 + 2);
  }

  @Test
  void whatEachTableCostAsTheDocumentAsksForIt() throws IOException {
    Table costs = Runs.sql(stores, question(2));
    Table sums = Runs.sql(stores, "SELECT sum(cpu_seconds) / 3600 AS hours FROM runs");
    assertThat(costs.stringColumn("store").asList()).containsExactlyInAnyOrder("one", "two");
    assertThat(costs.longColumn("runs").sum()).isEqualTo(6);
    assertThat(costs.doubleColumn("cpu_hours").sum())
        .isCloseTo(sums.doubleColumn("hours").get(0), within(1e-12));
  }

  @Test
  void theCommittedRunsAnswerTheDocumentsQuestions() throws IOException {
    Path committed = Path.of("results/runs/first-table").toAbsolutePath();
    Table best = Runs.sql(committed, question(0));
    assertThat(best.stringColumn("method").asList()).contains("contrastive", "mel-statistics");
    assertThat(best.doubleColumn("mean").asList()).allMatch(mean -> mean > 0.1 && mean <= 1);
    assertThat(best.longColumn("seeds").asList()).containsOnly(3L);
    // Small runs may take less time than the clock tells; these took minutes.
    Table costs = Runs.sql(committed, question(2));
    Table sums = Runs.sql(committed, "SELECT sum(cpu_seconds) / 3600 AS hours FROM runs");
    assertThat(costs.doubleColumn("cpu_hours").sum())
        .isCloseTo(sums.doubleColumn("hours").get(0), within(1e-9))
        .isGreaterThan(0.1);
  }

  @Test
  void aMistakeIsAProblem() {
    assertThatThrownBy(() -> Runs.sql(stores, "SELECT x FROM runs"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("\"x\" not found")
        .hasMessageContaining("probes(run, trial,");
  }

  /** The document's questions, in their order. */
  private static String question(int number) throws IOException {
    String document = Files.readString(Path.of("docs/runs.md"));
    List<String> questions =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(document)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(questions).hasSize(3);
    return questions.get(number);
  }
}
