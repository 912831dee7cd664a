package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.bench.Chromium;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.probe.ClosePair;
import ricercar.probe.Embeddings;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;

class ClosePairPageTests {
  private static final int CLIPS = 30;
  private static final int WIDTH = 16;
  private static final String HOSTILE = "<i onclick='x'>&";
  private static final Task STYLE =
      new Task("style", Task.Kind.SINGLE_LABEL, List.of("calm", "wild", HOSTILE));
  private static final Task TAGS =
      new Task("tags", Task.Kind.MULTI_LABEL, List.of("drums", "piano", "strings"));

  @TempDir Path folder;

  private StudyPage page() {
    Corpus corpus =
        CorpusBuilder.build(
            folder.resolve("corpus"),
            new CorpusBuilder.Header("clips", 16_000, List.of(STYLE, TAGS), Map.of()),
            builder -> {
              for (int i = 0; i < CLIPS; i++) {
                builder.add(
                    new Clip(
                        HOSTILE + i,
                        "track" + i,
                        "group" + i,
                        Split.TEST,
                        48_000,
                        Map.of(
                            "style", List.of(STYLE.classes().get(i % 3)),
                            "tags", TAGS.classes().subList(0, 1 + i % 3))),
                    Examples.tone(200 + 20 * i, 3).samples(),
                    null);
              }
            });
    float[] values = new float[CLIPS * WIDTH];
    for (int i = 0; i < CLIPS; i++) {
      Stream random = Stream.of(9, "row", i);
      for (int d = 0; d < WIDTH; d++) {
        values[i * WIDTH + d] = (float) (random.nextGaussian() + (d % 3 == i % 3 ? 2 : 0));
      }
    }
    int[] windowClips = IntStream.range(0, 12).map(w -> w < 6 ? 2 : 5).toArray();
    float[] windows = new float[12 * WIDTH];
    for (int w = 0; w < 12; w++) {
      Stream random = Stream.of(9, "window", w);
      for (int d = 0; d < WIDTH; d++) {
        windows[w * WIDTH + d] =
            (float) (values[windowClips[w] * WIDTH + d] + 0.8 * random.nextGaussian());
      }
    }
    ClosePair pair =
        ClosePair.of(
            new Embeddings(IntStream.range(0, CLIPS).toArray(), values, WIDTH),
            new WindowEmbeddings(windowClips, windows, WIDTH),
            corpus,
            "style",
            2,
            5);
    return ClosePairPage.of(
        pair,
        corpus,
        "self-supervised, seed 1",
        0.5,
        List.of(
            new Audition.Track("a view of the first", Examples.tone(300, 1)),
            new Audition.Track("a view of the second", Examples.tone(330, 1))));
  }

  @Test
  void itTellsWhatTheyShareAndNothingOfItIsMarkup() {
    String html = page().html();

    assertThat(html)
        .contains("Why are these two close?")
        .contains("They share 2 of 2 labels that both have.")
        .contains("same moment of the second")
        .contains("Nearest to ")
        .doesNotContain("<i onclick");
    assertThat(html.split("<audio", -1)).hasSize(1 + 2 + 2 + 3 + 3);
  }

  @Test
  void aReaderHearsBoth() throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on this machine");
    Path file = page().write(folder.resolve("pair.html"));
    try (Chromium browser = Chromium.start()) {
      browser.resize(1180, 900, false);
      browser.open(file);
      browser.waitFor("[...document.querySelectorAll('audio')].every(a => a.duration > 0)");
      browser.photograph(Path.of("target/gallery/pair.png"), true);
      browser.resize(390, 800, false);
      browser.photograph(Path.of("target/gallery/pair-phone.png"), true);
      assertThat(browser.ask("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(390);
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
