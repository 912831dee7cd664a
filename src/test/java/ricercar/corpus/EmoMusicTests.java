package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class EmoMusicTests {
  private static final PublicSet SET = new EmoMusic();
  private static final String HEAD = String.join(",", EmoMusic.SONG_COLUMNS);

  @TempDir Path folder;

  private Miniature miniature() {
    return new Miniature(folder.resolve("emo"))
        .lines(
            EmoMusic.SONGS,
            "\r\n",
            HEAD,
            "2,2.mp3,\"" + artist(true) + "!\",\"A, song\t\",0.10,0.55,Pop,development",
            "3,3.mp3," + artist(false) + "\t,B,0.10,0.55,Pop,development",
            "1000,1000.mp3," + artist(true) + ",C,0.10,0.55,Pop,evaluation")
        .lines(
            EmoMusic.ANSWERS,
            "\n",
            String.join(",", EmoMusic.ANSWER_COLUMNS),
            "2,3.1,1.5,3,1.2",
            "3,2.25,0.5,7.4,1.2",
            "1000,8.1,1.5,3.75,1.2")
        .tone("clips_45seconds/2.mp3")
        .tone("clips_45seconds/3.mp3")
        .tone("clips_45seconds/1000.mp3")
        .expecting("train", 1, "validation", 1, "test", 1);
  }

  private static String artist(boolean trains) {
    for (char c = 'a'; ; c++) {
      if (HashSplit.of("the " + c, 10) < 8 == trains) {
        return "The  " + c;
      }
    }
  }

  @Test
  void arousalAndValenceAreNumbersAndArtistsArePartedByTheirNames() {
    Corpus corpus = miniature().open(SET);
    assertThat(corpus.task("emotion").kind()).isEqualTo(Task.Kind.REGRESSION);
    assertThat(corpus.task("emotion").classes()).containsExactly("arousal", "valence");
    assertThat(Miniature.labels(corpus, "emotion"))
        .containsOnly(
            Map.entry("clips_45seconds/2.mp3", "TRAIN 3.1, 3"),
            Map.entry("clips_45seconds/3.mp3", "VALIDATION 2.25, 7.4"),
            Map.entry("clips_45seconds/1000.mp3", "TEST 8.1, 3.75"));
    assertThat(corpus.labels("emotion").targets()[1]).containsExactly(2.25f, 7.4f);
  }

  @Test
  void namesAreNormalisedToLettersAndSingleSpaces() {
    assertThat(EmoMusic.normalised("  Björk\t& The  2 Friends! ")).isEqualTo("bjrk the friends");
  }

  @Test
  void theReportsAreExact() {
    assertThat(miniature().report(SET))
        .isEqualTo(
            """
            emomusic: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              train       expected       1  found       1
              validation  expected       1  found       1
              test        expected       1  found       1
            """);
    assertThat(miniature().delete("clips_45seconds/3.mp3").report(SET))
        .isEqualTo(
            """
            emomusic: incomplete
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              train       expected       1  found       1
              validation  expected       1  found       0  1 too few
              test        expected       1  found       1
            To repair:
              clips_45seconds/3.mp3: The file does not exist. Unpack clips_45seconds again.
            Get it from: https://cvml.unige.ch/databases/emoMusic/
            Licence: recordings of the Free Music Archive under Creative Commons licences; labels\
             for research
            The folder should hold:
              annotations/songs_info.csv
              annotations/static_annotations.csv
              clips_45seconds/ID.mp3
            More in docs/corpora.md.
            """);
    assertThat(new Miniature(folder.resolve("none")).report(SET)).startsWith("emomusic: absent\n");
  }

  @Test
  void unknownColumnsSetsAndNumbersAreRefused() {
    assertRefused(EmoMusic.SONGS, HEAD.replace("Genre", "Style"), "and no others");
    assertRefused(EmoMusic.SONGS, HEAD + "\n2,2.mp3,A,B,0,1,Pop,training", "neither development");
    assertRefused(EmoMusic.SONGS, HEAD + "\n5,5.mp3,A,B,0,1,Pop,evaluation", "has no line in");
    String head = String.join(",", EmoMusic.ANSWER_COLUMNS);
    assertRefused(EmoMusic.ANSWERS, head + "\n2,high,1,1,1", "'high' is no mean of 1 to 9");
  }

  private void assertRefused(String file, String text, String why) {
    Miniature set = miniature().text(file, text);
    assertThatThrownBy(() -> set.verify(SET)).isInstanceOf(Problem.class).hasMessageContaining(why);
  }
}
