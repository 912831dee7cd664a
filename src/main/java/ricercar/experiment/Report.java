package ricercar.experiment;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.track.ReportedRow;

/**
 * How a study's results are told.
 *
 * @param level of the intervals
 * @param resamples of the bootstrap
 * @param compareTo the row that the others are compared with; the untrained one if null
 * @param costs whether columns tell the labels, the CPU-hours and the parameters of each row
 * @param claims to be judged
 * @param notes further footnotes, such as caveats
 * @param reported rows of a published table, to be printed beside
 */
public record Report(
    double level,
    int resamples,
    String compareTo,
    boolean costs,
    List<Claim> claims,
    List<String> notes,
    List<ReportedRow> reported) {
  public Report {
    claims = claims == null ? List.of() : List.copyOf(claims);
    notes = notes == null ? List.of() : List.copyOf(notes);
    reported = reported == null ? List.of() : List.copyOf(reported);
    Problem.unless(
        level > 0 && level < 1, "report.level must be between 0 and 1, but is %s.", level);
    Problem.unless(
        claims.isEmpty() || level > 0.5,
        "report.level must be above 0.5 to judge claims, but is %s.",
        level);
    Problem.unless(
        resamples >= 100, "report.resamples must be at least 100, but is %d.", resamples);
  }

  /** Values, differences and tests alone. */
  public Report(double level, int resamples, String compareTo) {
    this(level, resamples, compareTo, false, List.of(), List.of(), List.of());
  }

  /** With the claims on one of the study's probes; null for those on the rows' own task. */
  Report on(String probe) {
    List<Claim> there = claims.stream().filter(c -> Objects.equals(c.probe(), probe)).toList();
    return new Report(
        level,
        resamples,
        compareTo,
        costs && probe == null,
        there,
        probe == null ? notes : List.of(),
        probe == null ? reported : List.of());
  }

  /** With further footnotes. */
  public Report noting(List<String> more) {
    List<String> all = Stream.concat(notes.stream(), more.stream()).toList();
    return new Report(level, resamples, compareTo, costs, claims, all, reported);
  }

  Report comparedTo(String row) {
    return new Report(level, resamples, row, costs, claims, notes, reported);
  }
}
