package ricercar.plot;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The paper that every figure is painted on, with the title at the top left: pixels, twice the size
 * they are shown at so that they stay crisp, or shapes. All lengths are in CSS pixels.
 */
public final class Sheet {
  static final int SCALE = 2;
  static final int MARGIN = 16;
  static final int TITLE = 28;
  private static final String FAMILY = family();
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  private final int width;
  private final int height;
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Theme theme;
  private int top = MARGIN;

  /** Of pixels. */
  Sheet(int width, int height, Theme theme) {
    this(
        width,
        height,
        theme,
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB));
  }

  private Sheet(int width, int height, Theme theme, BufferedImage image) {
    this(width, height, theme, image, image.createGraphics());
    graphics.scale(SCALE, SCALE);
    blank();
  }

  private Sheet(int width, int height, Theme theme, BufferedImage image, Graphics2D graphics) {
    this.width = width;
    this.height = height;
    this.theme = theme;
    this.image = image;
    this.graphics = graphics;
  }

  /** Of shapes, for {@link #document}. */
  static Sheet ofShapes(int width, int height, Theme theme) {
    Sheet sheet = new Sheet(width, height, theme, null, new VectorGraphics2D());
    sheet.blank();
    return sheet;
  }

  private void blank() {
    set(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    set(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    set(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    set(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(theme.paper());
    graphics.fillRect(0, 0, width, height);
  }

  private void set(RenderingHints.Key key, Object value) {
    graphics.setRenderingHint(key, value);
  }

  static Font font(int style, float size) {
    return new Font(FAMILY, style, 1).deriveFont(size);
  }

  private static String family() {
    List<String> installed =
        Arrays.asList(
            GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    return List.of("Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", "Liberation Sans").stream()
        .filter(installed::contains)
        .findFirst()
        .orElse(Font.SANS_SERIF);
  }

  Theme theme() {
    return theme;
  }

  Graphics2D graphics() {
    return graphics;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Where the figure begins below the title. */
  int top() {
    return top;
  }

  void title(String title) {
    if (!title.isEmpty()) {
      text(title, MARGIN, top + 14, font(Font.BOLD, 15), theme.ink());
      top += TITLE;
    }
  }

  /** Left-aligned on its base line. */
  void text(String text, double x, double y, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    graphics.drawString(text, (float) x, (float) y);
  }

  void textCentred(String text, double x, double y, Font font, Color colour) {
    text(text, x - length(text, font) / 2, y, font, colour);
  }

  void textRight(String text, double x, double y, Font font, Color colour) {
    text(text, x - length(text, font), y, font, colour);
  }

  static double length(String text, Font font) {
    return font.getStringBounds(text, METRICS).getWidth();
  }

  /** As much of the text as fits, with an ellipsis. */
  static String fitted(String text, Font font, double width) {
    String shown = text;
    while (length(shown, font) > width && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2).stripTrailing() + "…";
    }
    return shown;
  }

  void fill(Shape shape, Color colour) {
    graphics.setColor(colour);
    graphics.fill(shape);
  }

  /**
   * @param format "svg" or "pdf"
   */
  byte[] document(String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Processors.get(format)
          .getDocument(
              ((VectorGraphics2D) graphics).getCommands(), new PageSize(0, 0, width, height))
          .writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] png() {
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
