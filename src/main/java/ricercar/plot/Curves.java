package ricercar.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over a common axis: losses, gradient norms, scores over a swept value. Axis labels carry
 * their unit, as in "loss (nats)".
 *
 * @param order names whose place here decides a line's colour, so that one thing has one colour in
 *     all figures of a page; a line that is not among them goes by its own place
 */
public record Curves(
    String title,
    String xLabel,
    String yLabel,
    List<Line> lines,
    List<Reference> references,
    boolean logarithmic,
    List<String> order)
    implements Figure {
  private static final BasicStroke STRONG =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke STRONG_DASHED =
      new BasicStroke(
          2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 3f}, 0f);

  /**
   * @param low lower edge of a band around the line, or an empty array for none; {@code high} alike
   * @param window values in the running mean that is drawn over the raw line; 1 for none
   * @param beside the line whose colour this one takes, dashed, since it tells of the same thing;
   *     empty for none
   */
  public record Line(
      String name, double[] x, double[] y, double[] low, double[] high, int window, String beside) {
    public Line {
      if (x.length != y.length || low.length != high.length) {
        throw new IllegalArgumentException("curve '" + name + "' has arrays of unequal length");
      }
    }

    private double last() {
      return y.length == 0 ? Double.NaN : smoothed()[y.length - 1];
    }

    // Centred, unlike an exponential mean, so that a falling curve is not drawn too high.
    private double[] smoothed() {
      double[] out = y.clone();
      int reach = Math.min(window, y.length / 4) / 2; // a short curve keeps its shape
      for (int i = 0; i < y.length && reach > 0; i++) {
        out[i] =
            IntStream.rangeClosed(Math.max(0, i - reach), Math.min(y.length - 1, i + reach))
                .mapToDouble(k -> y[k])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
      }
      return out;
    }
  }

  /** A horizontal line to compare with, such as chance. */
  public record Reference(String name, double y) {}

  public Curves {
    lines = List.copyOf(lines);
    references = List.copyOf(references);
    order = List.copyOf(order);
  }

  public static Curves titled(String title, String xLabel, String yLabel) {
    return new Curves(title, xLabel, yLabel, List.of(), List.of(), false, List.of());
  }

  public Curves line(String name, double[] x, double[] y) {
    return plus(new Line(name, x, y, new double[0], new double[0], 1, ""));
  }

  /** The raw values faintly and their centred running mean over {@code window} of them. */
  public Curves smoothed(String name, double[] x, double[] y, int window) {
    return plus(new Line(name, x, y, new double[0], new double[0], window, ""));
  }

  /** A line in its band, such as a confidence interval. */
  public Curves band(String name, double[] x, double[] y, double[] low, double[] high) {
    return plus(new Line(name, x, y, low, high, 1, ""));
  }

  /** A dashed line in its band, in the colour of another line. */
  public Curves beside(
      String other, String name, double[] x, double[] y, double[] low, double[] high) {
    return plus(new Line(name, x, y, low, high, 1, other));
  }

  public Curves reference(String name, double y) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(name, y));
    return new Curves(title, xLabel, yLabel, lines, more, logarithmic, order);
  }

  /** With a logarithmic vertical axis; values at or below zero are left out. */
  public Curves onLogScale() {
    return new Curves(title, xLabel, yLabel, lines, references, true, order);
  }

  /** With the colours that these names have elsewhere. */
  public Curves colouredAs(List<String> names) {
    return new Curves(title, xLabel, yLabel, lines, references, logarithmic, names);
  }

  private Color colour(int line, Theme theme) {
    Line own = lines.get(line);
    for (int i = 0; i < lines.size() && !own.beside.isEmpty(); i++) {
      if (lines.get(i).beside.isEmpty() && lines.get(i).name.equals(own.beside)) {
        return colour(i, theme);
      }
    }
    return Palette.colour(place(line), theme);
  }

  private int place(int line) {
    int place = order.indexOf(lines.get(line).name);
    return place < 0 ? line : place;
  }

  /** Dashed beside another line, and where a colour is taken a second time. */
  private BasicStroke stroke(int line) {
    boolean again = place(line) / Palette.size() % 2 == 1;
    return again || !lines.get(line).beside.isEmpty() ? STRONG_DASHED : STRONG;
  }

  private Curves plus(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new Curves(title, xLabel, yLabel, more, references, logarithmic, order);
  }

  @Override
  public int width() {
    return 680;
  }

  @Override
  public int height() {
    return 380;
  }

  @Override
  public String summary() {
    return title
        + ": "
        + lines.stream()
            .map(line -> String.format(Locale.ROOT, "%s ends at %.4g", line.name, line.last()))
            .collect(Collectors.joining("; "));
  }

  @Override
  public void paint(Sheet sheet) {
    int top = sheet.top();
    int bottom = paintLegend(sheet);
    XYChart chart = new XYChart(sheet.width(), bottom - top);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart.getStyler(), sheet.theme());
    for (int i = 0; i < lines.size(); i++) {
      add(chart, lines.get(i), colour(i, sheet.theme()), stroke(i));
    }
    double[] span = span();
    addUneven(chart, span);
    for (int i = 0; i < references.size(); i++) {
      Reference reference = references.get(i);
      double[] level = {reference.y, reference.y};
      XYSeries series = chart.addSeries(reference.name, span, level);
      stroke(series, sheet.theme().muted(), dashed(i));
    }
    if (lines.stream().anyMatch(line -> line.x.length > 0)) {
      sheet.graphics().translate(0, top);
      chart.paint(sheet.graphics(), chart.getWidth(), chart.getHeight());
      sheet.graphics().translate(0, -top);
    } else {
      sheet.textCentred(
          "nothing measured yet",
          sheet.width() / 2.0,
          sheet.height() / 2.0,
          Sheet.font(Font.PLAIN, 13),
          sheet.theme().muted());
    }
  }

  /**
   * Below the plot, in as many rows as it takes, which XChart's own does not; gives its upper edge.
   */
  private int paintLegend(Sheet sheet) {
    if (lines.size() + references.size() < 2) {
      return sheet.height();
    }
    Font font = Sheet.font(Font.PLAIN, 12);
    List<String> names =
        Stream.concat(lines.stream().map(Line::name), references.stream().map(Reference::name))
            .toList();
    int[] row = new int[names.size()];
    double[] x = new double[names.size()];
    double next = 44;
    for (int i = 0; i < names.size(); i++) {
      double width = 30 + Sheet.length(names.get(i), font) + 18;
      boolean wraps = next + width > sheet.width() && next > 44;
      row[i] = (i == 0 ? 0 : row[i - 1]) + (wraps ? 1 : 0);
      x[i] = wraps ? 44 : next;
      next = x[i] + width;
    }
    int edge = sheet.height() - 14 - 20 * (row[names.size() - 1] + 1);
    for (int i = 0; i < names.size(); i++) {
      double y = edge + 14 + 20 * row[i];
      boolean measured = i < lines.size();
      sheet.graphics().setStroke(measured ? stroke(i) : dashed(i - lines.size()));
      sheet.graphics().setColor(measured ? colour(i, sheet.theme()) : sheet.theme().muted());
      sheet.graphics().draw(new Line2D.Double(x[i], y - 4, x[i] + 22, y - 4));
      sheet.text(names.get(i), x[i] + 30, y, font, sheet.theme().ink());
    }
    return edge;
  }

  // XChart marks the measured values themselves where they are evenly spaced, 75, 150, 225 …; one
  // unseen value out of step makes it mark round numbers.
  private void addUneven(XYChart chart, double[] span) {
    double y =
        lines.stream()
            .flatMapToDouble(line -> DoubleStream.of(drawable(line.y)))
            .filter(Double::isFinite)
            .findFirst()
            .orElse(1);
    double[] x = {span[0], span[0] + 0.382 * (span[1] - span[0]), span[1]};
    XYSeries unseen = chart.addSeries("unseen", x, new double[] {y, y, y});
    unseen.setShowInLegend(false);
    stroke(unseen, new Color(0, true), new BasicStroke(0.1f));
  }

  private void add(XYChart chart, Line line, Color colour, BasicStroke stroke) {
    if (line.low.length > 0) {
      XYSeries band =
          chart.addSeries(
              line.name + " band",
              there(line.x, line.x),
              there(drawable(line.low), drawable(line.high)));
      band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      band.setFillColor(Palette.faded(colour, 46)).setShowInLegend(false);
      stroke(band, Palette.faded(colour, 0), new BasicStroke(0.1f));
    }
    if (line.x.length == 0) {
      return;
    }
    if (line.window > 1) {
      XYSeries raw = chart.addSeries(line.name + " raw", line.x, drawable(line.y));
      raw.setShowInLegend(false);
      stroke(raw, Palette.faded(colour, 70), new BasicStroke(1f));
    }
    stroke(chart.addSeries(line.name, line.x, drawable(line.smoothed())), colour, stroke);
  }

  // A polygon runs along the upper edge and back along the lower one.
  private static double[] there(double[] low, double[] high) {
    double[] path = new double[low.length * 2];
    for (int i = 0; i < low.length; i++) {
      path[i] = high[i];
      path[path.length - 1 - i] = low[i];
    }
    return path;
  }

  // XChart refuses infinities and, on a logarithmic axis, values that have no logarithm.
  private double[] drawable(double[] values) {
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      if (!Double.isFinite(out[i]) || logarithmic && out[i] <= 0) {
        out[i] = Double.NaN;
      }
    }
    return out;
  }

  private static void stroke(XYSeries series, Color colour, BasicStroke stroke) {
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(stroke);
  }

  /** Each reference is dashed in its own way: they share a colour, which belongs to lines. */
  private static BasicStroke dashed(int reference) {
    float[][] patterns = {{5f, 4f}, {1.5f, 3f}, {11f, 4f}, {9f, 3f, 1.5f, 3f}};
    float[] pattern = patterns[reference % patterns.length];
    return new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, pattern, 0f);
  }

  private double[] span() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (double x : line.x) {
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
    }
    return low <= high ? new double[] {low, high} : new double[] {0, 1};
  }

  private void style(XYStyler style, Theme theme) {
    Font plain = Sheet.font(Font.PLAIN, 12);
    style.setChartTitleVisible(false);
    style.setChartBackgroundColor(theme.paper());
    style.setPlotBackgroundColor(theme.paper());
    style.setPlotBorderVisible(false);
    style.setChartPadding(10);
    style.setChartFontColor(theme.ink());
    style.setLegendVisible(false);
    style.setAxisTitleFont(plain);
    style.setXAxisTitleColor(theme.muted());
    style.setYAxisTitleColor(theme.muted());
    style.setAxisTickLabelsFont(Sheet.font(Font.PLAIN, 11));
    style.setXAxisTickLabelsColor(theme.muted());
    style.setYAxisTickLabelsColor(theme.muted());
    style.setAxisTicksLineVisible(false);
    style.setAxisTicksMarksVisible(false);
    style.setPlotGridLinesColor(theme.grid());
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotTicksMarksVisible(false);
    style.setPlotMargin(0);
    style.setPlotContentSize(0.96);
    style.setYAxisLogarithmic(logarithmic);
    style.setLocale(Locale.ROOT);
    style.setXAxisDecimalPattern("0.###");
    if (!logarithmic) {
      style.setYAxisDecimalPattern("0.####");
    }
    style.setXAxisTickMarkSpacingHint(90);
    style.setYAxisTickMarkSpacingHint(48);
    style.setAntiAlias(true);
  }
}
