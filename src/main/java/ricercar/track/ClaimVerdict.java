package ricercar.track;

import java.util.ArrayList;
import java.util.List;
import ricercar.stats.Decision;

/**
 * What a study says about a claim that was made before it ran.
 *
 * @param claim in words
 * @param decision on the gain
 * @param gain of the row over the other, above 0 where it is better: turned round for costs
 * @param margin below which a gain is negligible; NaN if none was fixed
 * @param detectable the smallest gain that a study like this one would probably have shown; NaN
 *     where it could have shown none
 * @param seedNoise how far the means of two equal rows would lie apart by their seeds alone, one
 *     standard deviation; NaN of a single seed
 * @param remark why the decision is not the interval's, or what it does not cover; else empty
 */
public record ClaimVerdict(
    String claim,
    Decision decision,
    Cell gain,
    double margin,
    double detectable,
    double seedNoise,
    String remark) {
  /** In a sentence. */
  public String sentence() {
    String shown =
        Double.isNaN(detectable)
            ? "too few test groups to show a difference"
            : "smallest detectable difference " + amount(detectable);
    return "%s: %s (gain %s%s; %s).%s"
        .formatted(
            claim,
            decision.text(),
            gain.text(),
            gain.unit() == Cell.Unit.POINTS ? " points" : "",
            shown,
            remark.isEmpty() ? "" : " " + remark);
  }

  /**
   * The verdicts of a study as a table.
   *
   * @param measure what the gains are gains of, such as "accuracy %"
   */
  static TextTable table(List<ClaimVerdict> verdicts, String measure) {
    ClaimVerdict first = verdicts.get(0);
    String unit = first.gain.unit() == Cell.Unit.POINTS ? ", points" : "";
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "claim",
            "verdict",
            "gain" + unit,
            "negligible below" + unit,
            "smallest detectable" + unit,
            "noise of seeds" + unit,
            "n",
            "seeds"));
    List<String> notes = new ArrayList<>(meaning(first.gain.interval().level(), measure));
    for (ClaimVerdict verdict : verdicts) {
      lines.add(verdict.texts());
      if (!verdict.remark.isEmpty()) {
        notes.add("%s: %s".formatted(verdict.claim, verdict.remark));
      }
    }
    return new TextTable("Claims", lines, 2, notes);
  }

  private static List<String> meaning(double level, String measure) {
    double rest = 100 * (1 - level);
    return List.of(
        ("Gain: by how much the first row is better than the second in %s, paired over test groups"
                + " and shared seeds, with its %.0f %% interval.")
            .formatted(measure, 100 * level),
        ("Holds: the interval lies above 0. Does not hold: it lies below 0, or the %.0f %% interval"
                + " lies within ± what the study file calls negligible (two one-sided tests at"
                + " %.0f %%). Undecided: neither. Each claim is judged by itself.")
            .formatted(100 * (2 * level - 1), rest),
        ("Smallest detectable: the true difference that a two-sided test at %.0f %% finds with 80"
                + " %% power, given the bootstrap's standard error over groups and seeds.")
            .formatted(rest),
        "Noise of seeds: how far the means of two equal rows would lie apart by their seeds alone,"
            + " one standard deviation, pooled over both rows.");
  }

  private List<String> texts() {
    return List.of(
        claim,
        decision.text(),
        gain.text(),
        amount(margin),
        amount(detectable),
        amount(seedNoise),
        String.valueOf(gain.n()),
        gain.seedText(", "));
  }

  private String amount(double size) {
    return Double.isNaN(size) ? "–" : gain.unit().text(size).replace("+", "");
  }
}
