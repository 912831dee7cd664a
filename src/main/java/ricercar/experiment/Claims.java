package ricercar.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ricercar.corpus.Task;
import ricercar.metric.Metric;
import ricercar.stats.Decision;
import ricercar.stats.Resampled;
import ricercar.track.Cell;
import ricercar.track.ClaimVerdict;

/**
 * Judges what was claimed of the rows of a table, on its first metric.
 *
 * @param undertrained rows that prove nothing, since they are not clear of the untrained encoder
 */
record Claims(
    Report report, PairedScores scores, Metric metric, Task.Kind kind, Set<String> undertrained) {
  private static final double POWER = 0.8;

  List<ClaimVerdict> on(List<Comparison.Line> lines) {
    return report.claims().stream()
        .map(claim -> verdict(claim, line(claim.row(), lines), line(claim.over(), lines)))
        .toList();
  }

  private ClaimVerdict verdict(Claim claim, Comparison.Line row, Comparison.Line over) {
    boolean cost = kind == Task.Kind.COST;
    Resampled gain =
        cost
            ? scores.resampled(metric, over.results(), row.results())
            : scores.resampled(metric, row.results(), over.results());
    List<Long> seeds = PairedScores.sharedSeeds(row.results(), over.results());
    int groups = scores.clusters().size();
    double margin = claim.margin() == null ? Double.NaN : claim.margin();
    boolean possible = Decision.possible(groups, report.level());
    Optional<String> unproved = undertrained(row, over, claim.control());
    Decision decision =
        possible && unproved.isEmpty()
            ? claim.noWorse()
                ? Decision.onNoLoss(gain, report.level(), margin)
                : Decision.on(gain, report.level(), margin)
            : Decision.UNDECIDED;
    Cell shown =
        new Cell(
            gain.interval(report.level()),
            metric.unit() == Metric.Unit.PERCENT ? Cell.Unit.POINTS : Cell.Unit.DIFFERENCE,
            groups,
            seeds,
            Double.NaN,
            List.of());
    return new ClaimVerdict(
        claim.claim(),
        decision,
        shown,
        margin,
        possible ? gain.detectable(report.level(), POWER) : Double.NaN,
        scores.seedNoise(metric, row.results(), over.results()).ofDifference(seeds.size()),
        possible
            ? unproved.orElse((noWorse(claim) + oneSeed(seeds)).strip())
            : "With so few test groups no test could decide.");
  }

  // A row that did not learn says nothing on what its method is worth, on either side; a control is
  // not meant to learn.
  private Optional<String> undertrained(
      Comparison.Line row, Comparison.Line over, boolean control) {
    boolean againstUntrained =
        over.method() == Method.UNTRAINED || row.method() == Method.UNTRAINED;
    return (control ? List.of(row.name()) : List.of(row.name(), over.name()))
        .stream()
            .filter(name -> undertrained.contains(name) && !againstUntrained)
            .findFirst()
            .map(name -> "Row '%s' is under-trained, and proves no claim.".formatted(name));
  }

  private static String noWorse(Claim claim) {
    return claim.noWorse()
        ? "Claimed is only that it is no worse by the margin: it holds if the interval lies above"
            + " minus the margin. "
        : "";
  }

  private static String oneSeed(List<Long> seeds) {
    return seeds.size() > 1 ? "" : "From one seed: how seeds differ is not in the interval.";
  }

  private static Comparison.Line line(String name, List<Comparison.Line> lines) {
    return lines.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
  }
}
