package ricercar.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;
import ricercar.geometry.Projection;

/**
 * Embeddings of clips as a map in two dimensions that plays: a card names a point, a click lets it
 * sound, the legend and a search narrow it, a lasso selects. Several layouts are looked at in turn,
 * side by side, as arrows, or as a film. One self-contained page, which holds the picture for
 * viewers without scripts; the picture shows the first and the last layout side by side.
 */
public record EmbeddingMap(
    String title,
    List<Layout> layouts,
    List<Colouring> colourings,
    Captions captions,
    Sounds sounds,
    Pictures pictures,
    Staging staging)
    implements Figure {
  /** What a page with maps loads. */
  static final List<String> STYLES = List.of("map.css");

  static final List<String> SCRIPTS =
      List.of(
          "sound.js",
          "map-data.js",
          "map-paint.js",
          "map-pane.js",
          "map-legend.js",
          "map-film.js",
          "map.js");

  private static final int FRAME_HEIGHT = 730;
  private static final int SIDE = 420;
  private static final int LEGEND = 150;
  private static final int NUMBER_SHADES = 24;

  public EmbeddingMap {
    layouts = List.copyOf(layouts);
    colourings = List.copyOf(colourings);
    if (layouts.isEmpty() || colourings.isEmpty()) {
      throw new IllegalArgumentException("a map needs a layout and a colouring");
    }
    int points = layouts.get(0).xy().length;
    boolean fits =
        layouts.stream().allMatch(layout -> layout.xy().length == points)
            && colourings.stream().allMatch(colouring -> colouring.points() == points)
            && captions.fit(points);
    if (!fits) {
      throw new IllegalArgumentException("layouts, colourings and names differ in length");
    }
  }

  public static EmbeddingMap of(
      String title, float[][] xy, String task, List<String> classes, int[] classOf) {
    return of(title, xy, new Colouring.Classes(task, classes, classOf));
  }

  public static EmbeddingMap of(String title, float[][] xy, Colouring colouring) {
    return new EmbeddingMap(
        title,
        List.of(new Layout("", "", xy)),
        List.of(colouring),
        Captions.NONE,
        Sounds.NONE,
        Pictures.NONE,
        Staging.APART);
  }

  /** The name of the first layout, when others follow. */
  public EmbeddingMap called(String name) {
    Layout first = layouts.get(0).called(name);
    return with(Stream.concat(Stream.of(first), layouts.stream().skip(1)).toList(), staging);
  }

  /**
   * What a reader must know of the last layout: {@link Projection#title}, and how faithful it is.
   */
  public EmbeddingMap noted(String note) {
    List<Layout> noted = new ArrayList<>(layouts);
    noted.add(noted.remove(noted.size() - 1).noted(note));
    return with(noted, staging);
  }

  /**
   * Another layout of the same points, such as the one after training; the map opens on the last.
   */
  public EmbeddingMap then(String name, float[][] xy) {
    Layout next = new Layout(name, "", xy);
    return with(Stream.concat(layouts.stream(), Stream.of(next)).toList(), staging);
  }

  /** Layouts laid upon each other, so that what moved can be drawn as arrows. */
  public EmbeddingMap moved() {
    return with(Staging.MOVED.staged(layouts), Staging.MOVED);
  }

  /** Layouts as the steps of one course, such as the checkpoints of a training. */
  public EmbeddingMap film() {
    return with(Staging.FILM.staged(layouts), Staging.FILM);
  }

  private EmbeddingMap with(List<Layout> others, Staging stage) {
    return new EmbeddingMap(title, others, colourings, captions, sounds, pictures, stage);
  }

  /** Another question to colour the points by; −1 for "not labelled". */
  public EmbeddingMap colouredBy(String task, List<String> classes, int[] classOf) {
    return colouredBy(new Colouring.Classes(task, classes, classOf));
  }

  /** A number to colour the points by; NaN for "not known". */
  public EmbeddingMap colouredBy(String name, String unit, float[] numberOf) {
    return colouredBy(new Colouring.Numbers(name, unit, numberOf));
  }

  EmbeddingMap colouredBy(Colouring colouring) {
    List<Colouring> more = Stream.concat(colourings.stream(), Stream.of(colouring)).toList();
    return new EmbeddingMap(title, layouts, more, captions, sounds, pictures, staging);
  }

  /** Names of the points, which are also what a selection is exported as. */
  public EmbeddingMap named(List<String> names) {
    Captions named = new Captions(names, captions.tags());
    return new EmbeddingMap(title, layouts, colourings, named, sounds, pictures, staging);
  }

  /** Words of each point, to be read on its card and to be searched. */
  public EmbeddingMap tagged(List<List<String>> tags) {
    Captions tagged = new Captions(captions.names(), tags);
    return new EmbeddingMap(title, layouts, colourings, tagged, sounds, pictures, staging);
  }

  public EmbeddingMap sounding(Sounds others) {
    return new EmbeddingMap(title, layouts, colourings, captions, others, pictures, staging);
  }

  public EmbeddingMap pictured(Pictures others) {
    return new EmbeddingMap(title, layouts, colourings, captions, sounds, others, staging);
  }

  public int points() {
    return layouts.get(0).xy().length;
  }

  @Override
  public String summary() {
    return "%s: %,d points, %d of them with sound, coloured by %s (%s)"
        .formatted(
            title, points(), sounds.count(), colourings.get(0).name(), colourings.get(0).summary());
  }

  @Override
  public int width() {
    return 3 * Sheet.MARGIN + LEGEND + shown().size() * SIDE;
  }

  @Override
  public int height() {
    return 56 + SIDE + (shown().stream().allMatch(l -> l.note().isEmpty()) ? 0 : 20);
  }

  /** The first and the last: before and after. */
  private List<Layout> shown() {
    int last = layouts.size() - 1;
    return last == 0 ? layouts : List.of(layouts.get(0), layouts.get(last));
  }

  @Override
  public View view() {
    return Figure.super.view().with(Html.savingFrame(page(), FRAME_HEIGHT));
  }

  /** The whole map as one page. */
  public String page() {
    return Html.page(
        title,
        "<div class=\"sheet\">" + fragment() + "</div>",
        Stream.concat(Stream.of("/ricercar/page.css"), STYLES.stream()).toList(),
        SCRIPTS);
  }

  public void write(Path html) {
    AtomicFiles.write(html, page());
  }

  /** The map for a page that loads {@link #STYLES} and {@link #SCRIPTS}. */
  String fragment() {
    return "<section class=\"map\" aria-label=\""
        + Html.escape(summary())
        + "\">"
        + Html.data(json())
        + "<noscript><img width=\"%d\" alt=\"".formatted(width())
        + Html.escape(summary())
        + "\" src=\""
        + Html.dataUri("image/png", png(Theme.LIGHT))
        + "\"></noscript></section>\n";
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title).put("points", points()).put("staging", staging.name());
    for (Theme theme : Theme.values()) {
      ObjectNode inks = json.putObject(theme.name().toLowerCase(Locale.ROOT));
      ArrayNode classes = inks.putArray("classes");
      Palette.colours(theme).forEach(colour -> classes.add(Palette.css(colour)));
      ArrayNode numbers = inks.putArray("numbers");
      for (int k = 0; k < NUMBER_SHADES; k++) {
        numbers.add(Palette.css(Scale.amount(k / (NUMBER_SHADES - 1.0), theme)));
      }
    }
    ArrayNode places = json.putArray("layouts");
    for (Layout layout : layouts) {
      places
          .addObject()
          .put("name", layout.name())
          .put("note", layout.note())
          .put("xy", layout.packed(staging.square(layouts, layout)));
    }
    ArrayNode questions = json.putArray("colourings");
    colourings.forEach(colouring -> questions.add(colouring.json()));
    captions.into(json);
    json.set("sounds", sounds.json());
    json.set("pictures", pictures.json());
    return json;
  }

  @Override
  public void paint(Sheet sheet) {
    double left = Sheet.MARGIN;
    for (Layout layout : shown()) {
      paint(sheet, layout, left);
      left += SIDE;
    }
    double legend = left + 2 * Sheet.MARGIN;
    if (colourings.get(0) instanceof Colouring.Classes classes) {
      legend(sheet, classes, legend);
    } else if (colourings.get(0) instanceof Colouring.Numbers numbers) {
      legend(sheet, numbers, legend);
    }
  }

  private static void legend(Sheet sheet, Colouring.Classes classes, double left) {
    Font font = Sheet.font(Font.PLAIN, 12);
    double gap = Math.min(20, (SIDE - 16.0) / Math.max(1, classes.classes().size()));
    for (int k = 0; k < classes.classes().size() && gap >= 8; k++) {
      double y = sheet.top() + 12 + k * gap;
      Color colour = Palette.colour(k, sheet.theme());
      sheet.fill(Mark.of(k).at(left, y - 4, 4.5), colour);
      String name = Sheet.fitted(classes.classes().get(k), font, LEGEND - 40);
      sheet.text(name, left + 12, y, font, sheet.theme().ink());
    }
  }

  private static void legend(Sheet sheet, Colouring.Numbers numbers, double left) {
    Font font = Sheet.font(Font.PLAIN, 12);
    double top = sheet.top() + 30;
    sheet.text(
        Sheet.fitted(numbers.name(), font, LEGEND), left, top - 14, font, sheet.theme().ink());
    for (int k = 0; k < NUMBER_SHADES; k++) {
      double share = k / (NUMBER_SHADES - 1.0);
      double y = top + (NUMBER_SHADES - 1 - k) * 6;
      sheet.fill(new Rectangle2D.Double(left, y, 14, 6.5), Scale.amount(share, sheet.theme()));
    }
    Color muted = sheet.theme().muted();
    String unit = " " + numbers.unit();
    sheet.text("%.3g".formatted(numbers.high()) + unit, left + 20, top + 10, font, muted);
    double bottom = top + NUMBER_SHADES * 6;
    sheet.text("%.3g".formatted(numbers.low()) + unit, left + 20, bottom, font, muted);
  }

  private void paint(Sheet sheet, Layout layout, double left) {
    Layout.Square square = staging.square(layouts, layout);
    Colouring colouring = colourings.get(0);
    double radius = Math.max(1.2, Math.min(4.5, 90 / Math.sqrt(Math.max(1, points()))));
    for (int i = 0; i < points(); i++) {
      Point2D place = square.place(layout.xy()[i]);
      double x = left + 10 + place.getX() * (SIDE - 24);
      double y = sheet.top() + 22 + place.getY() * (SIDE - 44);
      Color colour = colouring.colour(i, sheet.theme());
      sheet.fill(colouring.mark(i).at(x, y, radius), Palette.faded(colour, 215));
    }
    Font bold = Sheet.font(Font.BOLD, 12);
    sheet.text(layout.name(), left, sheet.top() + 8, bold, sheet.theme().muted());
    Font small = Sheet.font(Font.PLAIN, 11);
    String note = Sheet.fitted(layout.note(), small, SIDE - 12);
    sheet.text(note, left, sheet.top() + SIDE + 4, small, sheet.theme().muted());
  }
}
