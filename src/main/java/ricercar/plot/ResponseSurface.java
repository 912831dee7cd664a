package ricercar.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.sweep.Axis;
import ricercar.sweep.Point;
import ricercar.sweep.Response;
import ricercar.track.Cell;

/**
 * A measure over two swept settings as a landscape with lines of equal height. Only the dots were
 * measured; what lies between is bilinear interpolation of them. Values stand at equal distances,
 * whatever they are.
 */
public record ResponseSurface(Response response) implements Figure {
  private static final int LEFT = 84;
  private static final int STEP_X = 104;
  private static final int STEP_Y = 74;
  private static final int PAD_X = 46;
  private static final int PAD_Y = 34;
  private static final int BELOW = 74;
  private static final int GRAIN = 4;

  /** As wide as the caption. */
  private static final int NARROWEST = 420;

  private static final int LINES = 6;

  public ResponseSurface {
    Problem.unless(
        response.axes().size() == 2,
        "A surface has two axes, but this sweep has %d.",
        response.axes().size());
    List<Axis> axes = response.axes();
    for (int row = 0; row < axes.get(0).values().size(); row++) {
      for (int column = 0; column < axes.get(1).values().size(); column++) {
        Problem.unless(
            response.at(point(axes, row, column)).isPresent(),
            "A surface needs the whole grid, but %s is not measured.",
            point(axes, row, column).told(axes));
      }
    }
  }

  @Override
  public String title() {
    return response.title();
  }

  private Axis across() {
    return response.axes().get(1);
  }

  private Axis up() {
    return response.axes().get(0);
  }

  @Override
  public int width() {
    return Math.max(NARROWEST, LEFT + areaWidth() + Sheet.MARGIN);
  }

  @Override
  public int height() {
    return Sheet.MARGIN + Sheet.TITLE + areaHeight() + BELOW;
  }

  private int areaWidth() {
    return 2 * PAD_X + STEP_X * (across().values().size() - 1);
  }

  private int areaHeight() {
    return 2 * PAD_Y + STEP_Y * (up().values().size() - 1);
  }

  private static Point point(List<Axis> axes, int row, int column) {
    return new Point(List.of(axes.get(0).values().get(row), axes.get(1).values().get(column)));
  }

  private Cell cell(int row, int column) {
    return response.at(point(response.axes(), row, column)).orElseThrow().cell();
  }

  private double[][] values() {
    double scale = cell(0, 0).unit() == Cell.Unit.PERCENT ? 100 : 1;
    return IntStream.range(0, up().values().size())
        .mapToObj(
            row ->
                IntStream.range(0, across().values().size())
                    .mapToDouble(column -> scale * cell(row, column).value())
                    .toArray())
        .toArray(double[][]::new);
  }

  @Override
  public String summary() {
    Response.At best =
        response.points().stream()
            .max((a, b) -> Double.compare(a.cell().value(), b.cell().value()))
            .orElseThrow();
    return "%s: %s is highest at %s (%s)"
        .formatted(
            title(), response.column(), best.point().told(response.axes()), best.cell().text());
  }

  @Override
  public void paint(Sheet sheet) {
    double[][] values = values();
    double low = extreme(values, -1);
    double high = extreme(values, 1);
    double left = LEFT;
    double bottom = sheet.top() + areaHeight();
    for (int x = 0; x < areaWidth(); x += GRAIN) {
      for (int y = 0; y < areaHeight(); y += GRAIN) {
        double value = height(values, x + GRAIN / 2.0, y + GRAIN / 2.0);
        double share = high > low ? (value - low) / (high - low) : 0.5;
        // Half a pixel more on each side, or hairlines of paper show between the cells.
        sheet.fill(
            new Rectangle2D.Double(left + x, bottom - y - GRAIN, GRAIN + 0.5, GRAIN + 0.5),
            Scale.amount(0.75 * share, sheet.theme()));
      }
    }
    lines(sheet, values, low, high, left, bottom);
    dots(sheet, left, bottom);
    axes(sheet, left, bottom);
  }

