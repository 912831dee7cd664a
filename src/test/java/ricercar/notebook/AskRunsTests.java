package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/** On the runs that are kept under {@code results/}. */
class AskRunsTests {
  private static final Path KEPT = Path.of("results/runs/first-table");

  @Test
  void anAnswerIsATableOfTypedColumns() {
    Table table =
        Runs.sql(
            KEPT,
            """
            SELECT name, count(*) AS runs, avg(accuracy) AS accuracy, sum(seed) AS seeds,
                   bool_and(git_dirty) AS dirty, min(training_steps) AS steps, NULL AS nothing
            FROM runs GROUP BY name ORDER BY accuracy
            """);
    assertThat(table.rowCount()).isEqualTo(6);
    assertThat(table.types())
        .containsExactly(
            ColumnType.STRING,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            table.column("seeds").type(),
            ColumnType.BOOLEAN,
            ColumnType.LONG,
            table.column("nothing").type());
    assertThat(table.longColumn("runs").asObjectArray()).containsOnly(3L);
    assertThat(table.doubleColumn("accuracy").min()).isBetween(0.1, 0.7);
    assertThat(table.column("seeds").getString(0)).startsWith("6");
    assertThat(table.column("nothing").countMissing()).isEqualTo(6);
  }

  @Test
  void columnsOfOneNameAreToldApart() {
    assertThat(Runs.sql(KEPT, "SELECT 1 AS a, 2 AS a, 3 AS A").columnNames())
        .containsExactly("a", "a_2", "A_3");
  }

  @Test
  void aMistakeNamesTheColumns() {
    assertThatThrownBy(() -> Runs.sql(KEPT, "SELECT nothing FROM runs"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("training_learningRate");
  }
}
