package ricercar.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import ricercar.Problem;

/**
 * A row of a published table as it was printed there. Its values are texts: other data and other
 * protocols made them, and nothing here computes with them.
 *
 * @param row the row of our table that it stands beside; null for none
 * @param name as it was published
 * @param values texts by the name of their measure; quote numbers, so that none loses a zero
 * @param note what sets it apart from ours; null for nothing
 */
public record ReportedRow(String row, String name, Map<String, String> values, String note) {
  public ReportedRow {
    Problem.unless(name != null, "A row of 'reported' needs the 'name' that it was published by.");
    Problem.unless(
        values != null && !values.isEmpty(), "The reported row '%s' needs its 'values'.", name);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // in the order as written
  }

  /** Published rows as a table; a note that several share stands once. */
  static TextTable table(List<ReportedRow> reported) {
    List<String> header = new ArrayList<>(List.of("", "our row"));
    header.addAll(measures(reported));
    List<List<String>> lines = new ArrayList<>(List.of(header));
    for (ReportedRow row : reported) {
      List<String> line = new ArrayList<>();
      line.add(row.marked(reported));
      line.add(row.row == null ? "–" : row.row);
      line.addAll(row.texts(reported));
      lines.add(line);
    }
    return new TextTable("As reported", lines, 2, notes(reported));
  }

  /** What any of the rows has a value of. */
  static Set<String> measures(List<ReportedRow> reported) {
    Set<String> measures = new LinkedHashSet<>();
    reported.forEach(row -> measures.addAll(row.values.keySet()));
    return measures;
  }

  /** A value for each of the measures. */
  List<String> texts(List<ReportedRow> reported) {
    return measures(reported).stream().map(m -> values.getOrDefault(m, "–")).toList();
  }

  /** The name with the number of its note. */
  String marked(List<ReportedRow> reported) {
    return name + (note == null ? "" : " (r%d)".formatted(distinct(reported).indexOf(note) + 1));
  }

  /** Numbered, and what holds for all. */
  static List<String> notes(List<ReportedRow> reported) {
    List<String> notes = distinct(reported);
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      numbered.add("(r%d) %s".formatted(i + 1, notes.get(i)));
    }
    numbered.add("Other data and other protocols made these numbers: they stand beside ours only.");
    return numbered;
  }

  private static List<String> distinct(List<ReportedRow> reported) {
    return reported.stream().map(ReportedRow::note).filter(Objects::nonNull).distinct().toList();
  }
}
