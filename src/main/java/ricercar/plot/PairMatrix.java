package ricercar.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.loss.LocalWindowLoss;
import ricercar.loss.Pair;
import ricercar.loss.PairMask;

/**
 * What the vectors of a batch are to each other in contrast: a row for each anchor, a column for
 * each other vector. In local-window contrast, as the report's figure A.3 shows it, each view has
 * its class token before its frames.
 *
 * @param pairs by [anchor][other], in the order of {@code tokens}
 */
public record PairMatrix(String title, List<Token> tokens, Pair[][] pairs) implements Figure {
  private static final int CLIP_STRIP = 20;
  private static final int VIEW_STRIP = 18;
  private static final int GAP = 6;
  private static final int LEGEND = 78;
  private static final int LEAST_WITH_MARKS = 13;
  private static final Color CLASS_TOKEN = new Color(0xf7d64a);

  /**
   * @param frame in the unmasked sequence; −1 for the class token
   */
  public record Token(int clip, int view, long frame) {
    boolean isClass() {
      return frame < 0;
    }

    String text() {
      return isClass() ? "C" : Long.toString(frame + 1);
    }
  }

  /** How a pair looks: no two differ in colour alone. */
  private enum Look {
    SELF(Pair.SELF, "=", "self: ignored"),
    POSITIVE(Pair.POSITIVE, "+", "positive: drawn near"),
    NEGATIVE(Pair.NEGATIVE, "−", "negative: pushed away"),
    NEUTRAL(Pair.NEUTRAL, "•", "neutral: ignored");

    private final Pair pair;
    private final String mark;
    private final String meaning;

    Look(Pair pair, String mark, String meaning) {
      this.pair = pair;
      this.mark = mark;
      this.meaning = meaning;
    }

    static Look of(Pair pair) {
      return Arrays.stream(values()).filter(look -> look.pair == pair).findFirst().orElseThrow();
    }

    boolean shows(Pair shown) {
      return shown == pair;
    }

    Color paper(Theme theme) {
      return switch (this) {
        case SELF -> Palette.colour(0, theme);
        case POSITIVE -> Palette.between(theme.paper(), Palette.colour(2, theme), 0.9);
        case NEGATIVE -> Palette.between(theme.paper(), Palette.colour(3, theme), 0.24);
        case NEUTRAL -> Palette.between(theme.paper(), theme.muted(), 0.52);
      };
    }

    Color ink(Theme theme) {
      return switch (this) {
        case SELF -> theme == Theme.LIGHT ? Color.WHITE : Color.BLACK;
        case POSITIVE -> Color.BLACK;
        case NEGATIVE -> Palette.between(theme.paper(), theme.ink(), 0.62);
        case NEUTRAL -> theme.ink();
      };
    }
  }

  public PairMatrix {
    tokens = List.copyOf(tokens);
    if (pairs.length != tokens.size()) {
      throw new IllegalArgumentException(pairs.length + " rows for " + tokens.size() + " tokens");
    }
  }

  /**
   * Of a batch as the loss sees it.
   *
   * @param clips the clip of each view
   * @param frames the frame of each token in the unmasked sequence, view after view
   */
  public static PairMatrix of(String title, LocalWindowLoss loss, int[] clips, long[][] frames) {
    List<Token> tokens = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int local = clips.length;
    for (int view = 0; view < clips.length; view++) {
      int v = view;
      int ordinal = (int) IntStream.range(0, view).filter(u -> clips[u] == clips[v]).count();
      tokens.add(new Token(clips[view], ordinal, -1));
      places.add(view);
      for (long frame : frames[view]) {
        tokens.add(new Token(clips[view], ordinal, frame));
        places.add(local++);
      }
    }
    Pair[][] found = loss.pairs(clips, frames);
    Pair[][] pairs = new Pair[places.size()][places.size()];
    for (int i = 0; i < pairs.length; i++) {
      for (int j = 0; j < pairs.length; j++) {
        pairs[i][j] = found[places.get(i)][places.get(j)];
      }
    }
    return new PairMatrix(title, tokens, pairs);
  }

