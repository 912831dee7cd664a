package ricercar.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.track.RunQueries;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Questions over all finished runs, in SQL. Table {@code runs} has a row for each run: {@code name,
 * method, seed, score_…, cpu_seconds} and its settings, {@code training_steps} for {@code
 * training.steps}; {@code metrics} what it measured step by step; {@code measures} further numbers
 * at its end; {@code probes} what its probe tried.
 */
public final class Runs {
  private Runs() {}

  /** Over the runs under {@code runs/} and {@code results/runs/} of this clone. */
  public static Table sql(String question) {
    List<Path> stores = new ArrayList<>(List.of(Lab.home().resolve("runs")));
    stores.addAll(folders(Lab.home().resolve("results/runs")));
    return sql(question, stores.toArray(Path[]::new));
  }

  /** Over the runs in these folders. */
  public static Table sql(String question, Path... stores) {
    try (RunQueries queries = new RunQueries(List.of(stores))) {
      return queries.ask(question, Runs::table);
    }
  }

  private static List<Path> folders(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(place)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new Problem("Cannot read the runs in " + place + ".", "Is it readable?", e);
    }
  }

  private static Table table(ResultSet answer) throws SQLException {
    ResultSetMetaData head = answer.getMetaData();
    List<Column<?>> columns = new ArrayList<>();
    for (int c = 1; c <= head.getColumnCount(); c++) {
      columns.add(column(head.getColumnLabel(c), head.getColumnType(c), columns));
    }
    while (answer.next()) {
      for (int c = 0; c < columns.size(); c++) {
        append(columns.get(c), answer.getObject(c + 1));
      }
    }
    return Table.create("", columns);
  }

  /** Tablesaw wants names that differ. */
  private static Column<?> column(String label, int type, List<Column<?>> before) {
    String name = label;
    for (int i = 2; contains(before, name); i++) {
      name = label + " " + i;
    }
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> LongColumn.create(name);
      case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC ->
          DoubleColumn.create(name);
      case Types.BOOLEAN -> BooleanColumn.create(name);
      default -> StringColumn.create(name);
    };
  }

  private static boolean contains(List<Column<?>> columns, String name) {
    return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
  }

  private static void append(Column<?> column, Object value) {
    if (value == null) {
      column.appendMissing();
    } else if (column instanceof LongColumn whole) {
      whole.append(((Number) value).longValue());
    } else if (column instanceof DoubleColumn number) {
      number.append(((Number) value).doubleValue());
    } else if (column instanceof BooleanColumn truth) {
      truth.append((Boolean) value);
    } else {
      ((StringColumn) column).append(value.toString());
    }
  }
}
