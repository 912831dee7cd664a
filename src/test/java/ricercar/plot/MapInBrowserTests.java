package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.bench.Chromium;

/** The map as a person meets it, opened from a file in a headless browser. */
class MapInBrowserTests {
  private static final String MAP = "document.querySelector('.map')";
  private static final Path GALLERY = Path.of("target/gallery");

  private static final EmbeddingMap MAP_OF_200 = Examples.map(200);

  private static Chromium browser;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on this machine");
    browser = Chromium.start();
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void light() throws Exception {
    browser.resize(1080, 720, false);
    browser.requests().clear();
    browser.complaints().clear();
  }

  private void show(EmbeddingMap map) throws Exception {
    map.write(folder.resolve("map.html"));
    browser.open(folder.resolve("map.html"));
    browser.waitFor(MAP + "?.dataset.ready === 'true' && " + MAP + ".panes[0].frames > 0");
  }

  private static void click(int point) throws Exception {
    double[] place = where(point);
    browser.click(place[0], place[1]);
  }

  private static double[] where(int point) throws Exception {
    JsonNode place = browser.ask(MAP + ".where(" + point + ")");
    return new double[] {place.get(0).asDouble(), place.get(1).asDouble()};
  }

  private static void settle() throws Exception {
    browser.ask(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  private static JsonNode drawn() throws Exception {
    settle();
    return browser.ask(MAP + ".drawn()");
  }

  private static void search(String text) throws Exception {
    browser.ask(
        "(() => { const q = document.querySelector('input[type=search]'); q.value = '"
            + text
            + "'; q.oninput(); })()");
  }

  private static List<String> exported() throws Exception {
    List<String> ids = new ArrayList<>();
    browser.ask(MAP + ".exported()").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @Test
  void itDrawsAsManyPointsOfEachColourAsThereAreAndAsksNobody() throws Exception {
    show(MAP_OF_200);

    JsonNode drawn = drawn();
    assertThat(drawn).hasSize(10);
    Examples.STYLES.forEach(style -> assertThat(drawn.get(style).asInt()).isEqualTo(20));
    assertThat(browser.requests()).allMatch(address -> address.startsWith("file:")).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
    browser.photograph(GALLERY.resolve("map-light.png"), false);
  }

  @Test
  void veryManyPointsAreDrawnInTheirColoursToo() throws Exception {
    int n = 20_000;
    float[][] grid = new float[n][2];
    int[] third = new int[n];
    for (int i = 0; i < n; i++) {
      grid[i][0] = i % 100;
      grid[i][1] = i / 100;
      third[i] = i % 3;
    }
    show(EmbeddingMap.of("many", grid, "third", List.of("a", "b", "c"), third));

    JsonNode drawn = drawn();
    assertThat(drawn.get("a").asInt() + drawn.get("b").asInt() + drawn.get("c").asInt())
        .isEqualTo(n);
    assertThat(drawn.get("a").asInt()).isEqualTo(6_667);
    // The last point is drawn over all others.
    assertThat(
            browser
                .ask(
                    "(() => { const [x, y] = "
                        + MAP
                        + ".where(19999), c = "
                        + MAP
                        + ".panes[0].canvas, box = c.getBoundingClientRect();"
                        + " return Array.from(c.getContext('2d').getImageData("
                        + "Math.round(x - box.left), Math.round(y - box.top), 1, 1).data); })()")
                .toString())
        .isEqualTo(
            "[%d,%d,%d,255]"
                .formatted(
                    Palette.colour(1, Theme.LIGHT).getRed(),
                    Palette.colour(1, Theme.LIGHT).getGreen(),
                    Palette.colour(1, Theme.LIGHT).getBlue()));
  }

  @Test
  void theLegendTheSearchAndARangeNarrowIt() throws Exception {
    show(MAP_OF_200);

    browser.ask("document.querySelector('.map-legend button').click()");
    assertThat(drawn().has("ambient")).isFalse();
    assertThat(drawn()).hasSize(9);
    search("JAZZ");
    assertThat(drawn().toString()).isEqualTo("{\"jazz\":20}");
    assertThat(browser.ask("document.querySelectorAll('.map-results li').length").asInt())
        .isEqualTo(21);
    search("track 7");
    assertThat(browser.ask("document.querySelector('.map-status').textContent").asText())
        .startsWith("4 of 200 found");
    search("");
    browser.ask(
        "(() => { const s = document.querySelector('select'); s.value = 2; s.onchange(); })()");
    int all = sum(drawn());
    browser.ask(
        "(() => { const r = document.querySelector('.map-range input'); r.value = 500; r.oninput(); })()");
    assertThat(all).isEqualTo(200);
    assertThat(sum(drawn())).isBetween(80, 150);
    browser.photograph(GALLERY.resolve("map-numbers.png"), false);
    assertThat(browser.complaints()).isEmpty();
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }

  @Test
  void aClickLetsAPointSound() throws Exception {
    show(MAP_OF_200);

    click(4);
    browser.waitFor("document.querySelector('.map audio').currentTime > 0");
    assertThat(browser.ask(MAP + ".dataset.playing").asInt()).isBetween(0, 199);
    assertThat(browser.ask("document.querySelector('.map-status').textContent").asText())
        .contains("♪ clip ");
    assertThat(browser.ask("document.querySelector('.map-tip').style.visibility").asText())
        .isEqualTo("visible");
    browser.photograph(GALLERY.resolve("map-card.png"), false);
    browser.press("Escape");
    assertThat(browser.ask(MAP + ".dataset.playing === undefined").asBoolean()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void soundsBesideThePagePlayToo() throws Exception {
    show(
        Examples.map(40)
            .sounding(Sounds.beside(folder, "audio", 40, i -> Examples.tone(300 + i, 1))));

    click(4);
    browser.waitFor("document.querySelector('.map audio').currentTime > 0");
    assertThat(browser.requests()).allMatch(address -> address.startsWith("file:"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theLassoExportsWhatItHolds() throws Exception {
    show(MAP_OF_200);
    double[] first = where(0);
    double r = 60;
    browser.ask("document.querySelector('.map-tool').click()");
    browser.drag(
        new double[] {first[0] - r, first[1] - r},
        new double[] {first[0] + r, first[1] - r},
        new double[] {first[0] + r, first[1] + r},
        new double[] {first[0] - r, first[1] + r});

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double[] place = where(i);
      if (Math.abs(place[0] - first[0]) < r && Math.abs(place[1] - first[1]) < r) {
        expected.add("clip " + (i + 1));
      }
    }
    assertThat(expected).contains("clip 1").hasSizeBetween(2, 100);
    assertThat(exported()).isEqualTo(expected);
    browser.ask("document.querySelectorAll('.map-picked button')[1].click()");
    assertThat(browser.ask("document.querySelector('.map-picked textarea').value").asText())
        .isEqualTo(String.join("\n", expected));
    browser.photograph(GALLERY.resolve("map-lasso.png"), false);

    browser.ask("document.querySelector('.map-ways [data-way=two]').click()");
    browser.waitFor(MAP + ".panes.length === 2 && " + MAP + ".panes[1].frames > 0");
    Thread.sleep(1_000);
    assertThat(exported()).isEqualTo(expected);
    assertThat(browser.ask(MAP + ".drawn(1)")).hasSize(10);
    browser.photograph(GALLERY.resolve("map-two.png"), false);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itCanBeWalkedAndSelectedByKeys() throws Exception {
    show(MAP_OF_200);
    browser.ask("document.querySelector('.map-over').focus()");

    browser.press("ArrowRight");
    String first = browser.ask("document.querySelector('.map-status').textContent").asText();
    browser.press("ArrowRight");
    String second = browser.ask("document.querySelector('.map-status').textContent").asText();
    browser.press("s");
    browser.press("Enter");
    browser.waitFor("document.querySelector('.map audio').currentTime > 0");

    assertThat(first).startsWith("clip ").contains("style: ").contains("tempo: ");
    assertThat(second).startsWith("clip ").isNotEqualTo(first);
    assertThat(exported()).hasSize(1);
    assertThat(second).startsWith(exported().get(0) + ",");
  }

  @Test
  void draggingMovesAndMovedPointsAreArrows() throws Exception {
    show(MAP_OF_200);
    double[] before = where(7);
    browser.drag(new double[] {300, 300}, new double[] {340, 310}, new double[] {400, 330});
    double[] after = where(7);
    assertThat(after[0] - before[0]).isCloseTo(100, within(1e-3));
    assertThat(after[1] - before[1]).isCloseTo(30, within(1e-3));

    browser.ask("document.querySelector('.map-ways [data-way=arrows]').click()");
    Thread.sleep(1_000);
    settle();
    assertThat(browser.ask("document.querySelector('.map-label').textContent").asText())
        .isEqualTo("from untrained to self-supervised");
    browser.photograph(GALLERY.resolve("map-arrows.png"), false);
    browser.resize(1080, 720, true);
    Thread.sleep(200);
    browser.photograph(GALLERY.resolve("map-dark.png"), false);
    browser.resize(400, 900, false);
    Thread.sleep(300);
    browser.photograph(GALLERY.resolve("map-narrow.png"), true);
    assertThat(browser.ask("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aFilmGoesThroughItsSteps() throws Exception {
    EmbeddingMap film = Examples.film(200);
    show(film);
    double[] end = where(3);
    browser.ask(
        "(() => { const s = document.querySelector('.map-film input'); s.value = 2; s.oninput(); })()");
    double[] middle = where(3);

    assertThat(browser.ask("document.querySelector('.map-film output').textContent").asText())
        .isEqualTo("step 200");
    assertThat(Arrays.equals(end, middle)).isFalse();
    browser.photograph(GALLERY.resolve("map-film.png"), false);
    browser.ask("document.querySelector('.map-film button').click()");
    browser.waitFor("+document.querySelector('.map-film input').value > 2.3");
    browser.waitFor("document.querySelector('.map-film output').textContent === 'step 500'");
    browser.waitFor("document.querySelector('.map-film button').textContent === '▶ Play'");
    assertThat(where(3)).containsExactly(end, within(1e-3));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hostileWordsAreShownAndRunNothing() throws Exception {
    List<String> hostile =
        List.of(
            "<img src=x onerror=\"window.ran=1\">",
            "</script><script>window.ran=1</script>",
            "<!--<script>",
            "\u202Eright to left\u202C \uD834\uDD1E \u0000 \u2028 \uD800",
            "'\"`${window.ran=1}`&lt;b&gt;",
            "javascript:window.ran=1");
    int n = hostile.size();
    float[][] xy = new float[n][2];
    for (int i = 0; i < n; i++) {
      xy[i][0] = i;
      xy[i][1] = i % 2;
    }
    show(
        EmbeddingMap.of(
                hostile.get(0), xy, hostile.get(1), hostile, IntStream.range(0, n).toArray())
            .called(hostile.get(1))
            .then(hostile.get(0), xy)
            .noted(hostile.get(1))
            .named(hostile)
            .tagged(hostile.stream().map(text -> List.of(text, text)).toList()));

    for (int i = 0; i < n; i++) {
      double[] place = where(i);
      browser.move(place[0], place[1]);
      settle();
      assertThat(browser.ask("document.querySelector('.map-tip strong').textContent").asText())
          .isEqualTo(hostile.get(i).replace('\uD800', '?'));
    }
    search("window");
    assertThat(browser.ask("window.ran === undefined").asBoolean()).isTrue();
    assertThat(browser.ask("document.querySelectorAll('.map img, .map script').length").asInt())
        .isEqualTo(1);
    assertThat(browser.requests()).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aScriptThatGotInWouldNotRun() throws Exception {
    show(Examples.map(20));
    browser.ask(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            + " document.body.append(s); const i = document.createElement('img');"
            + " i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i); })()");

    assertThat(browser.ask("window.ran === undefined").asBoolean()).isTrue();
    assertThat(browser.complaints()).isNotEmpty();
  }

  @Test
  void itPlaysInsideANotebooksSandbox() throws Exception {
    Path page = folder.resolve("notebook.html");
    Files.writeString(page, "<!doctype html><body>" + Examples.map(60).view().html().orElseThrow());
    browser.open(page);
    Thread.sleep(1_500);

    assertThat(browser.complaints()).isEmpty();
    browser.photograph(GALLERY.resolve("map-notebook.png"), false);
  }
}
