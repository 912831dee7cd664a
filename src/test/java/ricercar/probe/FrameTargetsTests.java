package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ricercar.probe.AnnotatedClips.beats;
import static ricercar.probe.AnnotatedClips.chord;
import static ricercar.probe.AnnotatedClips.empty;
import static ricercar.probe.AnnotatedClips.section;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;

class FrameTargetsTests {
  @TempDir Path folder;

  private Corpus oneClip(JsonNode annotations) {
    return AnnotatedClips.corpus(folder.resolve("one"), 1, 4, i -> annotations);
  }

  @Test
  void theChordOfMostOfAFrameIsItsClass() {
    JsonNode chords =
        chord(
            chord(
                chord(chord(empty(), 0, 1.4, 0, "major"), 1.4, 2, 9, "minor_seventh"),
                2,
                2.6,
                7,
                "sus4"),
            2.6,
            3.4,
            2,
            "seventh");
    ChordTargets targets = new ChordTargets(oneClip(chords));
    assertThat(targets.task().classes())
        .hasSize(25)
        .startsWith("C:maj", "C#:maj")
        .endsWith("B:min", "N");
    int[][] active = targets.active(0, 5, 1);
    assertThat(active[0]).containsExactly(0);
    assertThat(active[1]).containsExactly(12 + 9);
    assertThat(active[2]).isNull();
    assertThat(active[3]).containsExactly(ChordTargets.NONE);
    // Beyond the end of the clip.
    assertThat(active[4]).isNull();
    assertThat(targets.active(0, 2, 0.5)[0]).containsExactly(0);
    assertThat(targets.active(0, 8, 2)[6]).containsExactly(2);
  }

  @Test
  void aChordIsMajorOrMinorByItsThirdIfItsFifthIsPerfect() {
    assertThat(ChordTargets.classOf(4, "thirteenth")).isEqualTo(4);
    assertThat(ChordTargets.classOf(11, "minor_ninth")).isEqualTo(23);
    for (String other : new String[] {"power", "sus2", "diminished", "half_diminished"}) {
      assertThat(ChordTargets.classOf(3, other)).isEqualTo(ChordTargets.OTHER);
    }
    assertThatThrownBy(() -> ChordTargets.classOf(0, "quartal"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("quartal");
  }

  @Test
  void everyChordOfTheEtudesIsKnown() throws ReflectiveOperationException {
    for (Object quality : Class.forName("ricercar.etudes.Quality").getEnumConstants()) {
      String name = ((Enum<?>) quality).name().toLowerCase(Locale.ROOT);
      assertThat(ChordTargets.classOf(5, name)).isIn(5, 17, ChordTargets.OTHER);
    }
  }

  @Test
  void theSectionAtTheMiddleOfAFrameIsItsClass() {
    SectionTargets targets =
        SectionTargets.of(oneClip(section(section(empty(), 0, 1.4, "intro"), 1.6, 3.4, "bridge")));
    assertThat(targets.task().classes()).containsExactly("bridge", "intro");
    int[][] active = targets.active(0, 4, 1);
    assertThat(active[0]).containsExactly(1);
    assertThat(active[1]).isNull();
    assertThat(active[2]).containsExactly(0);
    assertThat(active[3]).isNull();
  }

  @Test
  void aFrameHasABeatFromItsStartOn() {
    BeatTargets targets = BeatTargets.beats(oneClip(beats(empty(), 0.5, 0.99, 2)));
    int[][] active = targets.active(0, 8, 2);
    int[] expected = {0, 1, 0, 0, 1, 0, 0, 0};
    for (int i = 0; i < 8; i++) {
      assertThat(active[i]).hasSize(expected[i]);
    }
    assertThat(targets.active(0, 3, 1)[2]).containsExactly(0);
    assertThat(targets.times(0)).containsExactly(0.5, 0.99, 2);
  }

  @Test
  void aCorpusWithoutTheAnnotationIsRefused() {
    Corpus bare = AnnotatedClips.corpus(folder.resolve("bare"), 1, 1, i -> null);
    assertThatThrownBy(() -> new ChordTargets(bare).active(0, 1, 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("chords")
        .hasMessageContaining("clip0");
    assertThatThrownBy(() -> SectionTargets.of(oneClip(beats(empty(), 1))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sections");
    assertThatThrownBy(() -> BeatTargets.downbeats(oneClip(beats(empty(), 1))).times(0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("downbeats");
  }
}
