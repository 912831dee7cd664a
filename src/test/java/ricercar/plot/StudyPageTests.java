package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.audio.Waveform;
import ricercar.bench.Chromium;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class StudyPageTests {
  private static final String HOSTILE = "<b onload='x'>\"&";

  @Test
  void everythingLiesInsideThePage() {
    assertThat(Examples.report().html())
        .doesNotContainPattern("(src|href|srcset)=\"(?!data:)")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import");
  }

  @Test
  void hostileTextStaysText() {
    Grid grid = new Grid(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE)), List.of(HOSTILE));
    String page =
        new StudyPage(HOSTILE, HOSTILE)
            .chapter(HOSTILE)
            .text(HOSTILE)
            .finding(HOSTILE)
            .table(grid)
            .figure(Curves.titled(HOSTILE, HOSTILE, HOSTILE), HOSTILE)
            .sounds(Audition.of(HOSTILE, new Waveform(new float[10], 8_000)), HOSTILE)
            .provenance(Map.of(HOSTILE, HOSTILE))
            .html();

    assertThat(page)
        .doesNotContain("<b onload")
        .contains("&lt;b onload=&#39;x&#39;&gt;&quot;&amp;");
  }

  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    String html =
        new Grid("", List.of("row", "a"), List.of(List.of("x", "−1.5 [−2, 1]")), List.of()).html();

    assertThat(html)
        .contains("<td style=\"text-align:left;white-space:normal;padding:4px 14px 4px 0\">x</td>")
        .contains("<th style=\"text-align:right;white-space:normal;padding:4px 14px 4px 0\">a</th>")
        .contains(
            "<td style=\"text-align:right;white-space:nowrap;padding:4px 14px 4px 0\">−1.5 [−2, 1]</td>");
  }

  @Test
  void aLongTableIsCutAndSaysSo() {
    List<List<String>> rows = IntStream.range(0, 1000).mapToObj(i -> List.of("" + i)).toList();

    Grid grid = new Grid("t", List.of("i"), rows, List.of());

    assertThat(grid.html()).contains("… and 940 rows more").doesNotContain(">60<");
    assertThat(grid.text()).endsWith("… and 940 rows more");
  }

  @Test
  void aTablesawTableBecomesAGrid() {
    Table table =
        Table.create("t", StringColumn.create("name", "a"), DoubleColumn.create("score", 0.5));

    assertThat(Grid.of(table).text()).isEqualTo("t\nname  score\na       0.5\n");
  }

  @Test
  void aReaderSeesAQuietPageInBothThemes(@TempDir Path folder) throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on this machine");
    Path page = Examples.report().write(folder.resolve("report.html"));
    try (Chromium browser = Chromium.start()) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.resize(1180, 900, dark);
        browser.open(page);
        browser.waitFor("document.querySelector('.map').dataset.ready === 'true'");
        browser.waitFor("[...document.querySelectorAll('audio')].every(a => a.duration > 0)");
        browser.photograph(
            Path.of("target/gallery/report-" + (dark ? "dark" : "light") + ".png"), true);
        assertThat(browser.ask("document.documentElement.scrollWidth").asInt())
            .isLessThanOrEqualTo(1180);
      }
      browser.resize(390, 800, false);
      assertThat(browser.ask("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(390);
      browser.photograph(Path.of("target/gallery/report-phone.png"), true);
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
