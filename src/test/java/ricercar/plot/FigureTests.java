package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.stats.Interval;
import ricercar.track.Cell;
import ricercar.track.ResultTable;

class FigureTests {
  private static final Path GALLERY = Path.of("target/gallery");

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyFigureIsPaintedAtTwiceItsSize(Theme theme) throws Exception {
    Files.createDirectories(GALLERY);
    for (Figure figure : Examples.figures()) {
      byte[] png = figure.png(theme);
      Files.write(
          GALLERY.resolve(
              figure.getClass().getSimpleName()
                  + Math.abs(figure.title().hashCode() % 100)
                  + "-"
                  + theme
                  + ".png"),
          png);

      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getWidth()).isEqualTo(2 * figure.width());
      assertThat(image.getHeight()).isEqualTo(2 * figure.height());
      assertThat(image.getRGB(0, 0)).isEqualTo(theme.paper().getRGB());
      assertThat(colours(image)).as(figure.title()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void theSamePictureComesOutTwice() {
    assertThat(Examples.loss().png(Theme.LIGHT)).isEqualTo(Examples.loss().png(Theme.LIGHT));
  }

  @Test
  void summariesNameTheNumbers() {
    assertThat(Examples.table().summary())
        .startsWith(
            "Style of the clip, linear probe (accuracy (%)): mel statistics 47.2 [42.0, 52.1];");
    assertThat(Curves.titled("Loss", "step", "nats").line("a", xs(1, 2), xs(4, 0.5)).summary())
        .isEqualTo("Loss: a ends at 0.5000");
  }

  @Test
  void aMatrixOfShadesNamesTheHighestOfEachRowAndPassesOverWhatIsEmpty() {
    assertThat(Examples.steering().summary())
        .isEqualTo(
            "Labels as a steering wheel: labels of style highest in style (11.2);"
                + " labels of the bass highest in bass (14.8); labels of the key highest in mode"
                + " (4.00)");
    assertThat(Examples.dimensions().summary()).contains("style highest in column");
    assertThatThrownBy(
            () -> new HeatMap("t", List.of("a"), List.of("x"), new double[][] {{1, 2}}, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nonFiniteAndNonPositiveValuesAreLeftOutOfALogarithmicCurve() {
    Curves curves =
        Curves.titled("Gradient norm", "step", "norm")
            .line("a", xs(0, 1, 2, 3), xs(1, 0, Double.NaN, 10))
            .onLogScale();

    assertThat(curves.png(Theme.LIGHT)).isNotEmpty();
  }

  @Test
  void anEmptyCurveSaysThatNothingIsMeasured() {
    assertThat(Curves.titled("Loss", "step", "nats").png(Theme.DARK)).isNotEmpty();
    assertThat(Curves.titled("Loss", "step", "nats").line("a", xs(), xs()).png(Theme.DARK))
        .isNotEmpty();
  }

  @Test
  void aRowWithoutAnIntervalIsDrawnAsAPoint() {
    assertThat(Intervals.titled("T", "%").row("a", 1, Double.NaN, Double.NaN).png(Theme.LIGHT))
        .isNotEmpty();
  }

  @Test
  void aColumnOfATableBecomesAPictureInPercent() {
    Interval half = new Interval(0.5, 0.4, 0.6, 0.95);
    Cell cell = new Cell(half, Cell.Unit.PERCENT, 20, List.of(1L), Double.NaN, List.of());
    ResultTable table =
        new ResultTable(
            "T",
            List.of("accuracy %"),
            List.of(
                new ResultTable.Row("a", List.of(cell)),
                new ResultTable.Row("b", List.of(Cell.EMPTY))),
            List.of());

    assertThat(Intervals.of(table, "accuracy %").summary())
        .isEqualTo("T (accuracy %): a 50.0 [40.0, 60.0]");
    assertThatThrownBy(() -> Intervals.of(table, "f1")).hasMessageContaining("no column 'f1'");
  }

  @Test
  void aRasterIsPaintedWhereSomethingIsVisible() throws Exception {
    Raster masks = Examples.masks().mask("none", new long[0], 100);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(masks.png(Theme.LIGHT)));
    int visible = Palette.colour(0, Theme.LIGHT).getRGB();
    long[] painted = new long[3];
    for (int row = 0; row < 3; row++) {
      int y = 2 * (Sheet.MARGIN + Sheet.TITLE) + 40 * row + 20;
      for (int x = 0; x < image.getWidth(); x++) {
        painted[row] += image.getRGB(x, y) == visible ? 1 : 0;
      }
    }
    assertThat(painted[0]).isEqualTo(painted[1]).isBetween(500L, 680L);
    assertThat(painted[2]).isZero();
    assertThat(masks.summary()).isEqualTo("Masks: 3 rows by 100 columns, 33 % of them shown");
    assertThat(Examples.latents().seen("half", new long[] {3, 5}).summary())
        .isEqualTo("half: 24 rows by 100 columns, 2 % of them shown");
  }

  @Test
  void aCloudIsALineByLagAndALevelOfTheSameColour() {
    Curves clouds = Examples.clouds();

    assertThat(clouds.lines())
        .extracting(Curves.Line::name, Curves.Line::beside)
        .containsExactly(
            tuple("hierarchical: local to local", ""),
            tuple("global only: local to local", ""),
            tuple("hierarchical: local to its global", "hierarchical: local to local"),
            tuple("global only: local to its global", "global only: local to local"));
    assertThat(clouds.lines().get(2).y()).containsOnly(0.05);
    assertThat(clouds.summary()).contains("global only: local to its global ends at 0.72");
    assertThatThrownBy(() -> new Cloud("c", xs(1, 2), List.of(), new Interval(0, 0, 0, 0.95)))
        .hasMessageContaining("2 lags and 0 cosines of 'c'");
  }

  @Test
  void unequalArraysAreRefused() {
    assertThatThrownBy(() -> Curves.titled("L", "x", "y").line("a", xs(1), xs(1, 2)))
        .hasMessageContaining("curve 'a'");
  }

  private static double[] xs(double... values) {
    return values;
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}
