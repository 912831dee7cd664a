package ricercar.plot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import ricercar.experiment.Study;
import ricercar.geometry.Collapse;

/** The measures of collapse of a study's rows. */
final class CollapseTable {
  private static final List<String> MEASURES =
      List.of(
          "effective rank of e",
          "effective rank of z",
          "spread of e",
          "spread of z",
          "alignment of z",
          "uniformity of z");

  private CollapseTable() {}

  /** Means over the seeds, of those rows that were measured; without rows if none was. */
  static Grid of(Study.Outcome outcome) {
    List<List<String>> lines = new ArrayList<>();
    for (String row : rows(outcome)) {
      List<String> line = new ArrayList<>(List.of(row));
      for (String measure : MEASURES) {
        OptionalDouble mean = mean(outcome, row, measure);
        line.add(mean.isPresent() ? text(mean.getAsDouble()) : "–");
      }
      if (line.stream().skip(1).anyMatch(cell -> !cell.equals("–"))) {
        lines.add(line);
      }
    }
    List<String> columns = new ArrayList<>(List.of("row"));
    columns.addAll(MEASURES);
    return new Grid(
        "How far from collapse",
        columns,
        lines,
        List.of(
            "On two windows of each of up to 150 validation clips, not augmented; e: embeddings, z:"
                + " projections. Spread: deviation per dimension of unit vectors, times √width; 0 is"
                + " a point, 1 even. Alignment: squared distance of a clip's windows, 2 by chance."
                + " Uniformity: 0 is a point, lower is more even."));
  }

  /** The rows whose z is a point or a line, in the mean of the seeds. */
  static List<String> collapsed(Study.Outcome outcome) {
    return rows(outcome).stream().filter(row -> collapsed(outcome, row)).toList();
  }

  private static boolean collapsed(Study.Outcome outcome, String row) {
    OptionalDouble rank = mean(outcome, row, "effective rank of z");
    OptionalDouble spread = mean(outcome, row, "spread of z");
    return rank.isPresent()
        && new Collapse(rank.getAsDouble(), spread.orElseThrow(), Double.NaN, Double.NaN)
            .collapsed();
  }

  private static Set<String> rows(Study.Outcome outcome) {
    Set<String> rows = new LinkedHashSet<>();
    outcome.runs().forEach(run -> rows.add(run.row()));
    return rows;
  }

  private static OptionalDouble mean(Study.Outcome outcome, String row, String measure) {
    return outcome.runs().stream()
        .filter(run -> run.row().equals(row))
        .map(run -> run.folder().result().measures())
        .filter(measures -> measures.containsKey(measure))
        .mapToDouble((Map<String, Double> measures) -> measures.get(measure))
        .average();
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
  }
}
