package ricercar.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which class was taken for which: rows are the truth, columns the answer, shades the share of the
 * row.
 *
 * @param counts items by [truth][answer]
 */
public record ConfusionMatrix(String title, List<String> classes, int[][] counts)
    implements Figure {
  private static final int NAMES = 120;

  public ConfusionMatrix {
    classes = List.copyOf(classes);
    if (counts.length != classes.size()) {
      throw new IllegalArgumentException(
          counts.length + " rows of counts for " + classes.size() + " classes");
    }
  }

  @Override
  public int width() {
    return 2 * Sheet.MARGIN + NAMES + classes.size() * cell();
  }

  @Override
  public int height() {
    return 60 + (int) (longestName() * Math.sqrt(0.5)) + 24 + classes.size() * cell();
  }

  private Font font() {
    return Sheet.font(Font.PLAIN, Math.min(12, cell() - 2));
  }

  private double longestName() {
    return Math.min(
        NAMES - 16,
        classes.stream().mapToDouble(name -> Sheet.length(name, font())).max().orElse(0));
  }

  // Small enough for a page, large enough for a number.
  private int cell() {
    return Math.max(14, Math.min(46, 460 / Math.max(1, classes.size())));
  }

  @Override
  public String summary() {
    int right = IntStream.range(0, classes.size()).map(i -> counts[i][i]).sum();
    int all = IntStream.range(0, classes.size()).map(this::total).sum();
    return String.format(Locale.ROOT, "%s: %d of %d right", title, right, all);
  }

  private int total(int truth) {
    return IntStream.of(counts[truth]).sum();
  }

  @Override
  public void paint(Sheet sheet) {
    Font font = font();
    int left = Sheet.MARGIN + NAMES;
    int top = sheet.top();
    for (int truth = 0; truth < classes.size(); truth++) {
      double y = top + truth * cell();
      String name = Sheet.fitted(classes.get(truth), font, NAMES - 10);
      sheet.textRight(name, left - 8, y + cell() / 2.0 + 4, font, sheet.theme().ink());
      for (int answer = 0; answer < classes.size(); answer++) {
        paintCell(sheet, truth, answer, left + answer * cell(), y);
      }
    }
    int bottom = top + classes.size() * cell();
    for (int answer = 0; answer < classes.size(); answer++) {
      String name = Sheet.fitted(classes.get(answer), font, NAMES - 16);
      paintSlanted(sheet, name, left + (answer + 0.5) * cell(), bottom + 12, font);
    }
    Font small = Sheet.font(Font.ITALIC, 11);
    sheet.text("truth ↓  answer →", Sheet.MARGIN, bottom + 18, small, sheet.theme().muted());
  }

  private void paintCell(Sheet sheet, int truth, int answer, double x, double y) {
    double share = counts[truth][answer] / (double) Math.max(1, total(truth));
    Theme theme = sheet.theme();
    Color none = Palette.between(theme.paper(), theme.grid(), 0.6);
    Color colour = Palette.between(none, Palette.colour(0, theme), share);
    sheet.fill(new Rectangle2D.Double(x + 0.5, y + 0.5, cell() - 1, cell() - 1), colour);
    if (counts[truth][answer] > 0 && cell() >= 20) {
      Color ink = share > 0.5 ? Color.WHITE : theme.ink();
      String text = Integer.toString(counts[truth][answer]);
      Font font = Sheet.font(truth == answer ? Font.BOLD : Font.PLAIN, Math.min(12, cell() / 2.4f));
      sheet.textCentred(text, x + cell() / 2.0, y + cell() / 2.0 + 4, font, ink);
    }
  }

  private static void paintSlanted(Sheet sheet, String text, double x, double y, Font font) {
    Graphics2D g = sheet.graphics();
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(-Math.PI / 4);
    sheet.textRight(text, 4, 4, font, sheet.theme().ink());
    g.setTransform(before);
  }
}
