package ricercar.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import ricercar.Problem;

/** A table that becomes a Parquet file by an in-process DuckDB, whole or not at all. */
public final class ParquetTable implements AutoCloseable {
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  /**
   * @param columns names and DuckDB types, such as {@code path VARCHAR}
   */
  public ParquetTable(List<String> columns) {
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      execute("SET autoinstall_known_extensions = false");
      execute("CREATE TABLE rows (%s)".formatted(String.join(", ", columns)));
      appender = connection.createAppender("rows");
    } catch (SQLException e) {
      throw new Problem("DuckDB cannot be started.", "Is the temporary folder writable?", e);
    }
  }

  /**
   * Adds a row.
   *
   * @param values texts, whole numbers, numbers or lists of numbers, as the columns are
   */
  public void add(Object... values) {
    try {
      appender.beginRow();
      for (Object value : values) {
        append(value);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IllegalArgumentException("a row does not fit the columns", e);
    }
  }

  private void append(Object value) throws SQLException {
    if (value instanceof String text) {
      appender.append(text);
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else if (value instanceof Double number) {
      appender.append(number.doubleValue());
    } else if (value instanceof float[] numbers) {
      appender.append(numbers);
    } else {
      throw new IllegalArgumentException("no column holds " + value);
    }
  }

  /** Writes all rows and ends the table. */
  public void write(Path file) {
    try {
      appender.close();
      Path whole = file.toAbsolutePath();
      Path temporary = whole.resolveSibling("." + whole.getFileName() + ".part");
      String quoted = temporary.toString().replace("'", "''");
      execute("COPY rows TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(quoted));
      Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
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
