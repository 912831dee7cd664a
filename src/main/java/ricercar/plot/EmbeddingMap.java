package ricercar.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Point2D;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;

/**
 * Embeddings of clips as a map in two dimensions that plays: hover names a point, a click lets it
 * sound, the legend and a search narrow it, and with several layouts the points travel from one to
 * the next. One self-contained page; the picture shows the layouts side by side.
 *
 * @param names one per point, or empty
 */
public record EmbeddingMap(
    String title,
    List<Layout> layouts,
    List<Colouring> colourings,
    List<String> names,
    Sounds sounds)
    implements Figure {
  private static final int FRAME_HEIGHT = 620;
  private static final int SIDE = 420;
  private static final int LEGEND = 150;
  private static final int PICTURED = 2;

  /** Where the points lie: [point][2], any unit; the map shows all of it. */
  public record Layout(String name, float[][] xy) {}

  /** A class for every point, −1 for "not labelled". */
  public record Colouring(String name, List<String> classes, int[] of) {
    public Colouring {
      classes = List.copyOf(classes);
    }
  }

  public EmbeddingMap {
    layouts = List.copyOf(layouts);
    colourings = List.copyOf(colourings);
    names = List.copyOf(names);
    if (layouts.isEmpty() || colourings.isEmpty()) {
      throw new IllegalArgumentException("a map needs a layout and a colouring");
    }
    int points = layouts.get(0).xy.length;
    boolean fits =
        layouts.stream().allMatch(layout -> layout.xy.length == points)
            && colourings.stream().allMatch(colouring -> colouring.of.length == points)
            && (names.isEmpty() || names.size() == points);
    if (!fits) {
      throw new IllegalArgumentException("layouts, colourings and names differ in length");
    }
  }

  public static EmbeddingMap of(
      String title, float[][] xy, String task, List<String> classes, int[] classOf) {
    return new EmbeddingMap(
        title,
        List.of(new Layout("", xy)),
        List.of(new Colouring(task, classes, classOf)),
        List.of(),
        Sounds.NONE);
  }

  /** The name of the first layout, when others follow. */
  public EmbeddingMap called(String name) {
    Layout first = new Layout(name, layouts.get(0).xy);
    List<Layout> renamed = Stream.concat(Stream.of(first), layouts.stream().skip(1)).toList();
    return new EmbeddingMap(title, renamed, colourings, names, sounds);
  }

  /**
   * Another layout of the same points, such as the one after training; the map opens on the last.
   */
  public EmbeddingMap then(String name, float[][] xy) {
    List<Layout> more = Stream.concat(layouts.stream(), Stream.of(new Layout(name, xy))).toList();
    return new EmbeddingMap(title, more, colourings, names, sounds);
  }

  /** Another question to colour the points by. */
  public EmbeddingMap colouredBy(String task, List<String> classes, int[] classOf) {
    List<Colouring> more =
        Stream.concat(colourings.stream(), Stream.of(new Colouring(task, classes, classOf)))
            .toList();
    return new EmbeddingMap(title, layouts, more, names, sounds);
  }

  public EmbeddingMap named(List<String> pointNames) {
    return new EmbeddingMap(title, layouts, colourings, pointNames, sounds);
  }

  public EmbeddingMap sounding(Sounds pointSounds) {
    return new EmbeddingMap(title, layouts, colourings, names, pointSounds);
  }

  public int points() {
    return layouts.get(0).xy.length;
  }

  @Override
  public String summary() {
    return "%s: %,d points, %d of them with sound, coloured by %s (%s)"
        .formatted(
            title,
            points(),
            sounds.count(),
            colourings.get(0).name,
            String.join(", ", colourings.get(0).classes));
  }

  @Override
  public int width() {
    return 3 * Sheet.MARGIN + LEGEND + shown().size() * SIDE;
  }

  @Override
  public int height() {
    return 56 + SIDE;
  }

  private List<Layout> shown() {
    return layouts.subList(Math.max(0, layouts.size() - PICTURED), layouts.size());
  }

  @Override
  public View view() {
    return Figure.super.view().with(Html.frame(page(), FRAME_HEIGHT));
  }

  /** The whole map as one page. */
  public String page() {
    return Html.page(
        title,
        "<div class=\"sheet\">" + fragment() + "</div>",
        List.of("page.css", "map.css"),
        List.of("sound.js", "map.js"));
  }

  public void write(Path html) {
    AtomicFiles.write(html, page());
  }

  /** The map for a page that loads map.css, sound.js and map.js. */
  String fragment() {
    return "<section class=\"map\" aria-label=\""
        + Html.escape(summary())
        + "\">"
        + Html.data(json())
        + "</section>\n";
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title).put("points", points());
    for (Theme theme : Theme.values()) {
      ArrayNode colours = json.putArray(theme.name().toLowerCase(Locale.ROOT));
      Palette.colours(theme).forEach(colour -> colours.add(Palette.css(colour)));
    }
    ArrayNode places = json.putArray("layouts");
    layouts.forEach(
        layout -> places.addObject().put("name", layout.name).put("xy", packed(layout)));
    ArrayNode questions = json.putArray("colourings");
    for (Colouring colouring : colourings) {
      ObjectNode question = questions.addObject().put("name", colouring.name);
      colouring.classes.forEach(question.putArray("classes")::add);
      question.put("of", packed(colouring.of));
    }
    names.forEach(json.putArray("names")::add);
    json.set("sounds", sounds.json());
    return json;
  }

  // Coordinates as pairs of unsigned 16-bit numbers over the layout's square: finer than a screen.
  private static String packed(Layout layout) {
    Square square = Square.around(layout.xy);
    ByteBuffer bytes = ByteBuffer.allocate(layout.xy.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] point : layout.xy) {
      Point2D place = square.place(point);
      bytes.putShort((short) Math.round(place.getX() * 65535));
      bytes.putShort((short) Math.round(place.getY() * 65535));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String packed(int[] classOf) {
    ByteBuffer bytes = ByteBuffer.allocate(classOf.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.of(classOf).forEach(value -> bytes.putShort((short) value));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Override
  public void paint(Sheet sheet) {
    double left = Sheet.MARGIN;
    for (Layout layout : shown()) {
      paint(sheet, layout, left);
      left += SIDE;
    }
    Font font = Sheet.font(Font.PLAIN, 12);
    List<String> classes = colourings.get(0).classes;
    double gap = Math.min(20, (SIDE - 16.0) / Math.max(1, classes.size()));
    for (int k = 0; k < classes.size() && gap >= 8; k++) {
      double y = sheet.top() + 12 + k * gap;
      Color colour = Palette.colour(k, sheet.theme());
      sheet.fill(Mark.of(k).at(left + 2 * Sheet.MARGIN, y - 4, 4.5), colour);
      String name = Sheet.fitted(classes.get(k), font, LEGEND - 40);
      sheet.text(name, left + 2 * Sheet.MARGIN + 12, y, font, sheet.theme().ink());
    }
  }

  private void paint(Sheet sheet, Layout layout, double left) {
    Square square = Square.around(layout.xy);
    int[] classOf = colourings.get(0).of;
    double radius = Math.max(1.2, Math.min(4.5, 90 / Math.sqrt(Math.max(1, points()))));
    for (int i = 0; i < points(); i++) {
      Point2D place = square.place(layout.xy[i]);
      double x = left + 10 + place.getX() * (SIDE - 24);
      double y = sheet.top() + 22 + place.getY() * (SIDE - 44);
      Color colour =
          classOf[i] < 0 ? sheet.theme().grid() : Palette.colour(classOf[i], sheet.theme());
      sheet.fill(Mark.of(Math.max(0, classOf[i])).at(x, y, radius), Palette.faded(colour, 215));
    }
    Font bold = Sheet.font(Font.BOLD, 12);
    sheet.text(layout.name, left, sheet.top() + 8, bold, sheet.theme().muted());
  }

  /** The smallest square around all points: both axes keep one unit. */
  private record Square(double left, double bottom, double side) {
    static Square around(float[][] xy) {
      double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
      for (float[] point : xy) {
        for (int axis = 0; axis < 2; axis++) {
          if (!Float.isFinite(point[axis])) {
            throw new IllegalArgumentException("a point of the map has no finite place");
          }
          low[axis] = Math.min(low[axis], point[axis]);
          high[axis] = Math.max(high[axis], point[axis]);
        }
      }
      double side = Math.max(1e-9, Math.max(high[0] - low[0], high[1] - low[1]));
      return new Square((low[0] + high[0] - side) / 2, (low[1] + high[1] - side) / 2, side);
    }

    /** In [0, 1] from the top left. */
    Point2D place(float[] point) {
      return new Point2D.Double((point[0] - left) / side, 1 - (point[1] - bottom) / side);
    }
  }
}
