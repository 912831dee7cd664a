package ricercar.track;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A column of a {@link DataTable}.
 *
 * @param values of the kind's class, or null
 */
public record DataColumn(String name, Kind kind, List<Object> values) {
  /** What a column holds. */
  public enum Kind {
    TRUTH(Boolean.class, "BOOLEAN"),
    WHOLE(Long.class, "BIGINT"),
    NUMBER(Double.class, "DOUBLE"),
    /** Universal time. */
    TIME(LocalDateTime.class, "TIMESTAMP"),
    TEXT(String.class, "VARCHAR");

    private final Class<?> type;
    final String sql;

    Kind(Class<?> type, String sql) {
      this.type = type;
      this.sql = sql;
    }
  }

  public DataColumn {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    for (Object value : values) {
      if (value != null && !kind.type.isInstance(value)) {
        throw new IllegalArgumentException(value + " is no " + kind + " of column " + name);
      }
    }
  }

  /**
   * Of the narrowest kind that holds all values: whole numbers among others become numbers, and
   * whatever differs more becomes text.
   */
  static DataColumn of(String name, List<?> values) {
    List<?> given = values.stream().filter(Objects::nonNull).toList();
    for (Kind kind : Kind.values()) {
      if (!given.isEmpty() && given.stream().allMatch(kind.type::isInstance)) {
        return new DataColumn(name, kind, new ArrayList<>(values));
      }
    }
    boolean numbers = !given.isEmpty() && given.stream().allMatch(Number.class::isInstance);
    List<Object> alike = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Number number && numbers) {
        alike.add(number.doubleValue());
      } else {
        alike.add(value == null ? null : value.toString());
      }
    }
    return new DataColumn(name, numbers ? Kind.NUMBER : Kind.TEXT, alike);
  }
}
