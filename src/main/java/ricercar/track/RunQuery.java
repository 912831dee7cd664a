package ricercar.track;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSetMetaData;
import org.duckdb.StatementReturnType;
import ricercar.Problem;

/**
 * Finished runs, to be asked in SQL by a DuckDB inside this process. It sees three tables and no
 * file, and cannot change anything.
 *
 * <ul>
 *   <li>{@code runs}: a row for each run, with every setting, metric and measure as a column; a dot
 *       or a space in a name is an underscore
 *   <li>{@code metrics}: {@code run, step, name, value}, what was measured while learning
 *   <li>{@code probes}: every learning rate and weight decay that a run's probe tried
 * </ul>
 */
public final class RunQuery {
  private final List<DataTable> views;

  private RunQuery(List<DataTable> views) {
    this.views = views;
  }

  /** Reads the runs as they are now. */
  public static RunQuery over(RunTree tree) {
    return new RunQuery(new RunViews(tree.runs()).all());
  }

  /** The answer to one {@code SELECT}, or to another statement that only reads. */
  public DataTable ask(String sql) {
    try (DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
      for (DataTable view : views) {
        fill(connection, view);
      }
      close(connection);
      return answer(connection, sql);
    } catch (SQLException e) {
      throw new Problem("DuckDB cannot be started.", "Is the temporary folder writable?", e);
    }
  }

  private static void fill(DuckDBConnection connection, DataTable view) throws SQLException {
    String columns =
        view.columns().stream()
            .map(column -> ColumnNames.quoted(column.name()) + " " + column.kind().sql)
            .collect(Collectors.joining(", "));
    execute(connection, "CREATE TABLE %s (%s)".formatted(view.name(), columns));
    try (DuckDBAppender appender = connection.createAppender(view.name())) {
      for (int row = 0; row < view.rows(); row++) {
        appender.beginRow();
        for (DataColumn column : view.columns()) {
          append(appender, column.values().get(row));
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Boolean truth) {
      appender.append(truth.booleanValue());
    } else if (value instanceof Long number) {
      appender.append(number.longValue());
    } else if (value instanceof Double number) {
      appender.append(number.doubleValue());
    } else if (value instanceof LocalDateTime time) {
      appender.append(time);
    } else {
      appender.append(value.toString());
    }
  }

  /** From here on nothing but these tables can be read, and nothing be written. */
  private static void close(Connection connection) throws SQLException {
    execute(connection, "SET autoinstall_known_extensions = false");
    execute(connection, "SET autoload_known_extensions = false");
    execute(connection, "SET enable_external_access = false");
    execute(connection, "SET lock_configuration = true");
    execute(connection, "BEGIN TRANSACTION READ ONLY");
  }

  private DataTable answer(Connection connection, String sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      boolean reads =
          statement.getMetaData() instanceof DuckDBResultSetMetaData described
              && described.getReturnType() == StatementReturnType.QUERY_RESULT;
      if (!reads) {
        throw new Problem(
            "Runs can be asked, not changed: " + sql.strip(), "Begin with SELECT, FROM or WITH.");
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw new Problem(
          e.getMessage().strip(),
          "\nThere are:\n"
              + views.stream().map(DataTable::signature).collect(Collectors.joining("\n")));
    }
  }

  private static DataTable read(ResultSet rows) throws SQLException {
    ResultSetMetaData described = rows.getMetaData();
    int width = described.getColumnCount();
    List<List<Object>> values = new ArrayList<>();
    List<DataColumn.Kind> kinds = new ArrayList<>();
    for (int c = 1; c <= width; c++) {
      values.add(new ArrayList<>());
      kinds.add(SqlValues.kind(described.getColumnTypeName(c)));
    }
    while (rows.next()) {
      for (int c = 0; c < width; c++) {
        values.get(c).add(SqlValues.value(rows, c + 1, kinds.get(c)));
      }
    }
    ColumnNames names = new ColumnNames();
    List<DataColumn> columns = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      String name = names.unique(described.getColumnName(c + 1));
      columns.add(new DataColumn(name, kinds.get(c), values.get(c)));
    }
    return new DataTable("answer", columns);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
