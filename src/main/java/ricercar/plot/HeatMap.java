package ricercar.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A matrix as shades: blue above 0, red below, both up to the largest magnitude; empty where
 * nothing was measured. Cells that are wide enough carry their text.
 *
 * @param columns names below; empty for many columns that need none
 * @param values [row][column]; NaN for an empty cell
 * @param texts [row][column] in the cells; null for none
 * @param caption what the shades mean, below on the left
 */
public record HeatMap(
    String title,
    List<String> rows,
    List<String> columns,
    double[][] values,
    String[][] texts,
    String caption)
    implements Figure {
  private static final int NAMES = 190;
  private static final int ROW = 26;
  private static final int PLOT = 560;

  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (values.length != rows.size()) {
      throw new IllegalArgumentException(values.length + " rows of values for " + rows.size());
    }
    for (double[] row : values) {
      if (row.length != values[0].length || !columns.isEmpty() && row.length != columns.size()) {
        throw new IllegalArgumentException(row.length + " values for columns " + columns);
      }
    }
  }

  /** Shades alone. */
  public HeatMap(
      String title, List<String> rows, List<String> columns, double[][] values, String caption) {
    this(title, rows, columns, values, null, caption);
  }

  @Override
  public int width() {
    return 2 * Sheet.MARGIN + NAMES + (int) Math.ceil(across() * cell());
  }

  @Override
  public int height() {
    return 60 + ROW * rows.size() + (int) (longestName() * Math.sqrt(0.5)) + 34;
  }

  private int across() {
    return values.length == 0 ? 0 : values[0].length;
  }

  private double cell() {
    return Math.min(texts == null ? ROW : 92, PLOT / (double) Math.max(1, across()));
  }

  private static Font font() {
    return Sheet.font(Font.PLAIN, 12);
  }

  private double longestName() {
    return Math.min(
        NAMES - 16, columns.stream().mapToDouble(c -> Sheet.length(c, font())).max().orElse(0));
  }

  private double largest() {
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  @Override
  public String summary() {
    return title
        + ": "
        + IntStream.range(0, rows.size())
            .mapToObj(row -> rows.get(row) + " " + highest(row))
            .collect(Collectors.joining("; "));
  }

  private String highest(int row) {
    int best =
        IntStream.range(0, across())
            .filter(c -> Double.isFinite(values[row][c]))
            .reduce((a, b) -> values[row][b] > values[row][a] ? b : a)
            .orElse(-1);
    return best < 0
        ? "not measured"
        : String.format(
            Locale.ROOT,
            "highest in %s (%.3g)",
            columns.isEmpty() ? "column " + (best + 1) : columns.get(best),
            values[row][best]);
  }

  @Override
  public void paint(Sheet sheet) {
    int left = Sheet.MARGIN + NAMES;
    int top = sheet.top();
    double largest = largest();
    for (int row = 0; row < rows.size(); row++) {
      double y = top + row * ROW;
      String name = Sheet.fitted(rows.get(row), font(), NAMES - 10);
      sheet.textRight(name, left - 8, y + ROW / 2.0 + 4, font(), sheet.theme().ink());
      for (int column = 0; column < across(); column++) {
        paintCell(sheet, row, column, left + column * cell(), y, largest);
      }
    }
    int bottom = top + rows.size() * ROW;
    for (int column = 0; column < columns.size(); column++) {
      String name = Sheet.fitted(columns.get(column), font(), NAMES - 16);
      paintSlanted(sheet, name, left + (column + 0.5) * cell(), bottom + 12);
    }
    double low = bottom + longestName() * Math.sqrt(0.5) + 26;
    sheet.text(caption, Sheet.MARGIN, low, Sheet.font(Font.ITALIC, 11), sheet.theme().muted());
  }

  private void paintCell(Sheet sheet, int row, int column, double x, double y, double largest) {
    double value = values[row][column];
    Theme theme = sheet.theme();
    double gap = cell() > 6 ? 0.5 : 0;
    double share = Double.isFinite(value) && largest > 0 ? Math.abs(value) / largest : 0;
    Color none = Palette.between(theme.paper(), theme.grid(), Double.isFinite(value) ? 0.6 : 0.15);
    Color colour = Palette.between(none, Palette.colour(value < 0 ? 3 : 0, theme), share);
    sheet.fill(new Rectangle2D.Double(x + gap, y + 0.5, cell() - 2 * gap, ROW - 1), colour);
    if (texts != null && texts[row][column] != null) {
      Color ink = share > 0.55 ? Color.WHITE : theme.ink();
      Font font = Sheet.font(Font.PLAIN, 11);
      String text = Sheet.fitted(texts[row][column], font, cell() - 4);
      sheet.textCentred(text, x + cell() / 2, y + ROW / 2.0 + 4, font, ink);
    }
  }

  private static void paintSlanted(Sheet sheet, String text, double x, double y) {
    Graphics2D g = sheet.graphics();
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(-Math.PI / 4);
    sheet.textRight(text, 4, 4, font(), sheet.theme().ink());
    g.setTransform(before);
  }
}
