package ricercar.track;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of typed columns, as SQL takes and gives it.
 *
 * @param columns of one length, with names that differ in more than upper and lower case
 */
public record DataTable(String name, List<DataColumn> columns) {
  public DataTable {
    columns = List.copyOf(columns);
    if (columns.stream().mapToInt(column -> column.values().size()).distinct().count() > 1) {
      throw new IllegalArgumentException("the columns of " + name + " differ in length");
    }
  }

  public int rows() {
    return columns.isEmpty() ? 0 : columns.get(0).values().size();
  }

  /** The values of a column, in any spelling of upper and lower case. */
  public List<Object> values(String column) {
    return columns.stream()
        .filter(c -> c.name().equalsIgnoreCase(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column))
        .values();
  }

  /** Its name and those of its columns, as SQL would write them. */
  String signature() {
    return columns.stream()
        .map(column -> ColumnNames.quotedIfOdd(column.name()))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
