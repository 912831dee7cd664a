package ricercar.track;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import ricercar.Problem;

/**
 * Finished runs as tables of DuckDB, to ask questions in SQL; see {@link RunTable} for what there
 * is. A table is filled when a question first names it. Nothing that a question does reaches a
 * file, and nothing that it changes lasts.
 */
public final class RunQueries implements AutoCloseable {
  private final List<RunFolder> runs;
  private final List<RunTable> filled = new ArrayList<>();
  private final DuckDBConnection connection;

  /** Reads the answer to a question. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet answer) throws SQLException;
  }

  /**
   * @param stores folders of runs, in whose order the runs come; a run that several hold comes once
   */
  public RunQueries(List<Path> stores) {
    runs =
        List.copyOf(
            stores.stream()
                .flatMap(store -> new RunStore(store).allFinished().stream())
                .collect(
                    Collectors.toMap(
                        run -> run.path().getFileName(),
                        run -> run,
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values());
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      execute("SET autoinstall_known_extensions = false");
      execute("SET enable_external_access = false");
      execute("SET lock_configuration = true");
    } catch (SQLException e) {
      throw new Problem("DuckDB cannot be started.", "Is the temporary folder writable?", e);
    }
  }

  /** How many runs there are to ask about. */
  public int size() {
    return runs.size();
  }

  /** The answer to a question in SQL; a mistake comes back in DuckDB's words. */
  public <T> T ask(String sql, Reader<T> reader) {
    for (RunTable table : RunTable.values()) {
      Pattern name = Pattern.compile("\\b" + table.title() + "\\b", Pattern.CASE_INSENSITIVE);
      if (!filled.contains(table) && name.matcher(sql).find()) {
        fill(table);
      }
    }
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        if (!statement.execute(sql)) {
          throw new Problem("This is no question: " + sql, "Begin with SELECT.");
        }
        try (ResultSet answer = statement.getResultSet()) {
          return reader.read(answer);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new Problem(firstLines(e.getMessage()), "There is: " + columns() + ".");
    }
  }

  private void fill(RunTable table) {
    List<RunTable.Column> columns = table.columns(runs);
    String declared =
        columns.stream()
            .map(column -> '"' + column.name() + "\" " + column.type())
            .collect(Collectors.joining(", "));
    try {
      execute("CREATE TABLE %s (%s)".formatted(table.title(), declared));
      try (var appender = connection.createAppender(table.title())) {
        table.rows(
            runs,
            row -> {
              appender.beginRow();
              for (RunTable.Column column : columns) {
                append(appender, row.get(column.name()), column.type());
              }
              appender.endRow();
            });
      }
    } catch (SQLException e) {
      throw new IllegalStateException("table " + table.title() + " cannot be filled", e);
    }
    filled.add(table);
  }

  private static void append(DuckDBAppender appender, Object value, String type)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (type.equals("BIGINT")) {
      appender.append(((Number) value).longValue());
    } else if (type.equals("DOUBLE")) {
      appender.append(((Number) value).doubleValue());
    } else if (type.equals("BOOLEAN")) {
      appender.append(((Boolean) value).booleanValue());
    } else {
      appender.append(value.toString());
    }
  }

  /** What can be asked for: {@code runs(run, name, …); metrics(run, step, name, value)}. */
  public String columns() {
    return Arrays.stream(RunTable.values())
        .map(
            table ->
                table.title()
                    + table.columns(runs).stream()
                        .map(RunTable.Column::name)
                        .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining("; "));
  }

  /** DuckDB's own message, without the picture of the place. */
  private static String firstLines(String message) {
    String told = message.replaceFirst("(?s)\\n\\s*\\nLINE .*", "").strip();
    return told.replace('\n', ' ') + (told.endsWith(".") ? "" : ".");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
