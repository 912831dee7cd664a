package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.stats.Interval;
import ricercar.sweep.Axis;
import ricercar.sweep.Point;
import ricercar.sweep.Response;
import ricercar.track.Cell;

class SweepFiguresTests {
  private static final Axis LAMBDA = axis("λ", 0, 0.5, 1);
  private static final Axis DELTA = axis("δ", 0.5, 0.8, 0.9, 1);

  @TempDir Path folder;

  @Test
  void aSurfaceNamesItsSummitAndGrowsWithItsGrid() throws IOException {
    ResponseSurface surface = new ResponseSurface(response((l, d) -> 0.5 + 0.1 * l + 0.05 * d));
    assertThat(surface.summary()).contains("highest at λ = 1, δ = 1");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(surface.png(Theme.LIGHT)));
    assertThat(image.getWidth()).isEqualTo(2 * surface.width());
    assertThat(distinctColours(image)).isGreaterThan(50);
  }

  @Test
  void aFlatSurfaceIsDrawnWithoutLines() {
    assertThat(new ResponseSurface(response((l, d) -> 0.5)).png(Theme.DARK)).isNotEmpty();
  }

  @Test
  void aSurfaceWithAHoleIsRefused() {
    Response whole = response((l, d) -> l);
    Response hole =
        new Response("t", whole.axes(), "accuracy %", whole.points().subList(1, 12), List.of());
    assertThatThrownBy(() -> new ResponseSurface(hole))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("λ = 0, δ = 0.5 is not measured");
  }

  @Test
  void eachValueOfTheOtherAxisIsALineInItsInterval() {
    Curves curves = SweepCurves.of(response((l, d) -> 0.3 + 0.1 * l), 0);
    assertThat(curves.lines().stream().map(Curves.Line::name))
        .containsExactly("δ = 0.5", "δ = 0.8", "δ = 0.9", "δ = 1");
    assertThat(curves.lines().get(0).x()).containsExactly(0, 0.5, 1);
    assertThat(curves.lines().get(0).y()[2]).isCloseTo(40, within(1e-9));
    assertThat(curves.lines().get(0).low()[2]).isCloseTo(38, within(1e-9));
    assertThat(curves.references()).containsExactly(new Curves.Reference("untrained", 25));
  }

  @Test
  void namesThatAreNoNumbersMakeNoLine() {
    Axis words =
        new Axis.Listed(
            "views.chain", "chain", List.of(new TextNode("clmr"), new TextNode("none")));
    List<Response.At> points =
        words.values().stream().map(v -> at(new Point(List.of(v)), 0.5)).toList();
    Response response = new Response("t", List.of(words), "accuracy %", points, List.of());
    assertThatThrownBy(() -> SweepCurves.of(response, 0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'clmr', which is no number");
  }

  @Test
  void whatDoesAllTheWorkHasAllTheShares() {
    ImportanceBars grid = ImportanceBars.of(response((l, d) -> l));
    assertThat(grid.shares().get(0).share()).isCloseTo(1, within(1e-12));
    assertThat(grid.shares().get(1).share()).isZero();
    ImportanceBars together = ImportanceBars.of(response((l, d) -> (l - 0.5) * (d - 0.8)));
    assertThat(together.shares().get(2).name()).isEqualTo("λ and δ together");
    assertThat(together.shares().get(2).share()).isGreaterThan(0.9);
  }

  @Test
  void scatteredPointsAreLinesAcrossTheirAxes() {
    Response response = response((l, d) -> l * d);
    Response some =
        new Response(
            "t", response.axes(), "accuracy %", response.points().subList(0, 7), List.of());
    assertThat(new ParallelCoordinates(some).png(Theme.LIGHT)).isNotEmpty();
    assertThat(new ParallelCoordinates(some).summary()).contains("highest accuracy %");
    assertThat(ImportanceBars.of(some).caption()).contains("PED-ANOVA");
  }

  @Test
  void everyPictureIsSavedAsPixelsAndAsShapes() throws Exception {
    Response response = response((l, d) -> l + d);
    List<Figure> figures =
        List.of(
            new ResponseSurface(response),
            SweepCurves.of(response, 1),
            new ParallelCoordinates(response),
            ImportanceBars.of(response));
    for (Figure figure : figures) {
      figure.save(folder.resolve("a.png"));
      figure.save(folder.resolve("a.svg"));
      figure.save(folder.resolve("a.pdf"));
      assertThat(ImageIO.read(folder.resolve("a.png").toFile())).isNotNull();
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(
                  new ByteArrayInputStream(
                      Files.readString(folder.resolve("a.svg"))
                          .replaceFirst("<!DOCTYPE[^>]*>", "")
                          .getBytes(StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(document.getElementsByTagName("text").getLength()).isGreaterThan(3);
      assertThat(Files.readAllBytes(folder.resolve("a.pdf"))).startsWith("%PDF".getBytes());
    }
    assertThatThrownBy(() -> figures.get(0).save(folder.resolve("a.gif")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(".png, .svg or .pdf");
  }

  private static Response response(DoubleBinaryOperator height) {
    List<Response.At> points = new ArrayList<>();
    for (JsonNode l : LAMBDA.values()) {
      for (JsonNode d : DELTA.values()) {
        double value = height.applyAsDouble(l.asDouble(), d.asDouble());
        points.add(at(new Point(List.of(l, d)), value));
      }
    }
    return new Response(
        "λ against δ",
        List.of(LAMBDA, DELTA),
        "accuracy %",
        points,
        List.of(new Response.Reference("untrained", cell(0.25))));
  }

  private static Response.At at(Point point, double value) {
    return new Response.At(point, cell(value), 10, 500);
  }

  private static Cell cell(double value) {
    return new Cell(
        new Interval(value, value - 0.02, value + 0.02, 0.95),
        Cell.Unit.PERCENT,
        400,
        List.of(1L, 2L, 3L),
        0.01,
        List.of());
  }

  private static Axis axis(String symbol, double... values) {
    List<JsonNode> nodes = new ArrayList<>();
    for (double value : values) {
      nodes.add(DoubleNode.valueOf(value));
    }
    return new Axis.Listed(symbol, symbol, nodes);
  }

  private static long distinctColours(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .distinct()
        .count();
  }
}
