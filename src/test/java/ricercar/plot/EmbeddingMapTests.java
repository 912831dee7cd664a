package ricercar.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.audio.Waveform;
import ricercar.bench.Chromium;

class EmbeddingMapTests {
  @Test
  void hostileNamesStayText(@TempDir Path folder) throws Exception {
    String hostile = "</script><img src=x onerror=alert(1)>\" '&";
    EmbeddingMap map =
        EmbeddingMap.of(
                hostile,
                new float[][] {{0, 0}, {1, 1}},
                hostile,
                List.of(hostile),
                new int[] {0, -1})
            .named(List.of(hostile, "b"));

    assertThat(map.page()).doesNotContain("<img src=x");
    assertThat(map.page().split("</script>", -1)).hasSize(2 + EmbeddingMap.SCRIPTS.size());
  }

  @Test
  void nothingComesFromElsewhere() {
    assertThat(Examples.map(60).page())
        .doesNotContainPattern("(src|href)=\"(?!data:)")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import")
        .doesNotContain("url(\"");
  }

  @Test
  void soundsStayWithinTheirBudget() {
    Waveform clip = new Waveform(new float[32_000 * 8], 32_000);

    Sounds few = Sounds.within(1_000_000, 10, i -> clip);
    Sounds many = Sounds.within(1_000_000, 1_000, i -> clip);

    assertThat(few.embedded()).hasSize(10);
    assertThat(few.embedded().get(0)).hasSize(16_000 * 6 / 2);
    assertThat(many.embedded()).hasSizeBetween(50, 70).containsKey(0);
    assertThat(many.json().toString().length()).isLessThan(1_050_000);
  }

  @Test
  void soundsMayLieBesideThePage(@TempDir Path folder) {
    Sounds sounds =
        Sounds.beside(folder, "audio", 3, i -> new Waveform(new float[8_000 * (i + 1)], 16_000));

    assertThat(sounds.files()).containsEntry(2, "audio/2.wav");
    assertThat(folder.resolve("audio/2.wav")).hasSize(44 + 2 * 24_000);
  }

  @Test
  void foldedSoundsComeBackClose() {
    float[] tone = Examples.tone(440, 1).samples();

    float[] back = Adpcm.decode(Adpcm.encode(tone), tone.length);

    double error = 0;
    double energy = 0;
    for (int i = 200; i < tone.length; i++) {
      error += Math.pow(tone[i] - back[i], 2);
      energy += tone[i] * tone[i];
    }
    assertThat(10 * Math.log10(energy / error)).isGreaterThan(30);
  }

  @Test
  void tenThousandPointsMakeASmallPage() {
    assertThat(Examples.map(10_000).sounding(Sounds.NONE).pictured(Pictures.NONE).page())
        .hasSizeLessThan(1_700_000);
  }

  @Test
  void unequalLengthsAndMissingPlacesAreRefused() {
    float[][] xy = {{0, 0}, {1, 1}};
    assertThatThrownBy(() -> EmbeddingMap.of("m", xy, "t", List.of("a"), new int[] {0}))
        .hasMessageContaining("differ in length");
    float[][] lost = {{0, 0}, {Float.NaN, 1}};
    assertThatThrownBy(() -> EmbeddingMap.of("m", lost, "t", List.of("a"), new int[2]).page())
        .hasMessageContaining("no finite place");
  }

  @Test
  void theBrowserDecodesSoundsAsTheEncoderMeant(@TempDir Path folder) throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on this machine");
    float[] tone = Examples.tone(330, 0.02).samples();
    byte[] codes = Adpcm.encode(tone);
    Path page = folder.resolve("sound.html");
    Files.writeString(page, Html.page("s", "", List.of(), List.of("sound.js")));
    try (Chromium browser = Chromium.start()) {
      browser.open(page);
      String base64 = java.util.Base64.getEncoder().encodeToString(codes);
      var heard =
          browser.ask("Array.from(ricercarSound.decode(ricercarSound.bytes('" + base64 + "')))");

      float[] meant = Adpcm.decode(codes, tone.length);
      assertThat(heard).hasSameSizeAs(IntStream.range(0, tone.length).boxed().toList());
      for (int i = 0; i < tone.length; i++) {
        assertThat(heard.get(i).asInt() / 32767f).isCloseTo(meant[i], within(1e-6f));
      }
    }
  }
}
