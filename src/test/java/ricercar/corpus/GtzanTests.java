package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class GtzanTests {
  private static final PublicSet FILTERED = Gtzan.filtered();

  @TempDir Path folder;

  /** Jazz 54 is damaged, as in a common copy; the folder says hip-hop where the lists do not. */
  private Miniature miniature() {
    return new Miniature(folder.resolve("gtzan"))
        .tone("genres/blues/blues.00000.wav")
        .tone("genres/blues/blues.00001.wav")
        .tone("genres/hip-hop/hip-hop.00003.wav")
        .tone("genres/jazz/jazz.00001.au")
        .page("genres/jazz/jazz.00054.wav")
        .lines("train_filtered.txt", "\r\n", "blues/blues.00000.wav", "hiphop/hiphop.00003.wav")
        .lines("valid_filtered.txt", "\n", "blues/blues.00001.wav")
        .lines("test_filtered.txt", "\n", "jazz/jazz.00001.wav", "")
        .expecting("genres", 3, "train", 2, "validation", 1, "test", 1);
  }

  @Test
  void theFilteredListsAreTheUsualSplitAndBothSpellingsOfHipHopAreOne() {
    Corpus corpus = miniature().open(FILTERED);
    assertThat(corpus.name()).isEqualTo("gtzan, fault-filtered (not the published set)");
    assertThat(corpus.task("genre").classes()).hasSize(10).contains("hiphop");
    assertThat(Miniature.labels(corpus, "genre"))
        .containsOnly(
            Map.entry("blues.00000", "TRAIN blues"),
            Map.entry("hiphop.00003", "TRAIN hiphop"),
            Map.entry("blues.00001", "VALIDATION blues"),
            Map.entry("jazz.00001", "TEST jazz"));
  }

  @Test
  void theReportsAreExact() {
    assertThat(miniature().report(FILTERED))
        .isEqualTo(
            """
            gtzan: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              genres      expected       3  found       3
              train       expected       2  found       2
              validation  expected       1  found       1
              test        expected       1  found       1
            Known, and no fault:
              genres/jazz/jazz.00054.wav cannot be read, but is in no list.
            """);
    Miniature broken =
        miniature()
            .delete("genres/blues/blues.00001.wav")
            .tone("genres/blues/jazz.00007.wav")
            .tone("genres/blues/cover.wav");
    assertThat(broken.verify(FILTERED).exitStatus()).isEqualTo(1);
    assertThat(broken.report(FILTERED))
        .startsWith(
            """
            gtzan: incomplete
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              genres      expected       3  found       3
              train       expected       2  found       2
              validation  expected       1  found       0  1 too few
              test        expected       1  found       1
            Known, and no fault:
              genres/jazz/jazz.00054.wav cannot be read, but is in no list.
            To repair:
              genres/blues/cover.wav: This is no GENRE.NNNNN.wav. Take it away.
              genres/blues/jazz.00007.wav: A file of another genre's name. Put it where it belongs.
              blues/blues.00001.wav, of valid_filtered.txt, is not there. Take it from another\
             copy of the set.
            Get it from: http://marsyas.info/downloads/datasets.html
            """
                .stripTrailing());
    assertThat(new Miniature(folder.resolve("none")).report(FILTERED))
        .startsWith("gtzan: absent\nFolder: ROOT\nNothing of it is there: no genres.\n");
  }

  @Test
  void withoutTheListsTheFilteredSplitIsIncomplete() {
    assertThat(miniature().delete("test_filtered.txt").verify(FILTERED).text())
        .contains("test_filtered.txt is missing. Fetch the lists, or choose another split.");
  }

  @Test
  void anUnreadableFileIsAFaultWhereItIsUsed() {
    Gtzan random = new Gtzan(Gtzan.Parting.RANDOM, 0);
    assertThat(miniature().verify(random).text())
        .contains("genres/jazz/jazz.00054.wav: The content is text (a web page)");
  }

  @Test
  void everyClipIsTestedInExactlyOneOfTenFolds() {
    Miniature set = new Miniature(folder.resolve("folds"));
    for (int i = 0; i < 20; i++) {
      set.tone("genres/rock/rock.%05d.wav".formatted(i), 3.1);
    }
    set.expecting("genres", 1, "train", 16, "validation", 2, "test", 2);
    Map<String, Integer> tested = new HashMap<>();
    for (int fold = 0; fold < 10; fold++) {
      Inventory inventory = new Inventory(set.root());
      new Gtzan(Gtzan.Parting.TEN_FOLD, fold).inspect(set.root(), inventory);
      inventory.listing().entries().stream()
          .filter(entry -> entry.split() == Split.TEST)
          .forEach(entry -> tested.merge(entry.track(), 1, Integer::sum));
    }
    assertThat(tested).hasSize(20).containsValue(1).doesNotContainValue(2);
    assertThat(set.verify(new Gtzan(Gtzan.Parting.TEN_FOLD, 3)).exitStatus()).isZero();
    assertThat(set.verify(new Gtzan(Gtzan.Parting.RANDOM, 0)).exitStatus()).isZero();
  }

  @Test
  void unknownGenresAndDoubleEntriesAreRefused() {
    Miniature polka = miniature().tone("genres/polka/polka.00000.wav");
    assertThatThrownBy(() -> polka.verify(FILTERED))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'polka' is none of the genres");
    polka.delete("genres/polka/polka.00000.wav").root().resolve("genres/polka").toFile().delete();
    Miniature twice = miniature().lines("test_filtered.txt", "\n", "blues/blues.00001.wav");
    assertThatThrownBy(() -> twice.verify(FILTERED)).hasMessageContaining("is listed twice");
    assertThatThrownBy(() -> new Gtzan(Gtzan.Parting.FILTERED, 1)).isInstanceOf(Problem.class);
  }
}
