package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;

class RatesTests {
  @TempDir Path temporary;

  @Test
  void theDerivedCorpusHasTheSameClipsAtTheOtherRate() {
    Corpus corpus = tones();

    Corpus derived = Rates.at(corpus, 22_050, Progress.SILENT, temporary.resolve("rates"));

    assertThat(derived.sampleRate()).isEqualTo(22_050);
    assertThat(derived.name()).isEqualTo(corpus.name());
    assertThat(derived.tasks()).isEqualTo(corpus.tasks());
    assertThat(derived.fingerprint()).isNotEqualTo(corpus.fingerprint());
    for (int i = 0; i < 6; i++) {
      Clip clip = derived.clips().get(i);
      assertThat(clip.id()).isEqualTo(corpus.clips().get(i).id());
      assertThat(clip.labels()).isEqualTo(corpus.clips().get(i).labels());
      assertThat(clip.samples()).isEqualTo(11_025);
      assertThat(Tones.amplitude(derived.read(i), 400 + 100 * i, 22_050))
          .isCloseTo(0.5, within(1e-3));
      assertThat(derived.annotations(i).path("beat").asDouble()).isEqualTo(0.25);
    }
  }

  @Test
  void itIsDerivedOnce() {
    Corpus corpus = tones();
    Path store = temporary.resolve("rates");

    Corpus first = Rates.at(corpus, 22_050, Progress.SILENT, store);
    Corpus second =
        Rates.at(
            corpus,
            22_050,
            (name, total) -> {
              throw new AssertionError("resampled again");
            },
            store);

    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(Rates.at(corpus, 32_000, Progress.SILENT, store)).isSameAs(corpus);
  }

  private Corpus tones() {
    Task task = new Task("pitch", Task.Kind.SINGLE_LABEL, List.of("low", "high"));
    return CorpusBuilder.build(
        temporary.resolve("tones"),
        new CorpusBuilder.Header("tones", 32_000, List.of(task), Map.of()),
        builder -> {
          for (int i = 0; i < 6; i++) {
            builder.add(
                new Clip(
                    "c" + i,
                    "t" + i,
                    "g" + i,
                    Split.TRAIN,
                    16_000,
                    Map.of("pitch", List.of(i < 3 ? "low" : "high"))),
                Tones.sine(400 + 100 * i, 0.5, 0.5, 32_000),
                JsonNodeFactory.instance.objectNode().put("beat", 0.25));
          }
        });
  }
}
