package ricercar.plot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import ricercar.Problem;
import ricercar.sweep.Axis;
import ricercar.sweep.Response;
import ricercar.track.Cell;

/**
 * A measure over one swept setting, in its interval; a second setting gives a line for each value.
 */
public final class SweepCurves {
  private SweepCurves() {}

  /**
   * @param along which axis runs along the picture; of two, the other tells the lines apart
   */
  public static Curves of(Response response, int along) {
    Problem.unless(
        response.axes().size() <= 2,
        "Lines are of one axis or two, but this sweep has %d: look at it as parallel coordinates.",
        response.axes().size());
    Axis axis = response.axes().get(along);
    Curves curves = Curves.titled(response.title(), axis.symbol(), response.column());
    if (response.axes().size() == 1) {
      curves = line(curves, response.column(), axis, along, response.points());
    } else {
      int beside = 1 - along;
      Axis other = response.axes().get(beside);
      for (JsonNode value : other.values()) {
        List<Response.At> points =
            response.points().stream()
                .filter(at -> at.point().values().get(beside).equals(value))
                .toList();
        String name = other.symbol() + " = " + other.told(value);
        curves = line(curves, name, axis, along, points);
      }
    }
    for (Response.Reference reference : response.references()) {
      curves =
          curves.reference(reference.name(), scale(reference.cell()) * reference.cell().value());
    }
    return curves;
  }

  /**
   * What a run cost over one swept setting.
   *
   * @param memory the peak of a run's process in MiB; else its CPU-seconds
   */
  public static Curves cost(Response response, boolean memory) {
    Axis axis = response.axes().get(0);
    double[] y =
        response.points().stream()
            .mapToDouble(at -> memory ? at.peakMiB() : at.cpuSeconds())
            .toArray();
    String unit = memory ? "peak memory of the process (MiB)" : "CPU-seconds of a run";
    return Curves.titled(response.title() + ": cost", axis.symbol(), unit)
        .line(memory ? "memory" : "time", places(axis, 0, response.points()), y);
  }

  private static Curves line(
      Curves curves, String name, Axis axis, int along, List<Response.At> points) {
    double[] x = places(axis, along, points);
    double[] y = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      Cell cell = points.get(i).cell();
      y[i] = scale(cell) * cell.value();
      low[i] = scale(cell) * cell.interval().low();
      high[i] = scale(cell) * cell.interval().high();
    }
    return curves.band(name, x, y, low, high);
  }

  /** Numbers as they are, names that are numbers too. */
  private static double[] places(Axis axis, int along, List<Response.At> points) {
    return points.stream()
        .map(at -> axis.told(at.point().values().get(along)))
        .mapToDouble(told -> number(axis, told))
        .toArray();
  }

  private static double number(Axis axis, String told) {
    try {
      return Double.parseDouble(told);
    } catch (NumberFormatException e) {
      throw new Problem(
          "The axis '" + axis.symbol() + "' has '" + told + "', which is no number.",
          "Look at it as intervals, row by row.");
    }
  }

  private static double scale(Cell cell) {
    return cell.unit() == Cell.Unit.PERCENT ? 100 : 1;
  }
}
