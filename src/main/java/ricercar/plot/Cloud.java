package ricercar.plot;

import java.util.Collections;
import java.util.List;
import ricercar.stats.Interval;

/**
 * How the local vectors of a model lie about each other and about their global one. A hierarchical
 * model is meant to keep near frames together and all of them away from the centre of the cloud.
 *
 * @param name of the model
 * @param lagSeconds ascending
 * @param neighbours mean cosine of local vectors of one view that lie so far apart, for each lag
 * @param centre mean cosine of local vectors and the global one of their view
 */
public record Cloud(String name, double[] lagSeconds, List<Interval> neighbours, Interval centre) {
  public Cloud {
    neighbours = List.copyOf(neighbours);
    if (lagSeconds.length != neighbours.size()) {
      throw new IllegalArgumentException(
          "%d lags and %d cosines of '%s'".formatted(lagSeconds.length, neighbours.size(), name));
    }
  }

  /** Cosines by time lag in their bands, and for each cloud a dashed level line for its centre. */
  public static Curves figure(String title, List<Cloud> clouds) {
    Curves curves = Curves.titled(title, "time lag (s)", "mean cosine");
    for (Cloud cloud : clouds) {
      List<Interval> near = cloud.neighbours;
      curves =
          curves.band(cloud.near(), cloud.lagSeconds, estimates(near), lows(near), highs(near));
    }
    for (Cloud cloud : clouds) {
      List<Interval> level = Collections.nCopies(cloud.lagSeconds.length, cloud.centre);
      String name = cloud.name + ": local to its global";
      curves =
          curves.beside(
              cloud.near(), name, cloud.lagSeconds, estimates(level), lows(level), highs(level));
    }
    return curves;
  }

  private String near() {
    return name + ": local to local";
  }

  private static double[] estimates(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::estimate).toArray();
  }

  private static double[] lows(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::low).toArray();
  }

  private static double[] highs(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::high).toArray();
  }
}
