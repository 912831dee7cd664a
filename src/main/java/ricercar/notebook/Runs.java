package ricercar.notebook;

import java.nio.file.Path;
import ricercar.plot.Tables;
import ricercar.track.RunQuery;
import ricercar.track.RunTree;
import tech.tablesaw.api.Table;

/**
 * Questions over all finished runs, in SQL: {@code table(Runs.sql("SELECT method, avg(accuracy)
 * FROM runs GROUP BY ALL"))}. The tables are {@code runs}, {@code metrics} and {@code probes};
 * {@link RunQuery} says what is in them, and so does {@code DESCRIBE runs}.
 */
public final class Runs {
  private Runs() {}

  /** Asks the runs in {@code runs/} of this clone. */
  public static Table sql(String question) {
    return sql(Path.of("runs"), question);
  }

  /**
   * Asks the runs in a folder.
   *
   * @param folder of runs, or of such folders, such as {@code results/runs}; seen from this clone
   */
  public static Table sql(Path folder, String question) {
    return Tables.of(RunQuery.over(new RunTree(Lab.home().resolve(folder))).ask(question));
  }
}