  /**
   * Of whole views as the contrastive loss sees them, numbered within their clip.
   *
   * @param clips the clip of each view
   */
  public static PairMatrix of(String title, int[] clips, PairMask mask) {
    List<Token> tokens = new ArrayList<>();
    for (int view = 0; view < clips.length; view++) {
      int v = view;
      int ordinal = (int) IntStream.range(0, view).filter(u -> clips[u] == clips[v]).count();
      tokens.add(new Token(clips[view], ordinal, ordinal));
    }
    return new PairMatrix(title, tokens, mask.pairs());
  }

  @Override
  public int width() {
    return Math.max(420, 2 * Sheet.MARGIN + strips() + side());
  }

  @Override
  public int height() {
    return Sheet.MARGIN + Sheet.TITLE + strips() + side() + LEGEND;
  }

  // Large enough for a mark, small enough for a page.
  private int cell() {
    return Math.max(3, Math.min(26, 560 / Math.max(1, tokens.size())));
  }

  private int token() {
    return Math.max(6, cell());
  }

  private int strips() {
    return CLIP_STRIP + VIEW_STRIP + token() + GAP;
  }

  private int side() {
    return tokens.isEmpty() ? 0 : (int) Math.ceil(at(tokens.size() - 1)) + cell();
  }

  /** Where a token's cells begin: views are set apart, clips more so. */
  private double at(int token) {
    double at = 0;
    for (int i = 1; i <= token; i++) {
      boolean clip = tokens.get(i).clip() != tokens.get(i - 1).clip();
      boolean view = tokens.get(i).view() != tokens.get(i - 1).view();
      at += cell() + (clip ? 7 : view ? 3 : 0);
    }
    return at;
  }

