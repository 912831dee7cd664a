package ricercar.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows of numbers over a common axis as a picture, such as a codec's latents and codes, or masks.
 * What is NaN is left out.
 *
 * @param rows names of the rows, first at the top; empty if there are too many to name
 * @param values [rows][columns]
 * @param end of the axis, which begins at 0
 */
public record Raster(
    String title, List<String> rows, float[][] values, Tint tint, String xLabel, double end)
    implements Figure {
  private static final int NAMED_ROW = 20;
  private static final int UNNAMED_ROWS = 150;
  private static final int AXIS = 44;

  /** What colour a number has. */
  public enum Tint {
    /** Below 0 one colour, above it another, paper between; full at 3. */
    SIGNED {
      @Override
      Color of(float value, Theme theme) {
        Color full = Palette.colour(value < 0 ? 0 : 3, theme);
        return Palette.between(theme.paper(), full, Math.min(1, Math.abs(value) / 3));
      }
    },
    /** A colour for each whole number: equal ones are equal, and nothing else is meant. */
    NAMES {
      @Override
      Color of(float value, Theme theme) {
        double hue = value * 0.61803398875 % 1;
        double lightness = value * 0.75487766625 % 1;
        return Color.getHSBColor((float) hue, 0.62f, (float) (0.45 + 0.5 * lightness));
      }
    },
    /** One colour for all that is there. */
    PRESENT {
      @Override
      Color of(float value, Theme theme) {
        return Palette.colour(0, theme);
      }
    };

    abstract Color of(float value, Theme theme);
  }

  public Raster {
    rows = List.copyOf(rows);
    if (!rows.isEmpty() && rows.size() != values.length) {
      throw new IllegalArgumentException(rows.size() + " names for " + values.length + " rows");
    }
  }

  /**
   * Each dimension less its mean and over its deviation, since a few would drown the others.
   *
   * @param latents [frames][width], as a codec gives them
   */
  public static Raster latents(String title, float[][] latents, double seconds) {
    int width = latents[0].length;
    float[][] values = new float[width][latents.length];
    for (int d = 0; d < width; d++) {
      int dimension = d;
      double mean = Arrays.stream(latents).mapToDouble(f -> f[dimension]).average().orElse(0);
      double variance =
          Arrays.stream(latents).mapToDouble(f -> f[dimension] - mean).map(x -> x * x).sum();
      double deviation = Math.sqrt(Math.max(1e-12, variance / latents.length));
      for (int t = 0; t < latents.length; t++) {
        values[d][t] = (float) ((latents[t][d] - mean) / deviation);
      }
    }
    return new Raster(title, List.of(), values, Tint.SIGNED, "time (s)", seconds);
  }

  /**
   * @param codes [codebooks][frames]
   */
  public static Raster codes(String title, int[][] codes, double seconds) {
    float[][] values = new float[codes.length][codes[0].length];
    for (int book = 0; book < codes.length; book++) {
      for (int t = 0; t < codes[book].length; t++) {
        values[book][t] = codes[book][t];
      }
    }
    List<String> names =
        IntStream.rangeClosed(1, codes.length).mapToObj(book -> "codebook " + book).toList();
    return new Raster(title, names, values, Tint.NAMES, "time (s)", seconds);
  }

  /** Masks to be added by {@link #mask}. */
  public static Raster masks(String title, String xLabel, double end) {
    return new Raster(title, List.of(), new float[0][], Tint.PRESENT, xLabel, end);
  }

  /**
   * A row more: coloured where a frame is visible.
   *
   * @param frames of the unmasked sequence
   */
  public Raster mask(String name, long[] visible, int frames) {
    float[] row = new float[frames];
    Arrays.fill(row, Float.NaN);
    for (long frame : visible) {
      row[(int) frame] = 1;
    }
    float[][] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = row;
    List<String> names = new ArrayList<>(rows);
    names.add(name);
    return new Raster(title, names, more, tint, xLabel, end);
  }

  /** The same where only these columns are seen; the others keep their room. */
  public Raster seen(String name, long[] visible) {
    float[][] some = new float[values.length][];
    for (int row = 0; row < some.length; row++) {
      some[row] = new float[values[row].length];
      Arrays.fill(some[row], Float.NaN);
      for (long column : visible) {
        some[row][(int) column] = values[row][(int) column];
      }
    }
    return new Raster(name, rows, some, tint, xLabel, end);
  }

  @Override
  public int width() {
    return 680;
  }

  @Override
  public int height() {
    return Sheet.MARGIN + (title.isEmpty() ? 0 : Sheet.TITLE) + rowsHeight() + AXIS;
  }

  private int rowsHeight() {
    return rows.isEmpty() ? UNNAMED_ROWS : rows.size() * NAMED_ROW;
  }

  private int columns() {
    return Arrays.stream(values).mapToInt(row -> row.length).max().orElse(0);
  }

  @Override
  public String summary() {
    long shown = 0;
    for (float[] row : values) {
      shown += IntStream.range(0, row.length).filter(i -> !Float.isNaN(row[i])).count();
    }
    long all = Math.max(1, (long) values.length * columns());
    return String.format(
        Locale.ROOT,
        "%s: %d rows by %d columns, %d %% of them shown",
        title,
        values.length,
        columns(),
        Math.round(100.0 * shown / all));
  }

  @Override
  public void paint(Sheet sheet) {
    Font small = Sheet.font(Font.PLAIN, 11);
    Color muted = sheet.theme().muted();
    double widest = rows.stream().mapToDouble(name -> Sheet.length(name, small)).max().orElse(0);
    int left = Sheet.MARGIN + (int) Math.ceil(widest) + (rows.isEmpty() ? 0 : 8);
    int top = sheet.top();
    int width = sheet.width() - left - Sheet.MARGIN;
    sheet.graphics().drawImage(image(sheet.theme(), width), left, top, width, rowsHeight(), null);
    for (int row = 0; row < rows.size(); row++) {
      double base = top + row * NAMED_ROW + NAMED_ROW / 2.0 + 4;
      sheet.textRight(rows.get(row), left - 8, base, small, muted);
    }
    Ticks ticks = Ticks.between(0, end, 8);
    for (double tick : ticks.values()) {
      double x = left + tick / end * width;
      sheet.textCentred(ticks.label(tick), x, top + rowsHeight() + 15, small, muted);
    }
    sheet.textCentred(
        xLabel, left + width / 2.0, top + rowsHeight() + 34, Sheet.font(Font.PLAIN, 12), muted);
  }

  /** At the sheet's own grain, so that no column is blurred; named rows are set apart. */
  private BufferedImage image(Theme theme, int width) {
    int w = width * Sheet.SCALE;
    int h = rowsHeight() * Sheet.SCALE;
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < h; y++) {
      int row = (int) ((long) y * values.length / h);
      boolean gap = !rows.isEmpty() && y % (NAMED_ROW * Sheet.SCALE) < 3;
      for (int x = 0; x < w; x++) {
        float[] line = values.length == 0 ? new float[0] : values[row];
        float value = line.length == 0 ? Float.NaN : line[(int) ((long) x * line.length / w)];
        Color nothing = Palette.between(theme.paper(), theme.grid(), gap ? 0 : 0.8);
        Color colour = gap || Float.isNaN(value) ? nothing : tint.of(value, theme);
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }
}
