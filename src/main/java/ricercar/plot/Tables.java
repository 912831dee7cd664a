package ricercar.plot;

import java.time.LocalDateTime;
import ricercar.track.DataColumn;
import ricercar.track.DataTable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables of the track as Tablesaw's, to be filtered, joined and drawn. */
public final class Tables {
  private Tables() {}

  /** Column by column; what is null, or a number that is none, becomes a missing value. */
  public static Table of(DataTable table) {
    return Table.create(
        table.name(), table.columns().stream().map(Tables::column).toArray(Column[]::new));
  }

  private static Column<?> column(DataColumn from) {
    return switch (from.kind()) {
      case TRUTH -> {
        BooleanColumn to = BooleanColumn.create(from.name());
        from.values().forEach(value -> add(to, (Boolean) value));
        yield to;
      }
      case WHOLE -> {
        LongColumn to = LongColumn.create(from.name());
        from.values().forEach(value -> add(to, (Long) value));
        yield to;
      }
      case NUMBER -> {
        DoubleColumn to = DoubleColumn.create(from.name());
        from.values().forEach(value -> add(to, (Double) value));
        yield to;
      }
      case TIME -> {
        DateTimeColumn to = DateTimeColumn.create(from.name());
        from.values().forEach(value -> add(to, (LocalDateTime) value));
        yield to;
      }
      case TEXT -> {
        StringColumn to = StringColumn.create(from.name());
        from.values().forEach(value -> add(to, (String) value));
        yield to;
      }
    };
  }

  private static <T> void add(Column<T> column, T value) {
    if (value == null) {
      column.appendMissing();
    } else {
      column.append(value);
    }
  }
}
