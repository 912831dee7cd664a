package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class MagnaTagATuneTests {
  private static final PublicSet KEPT = new MagnaTagATune(MagnaTagATune.Tagless.KEPT);
  private static final PublicSet DROPPED = new MagnaTagATune(MagnaTagATune.Tagless.DROPPED);

  private static final String WHERE =
      """
      Get it from: https://mirg.city.ac.uk/codeapps/the-magnatagatune-dataset
      Licence: recordings of Magnatune, CC BY-NC-SA 1.0; tags of TagATune, for research
      The folder should hold:
        annotations_final.csv  (tab-separated: clip_id, 188 tags, mp3_path)
        mp3/{0-9,a-f}/NAME.mp3  (mp3.zip.001 to 003, joined and unpacked)
      More in docs/corpora.md.
      """;

  @TempDir Path folder;

  private Miniature miniature() {
    return MagnaTagATuneMiniature.in(folder.resolve("mtt"), 0);
  }

  @Test
  void aValidMiniatureIsToldApartFromThePublishedSet() {
    SetReport report = miniature().verify(KEPT);
    assertThat(report.exitStatus()).isZero();
    assertThat(miniature().report(KEPT))
        .isEqualTo(
            """
            magnatagatune: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              clips listed        expected      17  found      17
              tag columns         expected       5  found       5
              top tags            expected       4  found       4
              train               expected      12  found      12
              validation          expected       1  found       1
              test                expected       3  found       3
              train, tagged       expected       9  found       9
              validation, tagged  expected       1  found       1
              test, tagged        expected       2  found       2
            Known, and no fault:
              mp3/6/norine_braun-now_and_zen-08-gently-117-146.mp3 (clip 35644) is empty in the\
             published set; left out.
            """);
  }

  @Test
  void whatIsEmptyMissingOrNoSoundIsListedForRepair() {
    Miniature broken =
        miniature()
            .empty("mp3/1/band-album-01-song-0-29.mp3")
            .page("mp3/c/band-album-01-song-0-29.mp3")
            .delete("mp3/d/band-album-01-song-0-29.mp3");
    assertThat(broken.verify(KEPT).exitStatus()).isEqualTo(1);
    assertThat(broken.report(KEPT))
        .isEqualTo(
            """
            magnatagatune: incomplete
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              clips listed        expected      17  found      17
              tag columns         expected       5  found       5
              top tags            expected       4  found       4
              train               expected      12  found      11  1 too few
              validation          expected       1  found       0  1 too few
              test                expected       3  found       2  1 too few
              train, tagged       expected       9  found       8  1 too few
              validation, tagged  expected       1  found       0  1 too few
              test, tagged        expected       2  found       1  1 too few
            Known, and no fault:
              mp3/6/norine_braun-now_and_zen-08-gently-117-146.mp3 (clip 35644) is empty in the\
             published set; left out.
            To repair:
              mp3/1/band-album-01-song-0-29.mp3: The file is empty (0 bytes); fetch it again. Join\
             mp3.zip.001 to 003 and unpack them again.
              mp3/c/band-album-01-song-0-29.mp3: The content is text (a web page) and no sound; fetch the file again. Join\
             mp3.zip.001 to 003 and unpack them again.
              mp3/d/band-album-01-song-0-29.mp3: The file does not exist. Join mp3.zip.001 to 003\
             and unpack them again.
            """
                + WHERE);
  }

  @Test
  void anAbsentSetSaysWhereToGetIt() {
    Miniature none = new Miniature(folder.resolve("none"));
    assertThat(none.verify(KEPT).exitStatus()).isEqualTo(1);
    assertThat(none.report(KEPT))
        .isEqualTo(
            """
            magnatagatune: absent
            Folder: ROOT
            Nothing of it is there: no annotations_final.csv, no mp3.
            """
                + WHERE);
  }

  @Test
  void withoutCountsOfItsOwnAMiniatureIsIncomplete() {
    SetReport report = miniature().delete(ExpectedCounts.FILE).verify(KEPT);
    assertThat(report.state()).isEqualTo(SetReport.State.INCOMPLETE);
    assertThat(report.text())
        .contains("Judged by the published totals.")
        .contains("train               expected  18,706  found      12  18,694 too few");
  }

  @Test
  void taglessClipsAreKeptOrDroppedAndTheNameSaysWhich() {
    Miniature set = miniature();
    Corpus kept = set.open(KEPT);
    Corpus dropped = set.open(DROPPED);
    assertThat(kept.name()).isEqualTo("magnatagatune, tagless clips kept (not the published set)");
    assertThat(dropped.name())
        .isEqualTo("magnatagatune, tagless clips dropped (not the published set)");
    assertThat(kept.clips()).hasSize(16);
    assertThat(dropped.clips()).hasSize(12);
    assertThat(kept.labels("tags").active()[3]).isEmpty();
    assertThat(Arrays.stream(dropped.labels("tags").active())).noneMatch(a -> a.length == 0);
    assertThat(kept.fingerprint()).isNotEqualTo(dropped.fingerprint());
  }

  @Test
  void foldersAreSplitsAndEqualTagsStandByName() {
    Corpus corpus = miniature().open(KEPT);
    assertThat(corpus.task("tags").classes()).containsExactly("guitar", "slow", "no vocal", "pop");
    assertThat(Miniature.labels(corpus, "tags"))
        .containsEntry("mp3/0/band-album-01-song-0-29.mp3", "TRAIN guitar, slow")
        .containsEntry("mp3/b/band-album-01-song-0-29.mp3", "TRAIN ")
        .containsEntry("mp3/c/band-album-01-song-0-29.mp3", "VALIDATION guitar, slow")
        .containsEntry("mp3/d/band-album-01-song-0-29.mp3", "TEST guitar, no vocal, pop")
        .containsEntry("mp3/f/band-album-01-song-0-29.mp3", "TEST ");
    assertThat(corpus.sampleRate()).isEqualTo(16_000);
  }

  @Test
  void onlyTheFiftyMostUsedTagsAreATaskAndATieAtTheEndGoesByName() {
    Miniature set = new Miniature(folder.resolve("many"));
    StringBuilder head = new StringBuilder("clip_id");
    StringBuilder first = new StringBuilder("1");
    StringBuilder second = new StringBuilder("2");
    for (int tag = 51; tag >= 0; tag--) {
      head.append("\ttag %02d".formatted(tag));
      first.append("\t1");
      second.append(tag == 51 ? "\t1" : "\t0");
    }
    set.text(
        MagnaTagATune.TABLE,
        head + "\tmp3_path\n" + first + "\t0/a-0-29.mp3\n" + second + "\tf/b-0-29.mp3\n");
    set.tone("mp3/0/a-0-29.mp3").tone("mp3/f/b-0-29.mp3");
    set.expecting(
        "clips listed",
        2,
        "tag columns",
        52,
        "top tags",
        50,
        "train",
        1,
        "validation",
        0,
        "test",
        1,
        "train, tagged",
        1,
        "validation, tagged",
        0,
        "test, tagged",
        1);
    assertThat(set.open(KEPT).task("tags").classes())
        .hasSize(50)
        .startsWith("tag 51", "tag 00")
        .endsWith("tag 48");
  }

  @Test
  void aTableThatIsNotTheSetsOwnIsRefused() {
    String good = read(miniature().root().resolve(MagnaTagATune.TABLE));
    assertRefused(good.replace("\"clip_id\"", "\"clip\""), "clip_id, the tags, and mp3_path");
    assertRefused(good.replaceFirst("\"1\"\t\"0\"", "\"yes\"\t\"0\""), "neither 0 nor 1");
    assertRefused(good.replace("\"0/band", "\"x/band"), "no clip of a folder 0 to f");
    assertRefused(good.replaceFirst("\t\"0\"", ""), "line 2 has 6 cells");
    assertRefused(good.replace("\"1/band", "\"0/band"), "stands twice");
  }

  private void assertRefused(String table, String why) {
    Miniature set = miniature().text(MagnaTagATune.TABLE, table);
    assertThatThrownBy(() -> set.verify(KEPT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(why);
  }

  @Test
  void anEmptyTableIsForRepair() {
    assertThat(miniature().empty(MagnaTagATune.TABLE).verify(KEPT).text())
        .startsWith("magnatagatune: incomplete")
        .contains("annotations_final.csv is empty. Fetch it from https://mirg");
  }

  @Test
  void countsOfItsOwnMustBeThoseOfTheSet() {
    Miniature set = miniature().expecting("train", 3);
    assertThatThrownBy(() -> set.verify(KEPT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("counts [train]");
  }

  @Test
  void lessThanTheWholeSetIsNotOpened() {
    Miniature set = miniature().delete("mp3/0/band-album-01-song-0-29.mp3");
    assertThatThrownBy(() -> set.open(KEPT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("magnatagatune: incomplete")
        .hasMessageContaining("corpus verify magnatagatune");
  }

  @Test
  void aTestClipInPreTrainingIsAnError() {
    Corpus corpus = miniature().open(KEPT);
    LabelledShare all = LabelledShare.of(corpus, "tags", 1, 1);
    assertThat(IntStream.concat(IntStream.of(all.labelled()), IntStream.of(all.unlabelled())))
        .allMatch(clip -> corpus.clips().get(clip).split() == Split.TRAIN);
    assertThatThrownBy(() -> TrainingOnly.check(corpus.clips(), corpus.indices(Split.TEST)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("of the TEST split was about to be trained on");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
