package ricercar.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import ricercar.track.Cell;

/** What a row of a table took, as the mean over its runs. */
enum Cost {
  LABELS("labels", Cell.Unit.COUNT) {
    @Override
    DoubleStream values(Comparison.Line line) {
      return line.results().values().stream()
          .mapToDouble(result -> result.measures().getOrDefault("labelled training clips", 0.0));
    }
  },
  CPU_HOURS("CPU-hours", Cell.Unit.NUMBER) {
    @Override
    DoubleStream values(Comparison.Line line) {
      return line.cpuSeconds().values().stream().mapToDouble(seconds -> seconds / 3600);
    }
  },
  PARAMETERS("parameters", Cell.Unit.COUNT) {
    @Override
    DoubleStream values(Comparison.Line line) {
      return line.results().values().stream()
          .filter(result -> result.measures().containsKey("parameters"))
          .mapToDouble(result -> result.measures().get("parameters"));
    }
  };

  static final String NOTE =
      "Labels: of the training clips, those whose labels the representation was trained on; a probe"
          + " on top sees all of them. CPU-hours: of one run, all cores together.";

  private final String heading;
  private final Cell.Unit unit;

  Cost(String heading, Cell.Unit unit) {
    this.heading = heading;
    this.unit = unit;
  }

  /** Of each run; none where it is not known. */
  abstract DoubleStream values(Comparison.Line line);

  String heading() {
    return heading;
  }

  static boolean isHeading(String column) {
    return Arrays.stream(values()).anyMatch(cost -> cost.heading.equals(column));
  }

  Cell of(Comparison.Line line) {
    double mean = values(line).average().orElse(Double.NaN);
    return Cell.plain(mean, unit, List.copyOf(line.results().keySet()));
  }
}
