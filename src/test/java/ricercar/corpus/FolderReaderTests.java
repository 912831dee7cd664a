package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;

class FolderReaderTests {
  private static final ImportOptions OPTIONS =
      ImportOptions.PLAIN.withSampleRate(8000).withCutting(new Cutting(0.5, 0.2, 99));

  @TempDir Path temporary;
  private Path music;

  @BeforeEach
  void makeMusic() throws IOException {
    music = temporary.resolve("my music");
    for (int i = 0; i < 10; i++) {
      Tones.wav(music.resolve("calm/" + i + ".wav"), 200 + i, 1.25);
      Tones.wav(music.resolve("wild/Ann's album/" + i + ".wav"), 900 + i, 1);
      Tones.wav(music.resolve("wild/other/" + i + ".wav"), 1900 + i, 1);
    }
  }

  @Test
  void subFoldersNameTheLabelsAndDeeperOnesTheGroups() {
    Corpus corpus = read();

    assertThat(corpus.name()).isEqualTo("my music");
    assertThat(corpus.sampleRate()).isEqualTo(8000);
    assertThat(corpus.task("folder").classes()).containsExactly("calm", "wild");
    assertThat(corpus.clips()).hasSize(10 * 3 + 20 * 2);
    Clip tail = corpus.clips().get(2);
    assertThat(tail.id()).isEqualTo("calm/0.wav#2");
    assertThat(tail.samples()).isEqualTo(2000);
    assertThat(tail.group()).isEqualTo("calm/0.wav");
    assertThat(corpus.clips().get(69).group()).isEqualTo("wild/other");
    corpus.verify();
  }