  private static double extreme(double[][] values, int sign) {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        most = Math.max(most, sign * value);
      }
    }
    return sign * most;
  }

  /** Of the landscape at a place of the area, from its lower left. */
  private static double height(double[][] values, double x, double y) {
    double column = clamp((x - PAD_X) / STEP_X, values[0].length - 1);
    double row = clamp((y - PAD_Y) / STEP_Y, values.length - 1);
    int c = (int) Math.min(column, Math.max(0, values[0].length - 2));
    int r = (int) Math.min(row, Math.max(0, values.length - 2));
    int c1 = Math.min(c + 1, values[0].length - 1);
    int r1 = Math.min(r + 1, values.length - 1);
    double u = column - c;
    double v = row - r;
    return (1 - v) * ((1 - u) * values[r][c] + u * values[r][c1])
        + v * ((1 - u) * values[r1][c] + u * values[r1][c1]);
  }

  private static double clamp(double value, double most) {
    return Math.max(0, Math.min(most, value));
  }

  /** Marching squares, one segment at a time. */
  private void lines(
      Sheet sheet, double[][] values, double low, double high, double left, double bottom) {
    if (high <= low) {
      return;
    }
    Ticks ticks = Ticks.between(low, high, LINES);
    sheet.graphics().setStroke(new BasicStroke(1.1f));
    for (double level : ticks.values()) {
      boolean labelled = false;
      for (int x = 0; x + GRAIN <= areaWidth(); x += GRAIN) {
        for (int y = 0; y + GRAIN <= areaHeight(); y += GRAIN) {
          Line2D segment = segment(values, level, x, y);
          if (segment != null) {
            sheet.graphics().setColor(Palette.faded(sheet.theme().paper(), 210));
            sheet
                .graphics()
                .draw(
                    new Line2D.Double(
                        left + segment.getX1(),
                        bottom - segment.getY1(),
                        left + segment.getX2(),
                        bottom - segment.getY2()));
            if (!labelled && x > areaWidth() / 6 && x % STEP_X > 20) {
              label(sheet, ticks.label(level), left + x, bottom - y);
              labelled = true;
            }
          }
        }
      }
    }
  }

  private static void label(Sheet sheet, String text, double x, double y) {
    Font font = Sheet.font(Font.ITALIC, 10);
    sheet.text(text, x + 3, y - 3, font, sheet.theme().paper());
  }

  /** Where a level crosses a small square; null if it does not. */
  private static Line2D segment(double[][] values, double level, int x, int y) {
    double[][] corners = {{x, y}, {x + GRAIN, y}, {x + GRAIN, y + GRAIN}, {x, y + GRAIN}};
    double[] found = new double[4];
    int count = 0;
    for (int i = 0; i < 4 && count < 2; i++) {
      double[] a = corners[i];
      double[] b = corners[(i + 1) % 4];
      double va = height(values, a[0], a[1]) - level;
      double vb = height(values, b[0], b[1]) - level;
      if (va < 0 != vb < 0) {
        double share = va / (va - vb);
        found[2 * count] = a[0] + share * (b[0] - a[0]);
        found[2 * count + 1] = a[1] + share * (b[1] - a[1]);
        count++;
      }
    }
    return count < 2 ? null : new Line2D.Double(found[0], found[1], found[2], found[3]);
  }

  private void dots(Sheet sheet, double left, double bottom) {
    Font strong = Sheet.font(Font.BOLD, 12);
    Font small = Sheet.font(Font.PLAIN, 10);
    for (int row = 0; row < up().values().size(); row++) {
      for (int column = 0; column < across().values().size(); column++) {
        double x = left + PAD_X + column * STEP_X;
        double y = bottom - PAD_Y - row * STEP_Y;
        Cell cell = cell(row, column);
        double scale = cell.unit() == Cell.Unit.PERCENT ? 100 : 1;
        double half = scale * (cell.interval().high() - cell.interval().low()) / 2;
        Color plate = Palette.faded(sheet.theme().paper(), 225);
        sheet.fill(new Rectangle2D.Double(x - 26, y - 17, 52, 34), plate);
        sheet.fill(new Ellipse2D.Double(x - 2.5, y - 15, 5, 5), sheet.theme().ink());
        sheet.textCentred(
            String.format(Locale.ROOT, scale == 100 ? "%.1f" : "%.3f", scale * cell.value()),
            x,
            y + 3,
            strong,
            sheet.theme().ink());
        if (Double.isFinite(half)) {
          sheet.textCentred(
              String.format(Locale.ROOT, scale == 100 ? "± %.1f" : "± %.3f", half),
              x,
              y + 14,
              small,
              sheet.theme().muted());
        }
      }
    }
  }

  private void axes(Sheet sheet, double left, double bottom) {
    Font font = Sheet.font(Font.PLAIN, 12);
    Color muted = sheet.theme().muted();
    for (int column = 0; column < across().values().size(); column++) {
      String value = across().told(across().values().get(column));
      sheet.textCentred(value, left + PAD_X + column * STEP_X, bottom + 17, font, muted);
    }
    for (int row = 0; row < up().values().size(); row++) {
      String value = up().told(up().values().get(row));
      sheet.textRight(value, left - 8, bottom - PAD_Y - row * STEP_Y + 4, font, muted);
    }
    Font name = Sheet.font(Font.BOLD, 13);
    sheet.textCentred(
        across().symbol(), left + areaWidth() / 2.0, bottom + 36, name, sheet.theme().ink());
    sheet.text(up().symbol(), Sheet.MARGIN, bottom - areaHeight() / 2.0, name, sheet.theme().ink());
    sheet.text(
        response.column() + ", ± half the 95 % interval; only dots are measured",
        Sheet.MARGIN,
        bottom + 58,
        Sheet.font(Font.ITALIC, 11),
        muted);
  }
}
