package ricercar.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.augment.Deformation;
import ricercar.experiment.Study;
import ricercar.metric.Metric;
import ricercar.probe.Robustness;

/** How each row's metric falls as the sound is deformed, from clean to severe. */
public final class RobustnessCurves {
  private RobustnessCurves() {}

  /** A picture for each deformation that the rows were asked about; none where none was. */
  public static List<Curves> of(Study.Outcome outcome) {
    Metric metric =
        Metric.forTask(outcome.runs().get(0).folder().result().outcomes().task()).get(0);
    Map<String, List<Map<String, Double>>> rows = new LinkedHashMap<>();
    for (Study.Finished run : outcome.runs()) {
      Map<String, Double> measures = run.folder().result().measures();
      if (measures.containsKey(Robustness.clean(metric))) {
        rows.computeIfAbsent(run.row(), row -> new ArrayList<>()).add(measures);
      }
    }
    List<Curves> pictures = new ArrayList<>();
    for (Deformation deformation : Deformation.values()) {
      Curves curves = curves(deformation, metric, rows);
      if (!curves.lines().isEmpty()) {
        pictures.add(curves);
      }
    }
    return pictures;
  }

  private static Curves curves(
      Deformation deformation, Metric metric, Map<String, List<Map<String, Double>>> rows) {
    String steps =
        deformation.amounts().stream()
            .map(amount -> amount == Math.rint(amount) ? "%.0f".formatted(amount) : "" + amount)
            .collect(Collectors.joining(", "));
    Curves curves =
        Curves.titled(
                Robustness.name(deformation),
                "step: clean, %s (%s)".formatted(steps, deformation.unit()),
                metric.title() + (metric.unit() == Metric.Unit.PERCENT ? " %" : ""))
            .colouredAs(List.copyOf(rows.keySet()));
    double scale = metric.unit() == Metric.Unit.PERCENT ? 100 : 1;
    for (Map.Entry<String, List<Map<String, Double>>> row : rows.entrySet()) {
      List<String> points = new ArrayList<>();
      points.add(Robustness.clean(metric));
      deformation.amounts().forEach(a -> points.add(Robustness.deformed(metric, deformation, a)));
      if (row.getValue().get(0).containsKey(points.get(1))) {
        double[] x = IntStream.range(0, points.size()).asDoubleStream().toArray();
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          String point = points.get(i);
          var values =
              row.getValue().stream()
                  .mapToDouble(measures -> scale * measures.get(point))
                  .summaryStatistics();
          mean[i] = values.getAverage();
          low[i] = values.getMin();
          high[i] = values.getMax();
        }
        curves = curves.band(row.getKey(), x, mean, low, high);
      }
    }
    return curves;
  }
}
