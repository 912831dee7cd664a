package ricercar.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ricercar.experiment.Study;
import ricercar.track.Cell;
import ricercar.track.Provenance;
import ricercar.track.ResultTable;

/**
 * What a sweep's table has of one column, at the points of its axes instead of by rows.
 *
 * @param column of the table, such as "accuracy %"
 * @param references the rows that are no points
 */
public record Response(
    String title, List<Axis> axes, String column, List<At> points, List<Reference> references) {
  public Response {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
    references = List.copyOf(references);
  }

  /**
   * One point.
   *
   * @param cpuSeconds of a run, the mean over the seeds
   * @param peakMiB the most memory that a run's process had, the mean over the seeds; NaN if
   *     unknown
   */
  public record At(Point point, Cell cell, double cpuSeconds, double peakMiB) {}

  /** A row to compare with, such as the untrained encoder. */
  public record Reference(String name, Cell cell) {}

  /**
   * @param outcome of the plan's study; points that are not in its table are left out
   */
  static Response of(SweepPlan plan, List<Proposal> proposals, Study.Outcome outcome) {
    ResultTable table = outcome.table();
    String column = table.columns().get(0);
    List<String> names = table.rows().stream().map(ResultTable.Row::name).toList();
    List<At> points = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (Proposal proposal : proposals) {
      String name = plan.name(proposal);
      if (names.contains(name) && !taken.contains(name)) {
        taken.add(name);
        List<Provenance> runs =
            outcome.runs().stream()
                .filter(run -> run.row().equals(name))
                .map(run -> run.folder().provenance())
                .toList();
        points.add(
            new At(
                proposal.point(),
                table.cell(name, column),
                runs.stream().mapToDouble(Provenance::cpuSeconds).average().orElse(Double.NaN),
                runs.stream().mapToDouble(Provenance::peakMiBOrNaN).average().orElse(Double.NaN)));
      }
    }
    List<Reference> references =
        names.stream()
            .filter(name -> !taken.contains(name))
            .map(name -> new Reference(name, table.cell(name, column)))
            .toList();
    return new Response(plan.title(), plan.axes(), column, points, references);
  }

  public static Response of(SweepOutcome outcome) {
    return of(outcome.plan(), outcome.proposals(), outcome.study());
  }

  public Optional<At> at(Point point) {
    return points.stream().filter(at -> at.point().equals(point)).findFirst();
  }
}
