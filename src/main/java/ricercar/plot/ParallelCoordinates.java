package ricercar.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ricercar.sweep.Axis;
import ricercar.sweep.Response;
import ricercar.track.Cell;

/**
 * Every point of a sweep as a line across its settings to what was measured, the best on top. Axes
 * are as the sampler sees them: logarithmic where it draws logarithms.
 */
public record ParallelCoordinates(Response response) implements Figure {
  private static final int TOP = 30;
  private static final int AREA = 260;
  private static final int BELOW = 46;
  private static final int SIDE = 70;

  @Override
  public String title() {
    return response.title();
  }

  @Override
  public int width() {
    return Math.max(480, 2 * SIDE + 150 * response.axes().size());
  }

  @Override
  public int height() {
    return Sheet.MARGIN + Sheet.TITLE + TOP + AREA + BELOW;
  }

  @Override
  public String summary() {
    return response.points().stream()
        .max(Comparator.comparingDouble(at -> at.cell().value()))
        .map(
            best ->
                "%s: the highest %s is %s at %s"
                    .formatted(
                        title(),
                        response.column(),
                        best.cell().text(),
                        best.point().told(response.axes())))
        .orElse(title() + ": nothing measured");
  }

  @Override
  public void paint(Sheet sheet) {
    List<Response.At> ascending =
        response.points().stream()
            .sorted(Comparator.comparingDouble(at -> at.cell().value()))
            .toList();
    double low = ascending.isEmpty() ? 0 : ascending.get(0).cell().value();
    double high = ascending.isEmpty() ? 1 : ascending.get(ascending.size() - 1).cell().value();
    int axes = response.axes().size();
    double bottom = sheet.top() + TOP + AREA;
    sheet
        .graphics()
        .setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (Response.At at : ascending) {
      double share = high > low ? (at.cell().value() - low) / (high - low) : 0.5;
      double[] place = at.point().place(response.axes());
      Path2D path = new Path2D.Double();
      path.moveTo(x(0), bottom - AREA * place[0]);
      for (int i = 1; i < axes; i++) {
        path.lineTo(x(i), bottom - AREA * place[i]);
      }
      path.lineTo(x(axes), bottom - AREA * share);
      sheet.graphics().setColor(Scale.amount(0.15 + 0.85 * share, sheet.theme()));
      sheet.graphics().draw(path);
    }
    for (int i = 0; i < axes; i++) {
      axis(sheet, response.axes().get(i), x(i), bottom);
    }
    scores(sheet, low, high, x(axes), bottom);
  }

  private double x(int axis) {
    return SIDE + (width() - 2.0 * SIDE) * axis / response.axes().size();
  }

  private static void axis(Sheet sheet, Axis axis, double x, double bottom) {
    line(sheet, axis.symbol(), x, bottom);
    Font font = Sheet.font(Font.PLAIN, 11);
    Color muted = sheet.theme().muted();
    if (axis.values().isEmpty()) {
      for (double place : new double[] {0, 0.25, 0.5, 0.75, 1}) {
        sheet.textRight(axis.told(axis.at(place)), x - 6, bottom - AREA * place + 4, font, muted);
      }
    } else if (axis.values().size() <= 12) {
      axis.values()
          .forEach(
              value ->
                  sheet.textRight(
                      axis.told(value), x - 6, bottom - AREA * axis.place(value) + 4, font, muted));
    }
  }

  private void scores(Sheet sheet, double low, double high, double x, double bottom) {
    line(sheet, response.column(), x, bottom);
    boolean share =
        !response.points().isEmpty() && response.points().get(0).cell().unit() == Cell.Unit.PERCENT;
    for (double place : new double[] {0, 0.5, 1}) {
      double value = (low + place * (high - low)) * (share ? 100 : 1);
      sheet.text(
          String.format(Locale.ROOT, share ? "%.1f" : "%.3f", value),
          x + 6,
          bottom - AREA * place + 4,
          Sheet.font(Font.PLAIN, 11),
          sheet.theme().muted());
    }
  }

  private static void line(Sheet sheet, String name, double x, double bottom) {
    sheet.graphics().setStroke(new BasicStroke(1.2f));
    sheet.graphics().setColor(sheet.theme().ink());
    sheet.graphics().draw(new Line2D.Double(x, bottom - AREA, x, bottom));
    Font font = Sheet.font(Font.BOLD, 12);
    sheet.textCentred(Sheet.fitted(name, font, 132), x, bottom + 22, font, sheet.theme().ink());
    sheet
        .graphics()
        .setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }
}