  @Test
  void theSoundIsThatOfTheFile() {
    Corpus corpus = read();

    assertThat(Tones.amplitude(corpus.read(0), 200, 8000)).isCloseTo(0.5, within(0.01));
    assertThat(Tones.amplitude(corpus.read(69), 1909, 8000)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void noGroupCrossesASplit() {
    Corpus corpus = read();
    Map<String, Split> splits = new HashMap<>();

    for (Clip clip : corpus.clips()) {
      assertThat(splits.computeIfAbsent(clip.group(), group -> clip.split()))
          .isEqualTo(clip.split());
    }
    assertThat(splits.values()).contains(Split.TRAIN, Split.VALIDATION, Split.TEST);
  }

  @Test
  void badFilesHaveARowAndStopNothing() throws IOException {
    Files.write(music.resolve("calm/empty.wav"), new byte[0]);
    Files.writeString(music.resolve("calm/page.mp3"), "<html>not found</html>");
    Files.writeString(music.resolve("calm/cover.jpg"), "a picture");
    Tones.wav(music.resolve("calm/blip.wav"), 500, 0.1);
    Files.copy(music.resolve("calm/3.wav"), music.resolve("wild/copy.wav"));
    byte[] whole = Files.readAllBytes(music.resolve("calm/4.wav"));
    Files.write(music.resolve("calm/torn.wav"), java.util.Arrays.copyOf(whole, whole.length / 2));

    Corpus corpus = read();

    Map<String, ImportRow> rows = new HashMap<>();
    ImportSummary.of(corpus).rows().forEach(row -> rows.put(row.path(), row));
    assertThat(rows).hasSize(35).doesNotContainKey("calm/cover.jpg");
    assertRow(rows, "calm/empty.wav", ImportRow.Status.REJECTED, "");
    assertRow(rows, "calm/page.mp3", ImportRow.Status.REJECTED, "");
    assertRow(rows, "calm/blip.wav", ImportRow.Status.REJECTED, "too short");
    assertRow(rows, "wild/copy.wav", ImportRow.Status.DUPLICATE, "calm/3.wav");
    assertThat(rows.get("calm/torn.wav").status()).isEqualTo(ImportRow.Status.RECOVERED);
    assertThat(rows.get("calm/torn.wav").clips()).isEqualTo(1);
    assertThat(rows.get("calm/4.wav").status()).isEqualTo(ImportRow.Status.OK);
    assertThat(ImportSummary.of(corpus).text())
        .startsWith("35 files, ")
        .contains("30 ok, 1 recovered, 3 rejected, 1 duplicates", "calm/blip.wav");
    assertThat(corpus.clips()).noneMatch(clip -> clip.track().equals("wild/copy.wav"));
  }

  private static void assertRow(
      Map<String, ImportRow> rows, String path, ImportRow.Status status, String reason) {
    assertThat(rows.get(path).status()).isEqualTo(status);
    assertThat(rows.get(path).reason()).isNotBlank().contains(reason);
    assertThat(rows.get(path).clips()).isZero();
  }

  @Test
  void aTableTakesTheFoldersPlace() throws IOException {
    Files.writeString(
        music.resolve("labels.csv"),
        "path,split,mood\ncalm/1.wav,train,low\ncalm/2.wav,test,high\ncalm/gone.wav,train,low\n");

    Corpus corpus = read();

    assertThat(corpus.tasks()).extracting(Task::name).containsExactly("mood");
    assertThat(corpus.indices(Split.TEST)).hasSize(3);
    assertThat(ImportSummary.of(corpus).count(ImportRow.Status.REJECTED)).isEqualTo(1);
  }

  @Test
  void anUnchangedFolderIsNotReadAgainAndAChangedOneIs() throws IOException {
    Corpus first = read();
    Corpus second = read();
    Tones.wav(music.resolve("calm/new.wav"), 700, 1);
    Corpus third = read();

    assertThat(second.directory()).isEqualTo(first.directory());
    assertThat(third.directory()).isNotEqualTo(first.directory());
    assertThat(third.clips()).hasSize(72);
  }

  @Test
  void theSameFilesMakeTheSameFingerprint() {
    String one =
        FolderReader.read(music, OPTIONS, Progress.SILENT, temporary.resolve("a")).fingerprint();
    String two =
        FolderReader.read(music, OPTIONS, Progress.SILENT, temporary.resolve("b")).fingerprint();
    String otherSplits =
        FolderReader.read(
                music,
                OPTIONS.withSplits(OPTIONS.shares(), 5),
                Progress.SILENT,
                temporary.resolve("a"))
            .fingerprint();

    assertThat(two).isEqualTo(one).isNotEqualTo(otherSplits);
  }

  @Test
  void normalisedTracksAreEquallyLoudAndEquallyWide() throws IOException {
    Path mixed = temporary.resolve("mixed");
    float[] loud = Tones.sine(1000, 0.9, 1, 8000);
    float[] soft = Tones.sine(1000, 0.05, 1, 8000);
    float[] high = Tones.sine(3800, 0.05, 1, 8000);
    for (int i = 0; i < soft.length; i++) {
      soft[i] += high[i];
    }
    Tones.wav(mixed.resolve("loud.wav"), loud, 8000);
    Tones.wav(mixed.resolve("soft.wav"), soft, 8000);

    Corpus corpus =
        FolderReader.read(
            mixed, OPTIONS.normalised(-23, 3000), Progress.SILENT, temporary.resolve("store"));

    for (int i = 0; i < corpus.clips().size(); i++) {
      float[] clip = corpus.read(i);
      assertThat(Loudness.of(clip, 8000)).isCloseTo(-23, within(0.1));
      assertThat(Tones.amplitude(clip, 3800, 8000)).isLessThan(1e-3);
    }
    List<ImportRow> rows = ImportSummary.of(corpus).rows();
    assertThat(rows.get(0).gainDb()).isNegative();
    assertThat(rows.get(1).gainDb()).isGreaterThan(3);
  }

  @Test
  void aFolderWithoutSoundIsAProblem() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));

    assertThatThrownBy(
            () -> FolderReader.read(empty, OPTIONS, Progress.SILENT, temporary.resolve("store")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no sound file");
    assertThatThrownBy(
            () ->
                FolderReader.read(
                    temporary.resolve("none"), OPTIONS, Progress.SILENT, temporary.resolve("s")))
        .hasMessageContaining("There is no folder");
  }

  @Test
  void aFolderOfRubbishIsAProblemAndLeavesNothing() throws IOException {
    Path rubbish = Files.createDirectories(temporary.resolve("rubbish"));
    Files.writeString(rubbish.resolve("a.mp3"), "nothing");

    assertThatThrownBy(
            () -> FolderReader.read(rubbish, OPTIONS, Progress.SILENT, temporary.resolve("store")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no clip");
  }

  private Corpus read() {
    return FolderReader.read(music, OPTIONS, Progress.SILENT, temporary.resolve("store"));
  }
}
