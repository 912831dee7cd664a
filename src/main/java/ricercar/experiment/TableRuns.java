package ricercar.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ricercar.Problem;
import ricercar.corpus.Csv;

/** Which runs a table's CSV says that it rests on. */
final class TableRuns {
  /** The columns of claims, whose lines name no rows. */
  private static final String OF_CLAIMS =
      "gain: .*|negligible below|smallest detectable|noise of seeds";

  /** A run by what people call it. */
  record Named(String row, long seed) {
    boolean is(Experiment experiment) {
      return experiment.name().equals(row) && experiment.seed() == seed;
    }
  }

  private TableRuns() {}

  /** Each once, in the table's order. */
  static List<Named> of(Path csv) {
    Csv table;
    try {
      table = Csv.parse(csv.toString(), Files.readString(csv));
    } catch (IOException e) {
      throw new Problem("Cannot read " + csv + ".", "Name a table that 'run' wrote.", e);
    }
    Problem.unless(
        table.columns().containsAll(List.of("row", "column", "seeds")),
        "%s has no columns row, column and seeds: it is no table of 'run'.",
        csv);
    Set<Named> runs = new LinkedHashSet<>();
    for (Csv.Row line : table.rows()) {
      String seeds = table.cell(line, "seeds");
      if (!table.cell(line, "column").matches(OF_CLAIMS) && !seeds.isEmpty()) {
        for (String seed : seeds.split(" ")) {
          runs.add(new Named(table.cell(line, "row"), Long.parseLong(seed)));
        }
      }
    }
    Problem.unless(!runs.isEmpty(), "The table %s rests on no runs.", csv);
    return new ArrayList<>(runs);
  }
}