  /** The upper left corner of a pair's cell, in CSS pixels. */
  int[] corner(int anchor, int other) {
    double top = Sheet.MARGIN + (title.isEmpty() ? 0 : Sheet.TITLE) + strips();
    return new int[] {(int) (Sheet.MARGIN + strips() + at(other)), (int) (top + at(anchor))};
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d anchors by %d vectors of %d clips; %s",
        title,
        tokens.size(),
        tokens.size(),
        tokens.stream().map(Token::clip).distinct().count(),
        Arrays.stream(Look.values())
            .map(look -> count(look.pair) + " " + look.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }

  private long count(Pair pair) {
    return Arrays.stream(pairs).flatMap(Arrays::stream).filter(p -> p == pair).count();
  }

  @Override
  public void paint(Sheet sheet) {
    double left = Sheet.MARGIN + strips();
    double top = sheet.top() + strips();
    paintStrips(sheet, left, top);
    for (int i = 0; i < tokens.size(); i++) {
      for (int j = 0; j < tokens.size(); j++) {
        paintPair(sheet, Look.of(pairs[i][j]), left + at(j), top + at(i));
      }
    }
    paintLegend(sheet, top + side() + 26);
  }

  private void paintPair(Sheet sheet, Look look, double x, double y) {
    double rim = cell() < LEAST_WITH_MARKS ? 0 : 0.75;
    Rectangle2D square =
        new Rectangle2D.Double(x + rim, y + rim, cell() - 2 * rim, cell() - 2 * rim);
    sheet.fill(square, look.paper(sheet.theme()));
    if (cell() >= LEAST_WITH_MARKS) {
      Font font = Sheet.font(Font.BOLD, cell() * 0.6f);
      double base = y + cell() * 0.71;
      sheet.textCentred(look.mark, x + cell() / 2.0, base, font, look.ink(sheet.theme()));
    }
  }

  private void paintStrips(Sheet sheet, double left, double top) {
    for (int i = 0; i < tokens.size(); i++) {
      paintToken(sheet, tokens.get(i), left + at(i), top - GAP - token(), cell(), token());
      paintToken(sheet, tokens.get(i), left - GAP - token(), top + at(i), token(), cell());
    }
    double clipAt = strips() - CLIP_STRIP / 2.0;
    double viewAt = strips() - CLIP_STRIP - VIEW_STRIP / 2.0;
    for (int from = 0; from < tokens.size(); from++) {
      Token token = tokens.get(from);
      if (token.isClass()) {
        int views = runFrom(from, true);
        paintName(sheet, "view " + (token.view() + 1), from, views, left, top, viewAt, Font.PLAIN);
      }
      if (from == 0 || tokens.get(from - 1).clip() != token.clip()) {
        int clips = runFrom(from, false);
        paintName(sheet, "clip " + (token.clip() + 1), from, clips, left, top, clipAt, Font.BOLD);
      }
    }
  }

  /** The last token of the same clip, and the same view if asked, that follows without a break. */
  private int runFrom(int from, boolean sameView) {
    int last = from;
    while (last + 1 < tokens.size()
        && tokens.get(last + 1).clip() == tokens.get(from).clip()
        && (!sameView || tokens.get(last + 1).view() == tokens.get(from).view())) {
      last++;
    }
    return last;
  }

  private void paintName(
      Sheet sheet, String name, int from, int to, double left, double top, double away, int style) {
    double middle = (at(from) + at(to) + cell()) / 2;
    double room = at(to) + cell() - at(from);
    Font font = Sheet.font(style, 11);
    if (Sheet.length(name, font) > room) {
      return;
    }
    Color colour = style == Font.BOLD ? sheet.theme().ink() : sheet.theme().muted();
    sheet.textCentred(name, left + middle, top - away + 4, font, colour);
    var graphics = sheet.graphics();
    var before = graphics.getTransform();
    graphics.translate(left - away + 4, top + middle);
    graphics.rotate(-Math.PI / 2);
    sheet.textCentred(name, 0, 0, font, colour);
    graphics.setTransform(before);
  }

  private void paintToken(
      Sheet sheet, Token token, double x, double y, double width, double height) {
    Theme theme = sheet.theme();
    Rectangle2D box = new Rectangle2D.Double(x + 0.75, y + 0.75, width - 1.5, height - 1.5);
    sheet.fill(box, token.isClass() ? CLASS_TOKEN : theme.paper());
    sheet.graphics().setStroke(new BasicStroke(1f));
    sheet.graphics().setColor(token.isClass() ? CLASS_TOKEN.darker() : theme.muted());
    sheet.graphics().draw(box);
    if (cell() >= LEAST_WITH_MARKS) {
      Font font = Sheet.font(token.isClass() ? Font.BOLD : Font.PLAIN, cell() * 0.46f);
      Color ink = token.isClass() ? Color.BLACK : theme.ink();
      double base = y + height / 2 + cell() * 0.17;
      sheet.textCentred(token.text(), x + width / 2, base, font, ink);
    }
  }

  private void paintLegend(Sheet sheet, double y) {
    Font font = Sheet.font(Font.PLAIN, 12);
    double half = (sheet.width() - 2.0 * Sheet.MARGIN) / 2;
    Look[] looks =
        Arrays.stream(Look.values())
            .filter(look -> Arrays.stream(pairs).flatMap(Arrays::stream).anyMatch(look::shows))
            .toArray(Look[]::new);
    for (int i = 0; i < looks.length; i++) {
      double x = Sheet.MARGIN + i % 2 * half;
      double base = y + i / 2 * 20;
      Rectangle2D box = new Rectangle2D.Double(x, base - 12, 16, 16);
      sheet.fill(box, looks[i].paper(sheet.theme()));
      Color ink = looks[i].ink(sheet.theme());
      sheet.textCentred(looks[i].mark, x + 8, base, Sheet.font(Font.BOLD, 12), ink);
      sheet.text(looks[i].meaning, x + 24, base, font, sheet.theme().ink());
    }
    String said =
        tokens.stream().anyMatch(Token::isClass)
            ? "C: class token.  1, 2, …: frames.  Rows are anchors."
            : "1, 2, …: views of a clip.  Rows are anchors.";
    sheet.text(said, Sheet.MARGIN, y + 42, font, sheet.theme().muted());
  }
}
