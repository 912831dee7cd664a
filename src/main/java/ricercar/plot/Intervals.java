package ricercar.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.stats.Interval;
import ricercar.track.Cell;
import ricercar.track.ResultTable;

/**
 * A table of results as a picture: one row per system with its estimate, its confidence interval
 * and its single seeds, on one common axis, so that rows can be compared at a glance.
 */
public record Intervals(String title, String unit, List<Row> rows, List<Reference> references)
    implements Figure {
  private static final int ROW_HEIGHT = 34;
  private static final int AXIS_HEIGHT = 48;
  private static final int REFERENCE_HEIGHT = 20;

  /**
   * @param seeds the single runs, drawn as small points; empty for none
   */
  public record Row(String name, double estimate, double low, double high, double[] seeds) {}

  /** A vertical line to compare with, such as chance. */
  public record Reference(String name, double value) {}

  public Intervals {
    rows = List.copyOf(rows);
    references = List.copyOf(references);
  }

  /**
   * @param unit label of the axis, such as "accuracy (%)"
   */
  public static Intervals titled(String title, String unit) {
    return new Intervals(title, unit, List.of(), List.of());
  }

  /**
   * One column of a table, without its empty cells; shares in percent as the table prints them.
   *
   * @param column such as "accuracy %"
   */
  public static Intervals of(ResultTable table, String column) {
    int at = table.columns().indexOf(column);
    Problem.unless(at >= 0, "The table has no column '%s', only %s.", column, table.columns());
    Intervals picture = titled(table.title(), column);
    for (ResultTable.Row row : table.rows()) {
      Cell cell = row.cells().get(at);
      if (!cell.isEmpty()) {
        boolean share = cell.unit() == Cell.Unit.PERCENT || cell.unit() == Cell.Unit.POINTS;
        double scale = share ? 100 : 1;
        Interval interval = cell.interval();
        picture =
            picture.row(
                row.name(),
                scale * interval.estimate(),
                scale * interval.low(),
                scale * interval.high());
      }
    }
    return picture;
  }

  public Intervals row(String name, double estimate, double low, double high, double... seeds) {
    Row row = new Row(name, estimate, low, high, seeds);
    return new Intervals(
        title, unit, Stream.concat(rows.stream(), Stream.of(row)).toList(), references);
  }

  public Intervals reference(String name, double value) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(name, value));
    return new Intervals(title, unit, rows, more);
  }

  @Override
  public int width() {
    return 680;
  }

  @Override
  public int height() {
    return 60
        + rows.size() * ROW_HEIGHT
        + AXIS_HEIGHT
        + (references.isEmpty() ? 0 : REFERENCE_HEIGHT);
  }

  @Override
  public String summary() {
    String format = "%s # [#, #]".replace("#", format());
    return rows.stream()
        .map(row -> String.format(Locale.ROOT, format, row.name, row.estimate, row.low, row.high))
        .collect(Collectors.joining("; ", title + " (" + unit + "): ", ""));
  }

  @Override
  public void paint(Sheet sheet) {
    Font label = Sheet.font(Font.PLAIN, 13);
    double names =
        Math.min(
            250,
            rows.stream().mapToDouble(row -> Sheet.length(row.name, label)).max().orElse(0) + 24);
    double valuesWidth = rangeWidth() + 58;
    Axis axis =
        new Axis(values(), Sheet.MARGIN + names, sheet.width() - Sheet.MARGIN - valuesWidth);
    int top = sheet.top() + (references.isEmpty() ? 4 : REFERENCE_HEIGHT + 4);
    int bottom = top + rows.size() * ROW_HEIGHT;
    paintAxis(sheet, axis, top, bottom);
    for (int i = 0; i < rows.size(); i++) {
      double y = top + (i + 0.5) * ROW_HEIGHT;
      Row row = rows.get(i);
      String name = Sheet.fitted(row.name, label, names - 12);
      sheet.text(name, Sheet.MARGIN, y + 4.5, label, sheet.theme().ink());
      paintRow(sheet, axis, row, y, Palette.colour(i, sheet.theme()));
      paintValue(sheet, row, y);
    }
  }

  private void paintAxis(Sheet sheet, Axis axis, int top, int bottom) {
    Graphics2D g = sheet.graphics();
    Font small = Sheet.font(Font.PLAIN, 11);
    g.setStroke(new BasicStroke(1f));
    for (double tick : axis.ticks.values()) {
      g.setColor(sheet.theme().grid());
      g.draw(new Line2D.Double(axis.at(tick), top, axis.at(tick), bottom));
      sheet.textCentred(
          axis.ticks.label(tick), axis.at(tick), bottom + 16, small, sheet.theme().muted());
    }
    sheet.textCentred(
        unit,
        (axis.left + axis.right) / 2,
        bottom + 36,
        Sheet.font(Font.PLAIN, 12),
        sheet.theme().muted());
    float[] dashes = {4f, 4f};
    g.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dashes, 0));
    for (Reference reference : references) {
      double x = axis.at(reference.value);
      g.setColor(sheet.theme().muted());
      g.draw(new Line2D.Double(x, top - 2, x, bottom));
      sheet.textCentred(reference.name, x, top - 8, small, sheet.theme().muted());
    }
  }

  private static void paintRow(Sheet sheet, Axis axis, Row row, double y, Color colour) {
    Graphics2D g = sheet.graphics();
    for (double seed : row.seeds) {
      sheet.fill(Mark.DISC.at(axis.at(seed), y + 9, 2.2), Palette.faded(colour, 130));
    }
    g.setColor(Palette.faded(colour, 110));
    g.setStroke(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    if (row.low <= row.high) {
      g.draw(new Line2D.Double(axis.at(row.low), y, axis.at(row.high), y));
    }
    if (Double.isFinite(row.estimate)) {
      sheet.fill(Mark.DISC.at(axis.at(row.estimate), y, 7), sheet.theme().paper());
      sheet.fill(Mark.DISC.at(axis.at(row.estimate), y, 5.5), colour);
    }
  }

  private void paintValue(Sheet sheet, Row row, double y) {
    Font bold = Sheet.font(Font.BOLD, 13);
    Font small = Sheet.font(Font.PLAIN, 11);
    double right = sheet.width() - Sheet.MARGIN;
    String range = row.low <= row.high ? range(row) : "no interval";
    sheet.textRight(range, right, y + 4.5, small, sheet.theme().muted());
    sheet.textRight(
        number(row.estimate), right - rangeWidth() - 10, y + 4.5, bold, sheet.theme().ink());
  }

  /** A dash between numbers below zero would be one too many. */
  private String range(Row row) {
    boolean below = rows.stream().anyMatch(one -> one.low < 0);
    return number(row.low) + (below ? " to " : "–") + number(row.high);
  }

  private double rangeWidth() {
    Font small = Sheet.font(Font.PLAIN, 11);
    return rows.stream()
        .filter(row -> row.low <= row.high)
        .mapToDouble(row -> Sheet.length(range(row), small))
        .reduce(60, Math::max);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, format(), value).replace('-', '−');
  }

  private double[] values() {
    return DoubleStream.concat(
            references.stream().mapToDouble(Reference::value),
            rows.stream()
                .flatMapToDouble(
                    row ->
                        DoubleStream.concat(
                            DoubleStream.of(row.estimate, row.low, row.high),
                            DoubleStream.of(row.seeds))))
        .filter(Double::isFinite)
        .toArray();
  }

  private String format() {
    return widest() < 5 ? "%.3f" : "%.1f";
  }

  private double widest() {
    return DoubleStream.of(values()).map(Math::abs).max().orElse(1);
  }

  private static final class Axis {
    final double left;
    final double right;
    final double low;
    final double high;
    final Ticks ticks;

    Axis(double[] values, double left, double right) {
      this.left = left;
      this.right = right;
      double least = DoubleStream.of(values).min().orElse(0);
      double most = DoubleStream.of(values).max().orElse(1);
      double room = Math.max((most - least) * 0.06, 1e-6);
      low = least - room;
      high = most + room;
      ticks = Ticks.between(low, high, 6);
    }

    double at(double value) {
      return left + (value - low) / (high - low) * (right - left);
    }
  }
}
