package ricercar.track;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import ricercar.Problem;

/** DuckDB's many types as the few of a {@link DataColumn}. */
final class SqlValues {
  private SqlValues() {}

  static DataColumn.Kind kind(String sqlType) {
    return switch (sqlType) {
      case "BOOLEAN" -> DataColumn.Kind.TRUTH;
      // A sum of BIGINTs is a HUGEINT.
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT" ->
          DataColumn.Kind.WHOLE;
      case "FLOAT", "DOUBLE" -> DataColumn.Kind.NUMBER;
      case "TIMESTAMP" -> DataColumn.Kind.TIME;
      default -> sqlType.startsWith("DECIMAL") ? DataColumn.Kind.NUMBER : DataColumn.Kind.TEXT;
    };
  }

  static Object value(ResultSet rows, int column, DataColumn.Kind kind) throws SQLException {
    Object value = rows.getObject(column);
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case TRUTH -> value;
      case WHOLE -> whole((Number) value);
      case NUMBER -> ((Number) value).doubleValue();
      case TIME -> rows.getTimestamp(column).toLocalDateTime();
      case TEXT -> value.toString();
    };
  }

  private static long whole(Number number) {
    if (number instanceof BigInteger large && large.bitLength() > 63) {
      throw new Problem(
          large + " is too large for a column of whole numbers.", "CAST(... AS DOUBLE) it.");
    }
    return number.longValue();
  }
}
