package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class MtgJamendoTests {
  private static final PublicSet TOP50 = new MtgJamendo(MtgJamendo.Subset.TOP50, 0);
  private static final String HEAD = "TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS";
  private static final String LISTS = "data/splits/split-0/autotagging_top50tags-";

  @TempDir Path folder;

  private Miniature miniature() {
    return new Miniature(folder.resolve("mtg"))
        .lines(
            LISTS + "train.tsv",
            "\r\n",
            HEAD,
            "track_0000382\tartist_000001\talbum_000001\t82/382.mp3\t61.0\tgenre---rock\tinstrument---guitar",
            "track_0001500\tartist_000001\talbum_000002\t00/1500.mp3\t33.5\tmood/theme---happy")
        .lines(
            LISTS + "validation.tsv",
            "\r\n",
            HEAD,
            "track_0000007\tartist_000002\talbum_000003\t07/7.mp3\t31.0\tgenre---rock")
        .lines(
            LISTS + "test.tsv",
            "\r\n",
            HEAD,
            "track_0000008\tartist_000003\talbum_000004\t08/8.mp3\t31.0\tinstrument---guitar\tgenre---rock\tmood/theme---happy")
        .tone("audio/82/382.mp3", 92)
        .tone("audio/00/1500.mp3", 33.5)
        .tone("audio/07/7.mp3", 31)
        .tone("audio/08/8.mp3", 31)
        .expecting("tags", 3, "train", 2, "validation", 1, "test", 1);
  }

  @Test
  void raggedLinesThatEndWithCarriageReturnsGiveEachTagOnce() {
    Corpus corpus = miniature().open(TOP50);
    assertThat(corpus.name()).isEqualTo("mtg-jamendo top50, split 0 (not the published set)");
    assertThat(corpus.task("tags").classes())
        .containsExactly("genre---rock", "instrument---guitar", "mood/theme---happy");
    assertThat(Miniature.labels(corpus, "tags"))
        .containsEntry("track_0000382", "TRAIN genre---rock, instrument---guitar")
        .containsEntry("track_0001500", "TRAIN mood/theme---happy")
        .containsEntry("track_0000007", "VALIDATION genre---rock")
        .containsEntry(
            "track_0000008", "TEST instrument---guitar, genre---rock, mood/theme---happy");
  }

  @Test
  void ofALongSongTheMiddleIsTaken() {
    Corpus corpus = miniature().open(TOP50);
    assertThat(corpus.clips()).hasSize(4);
    assertThat(corpus.clips().get(0).id()).isEqualTo("audio/82/382.mp3#1");
    assertThat(corpus.clips().get(0).samples()).isEqualTo(30 * 32_000);
  }

  @Test
  void theSmallerSoundHasOtherNames() {
    Miniature set =
        miniature()
            .delete("audio/82/382.mp3")
            .delete("audio/00/1500.mp3")
            .delete("audio/07/7.mp3")
            .delete("audio/08/8.mp3");
    for (String id : new String[] {"82", "00", "07", "08"}) {
      set.root().resolve("audio/" + id).toFile().delete();
    }
    set.root().resolve("audio").toFile().delete();
    set.tone("audio-low/82/382.low.mp3", 31)
        .tone("audio-low/00/1500.low.mp3", 31)
        .tone("audio-low/07/7.low.mp3", 31)
        .tone("audio-low/08/8.low.mp3", 31);
    assertThat(set.verify(TOP50).state()).isEqualTo(SetReport.State.VALID);
  }

  @Test
  void theReportsAreExact() {
    assertThat(miniature().report(TOP50))
        .isEqualTo(
            """
            mtg-jamendo: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              tags        expected       3  found       3
              train       expected       2  found       2
              validation  expected       1  found       1
              test        expected       1  found       1
            """);
    assertThat(miniature().empty("audio/00/1500.mp3").report(TOP50))
        .isEqualTo(
            """
            mtg-jamendo: incomplete
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              tags        expected       3  found       3
              train       expected       2  found       1  1 too few
              validation  expected       1  found       1
              test        expected       1  found       1
            To repair:
              audio/00/1500.mp3: The file is empty (0 bytes); fetch it again. Fetch it with the\
             set's download script, which also checks it.
            Get it from: https://github.com/MTG/mtg-jamendo-dataset
            Licence: recordings under the Creative Commons licence of each artist; metadata\
             CC BY-NC-SA 4.0
            The folder should hold:
              data/splits/split-{0..4}/autotagging_*-{train,validation,test}.tsv
              audio/{00..99}/ID.mp3 or audio-low/{00..99}/ID.low.mp3  (folder = ID mod 100)
            More in docs/corpora.md.
            """);
    assertThat(new Miniature(folder.resolve("none")).report(TOP50))
        .contains("absent", "no data/splits, no audio, no audio-low");
  }

  @Test
  void thePublishedTotalsAreThoseOfTheMakersLists() {
    assertThat(TOP50.published())
        .containsEntry("train", 32_136L)
        .containsEntry("validation", 10_888L)
        .containsEntry("test", 11_356L);
    // Split 1 has 32,395, 10,619 and 11,366.
    assertThat(new MtgJamendo(MtgJamendo.Subset.TOP50, 1).published())
        .containsEntry("songs", 32_395L + 10_619 + 11_366);
  }

  @Test
  void wrongLinesAreRefused() {
    assertRefused("track_0000007\ta\tb\t08/7.mp3\t31.0\tgenre---rock", "not '07/7.mp3'");
    assertRefused("track_0000007\ta\tb\t07/7.mp3\t31.0\trock", "begins with none of");
    assertRefused("track_0000007\ta\tb\t07/7.mp3\t31.0", "5 cells, too few");
    assertRefused("7\ta\tb\t07/7.mp3\t31.0\tgenre---rock", "is no track_ID");
    Miniature other = miniature().lines(LISTS + "test.tsv", "\n", HEAD.replace("PATH", "FILE"));
    assertThatThrownBy(() -> other.verify(TOP50)).hasMessageContaining("has the columns");
  }

  private void assertRefused(String line, String why) {
    Miniature set = miniature().lines(LISTS + "validation.tsv", "\r\n", HEAD, line);
    assertThatThrownBy(() -> set.verify(TOP50))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("validation.tsv line 2: ")
        .hasMessageContaining(why);
  }

  @Test
  void anArtistInTwoSplitsIsRefused() {
    Miniature set =
        miniature()
            .lines(
                LISTS + "validation.tsv",
                "\r\n",
                HEAD,
                "track_0000007\tartist_000001\talbum_000003\t07/7.mp3\t31.0\tgenre---rock");
    assertThatThrownBy(() -> set.open(TOP50))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("artist_000001");
  }
}
