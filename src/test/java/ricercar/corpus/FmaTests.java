package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class FmaTests {
  private static final PublicSet SMALL = new Fma(Fma.Subset.SMALL);
  private static final PublicSet MEDIUM = new Fma(Fma.Subset.MEDIUM);

  @TempDir Path folder;

  private Miniature miniature() {
    return new Miniature(folder.resolve("fma"))
        .text(
            Fma.TABLE,
            table(
                track(2, "training", "small", "Hip-Hop", 1),
                track(99134, "training", "small", "Rock", 2),
                track(5, "validation", "small", "Rock", 3),
                track(140, "test", "small", "Hip-Hop", 4),
                track(141, "training", "medium", "Jazz", 1),
                track(142, "training", "large", "", 1)))
        .tone("fma_small/000/000002.mp3")
        .empty("fma_small/099/099134.mp3")
        .tone("fma_small/000/000005.mp3")
        .mp3("fma_small/000/000140.mp3")
        .expecting("genres", 2, "train", 2, "validation", 1, "test", 1);
  }

  private static Map<String, String> track(
      int id, String split, String subset, String genre, int artist) {
    return Map.of(
        "",
        String.valueOf(id),
        "set.split",
        split,
        "set.subset",
        subset,
        "track.genre_top",
        genre,
        "artist.id",
        String.valueOf(artist),
        "artist.bio",
        "\"Born in a town,\nand on two lines\"");
  }

  /** Two head lines, the line of the index's name, and the tracks. */
  @SafeVarargs
  private static String table(Map<String, String>... tracks) {
    List<String> columns = new ArrayList<>();
    new TreeMap<>(Fma.COLUMNS)
        .forEach((group, names) -> names.forEach(name -> columns.add(group + "." + name)));
    StringBuilder text = new StringBuilder();
    columns.forEach(column -> text.append(',').append(column.replaceFirst("\\..*", "")));
    text.append('\n');
    columns.forEach(column -> text.append(',').append(column.replaceFirst(".*\\.", "")));
    text.append("\ntrack_id").append(",".repeat(columns.size())).append('\n');
    for (Map<String, String> track : tracks) {
      text.append(track.get(""));
      columns.forEach(column -> text.append(',').append(track.getOrDefault(column, "")));
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void subsetsNestAndSplitsAndGenresAreThoseOfTheTable() {
    Corpus corpus = miniature().tone("fma_small/000/000140.mp3").open(SMALL);
    assertThat(corpus.name()).isEqualTo("fma small (not the published set)");
    assertThat(corpus.task("genre").classes()).containsExactly("Hip-Hop", "Rock");
    assertThat(Miniature.labels(corpus, "genre"))
        .containsOnly(
            Map.entry("000002", "TRAIN Hip-Hop"),
            Map.entry("000005", "VALIDATION Rock"),
            Map.entry("000140", "TEST Hip-Hop"));
    assertThat(corpus.clips().get(0).group()).isEqualTo("artist 1");
    assertThat(miniature().report(MEDIUM))
        .contains(
            """
              genres      expected       2  found       3  1 too many
            """)
        .contains("fma_medium/000/000141.mp3: The file does not exist.");
  }

  @Test
  void aFileTooShortForAClipIsLeftOutWithItsReason() {
    Corpus corpus = miniature().open(SMALL);
    assertThat(corpus.clips()).hasSize(2);
    assertThat(ImportSummary.of(corpus).rows())
        .filteredOn(row -> row.path().endsWith("000140.mp3"))
        .singleElement()
        .matches(row -> row.reason().contains("too short"));
  }

  @Test
  void theReportsAreExact() {
    assertThat(miniature().report(SMALL))
        .isEqualTo(
            """
            fma: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              genres      expected       2  found       2
              train       expected       2  found       2
              validation  expected       1  found       1
              test        expected       1  found       1
            Known, and no fault:
              fma_small/099/099134.mp3 has no sound in the published set; left out.
            """);
    assertThat(miniature().delete(Fma.TABLE).report(SMALL))
        .isEqualTo(
            """
            fma: incomplete
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              genres      expected       2  found       0  2 too few
              train       expected       2  found       0  2 too few
              validation  expected       1  found       0  1 too few
              test        expected       1  found       0  1 too few
            To repair:
              fma_metadata/tracks.csv is missing. Unpack fma_metadata.zip.
            Get it from: https://github.com/mdeff/fma
            Licence: recordings under the Creative Commons licence of each artist; metadata\
             CC BY 4.0
            The folder should hold:
              fma_metadata/tracks.csv  (fma_metadata.zip)
              fma_small/000/000002.mp3  (fma_small.zip)
            More in docs/corpora.md.
            """);
    assertThat(new Miniature(folder.resolve("none")).report(SMALL)).startsWith("fma: absent\n");
  }

  @Test
  void unknownColumnsSplitsAndSubsetsAreRefused() {
    String good = table(track(2, "training", "small", "Rock", 1));
    assertRefused(good.replace("genre_top", "genre_best"), "'track.genre_best'");
    assertRefused(good.replace("training", "teaching"), "no split 'teaching'");
    assertRefused(good.replace(",small", ",tiny"), "no subset 'tiny'");
    assertRefused(good.replaceFirst("\ntrack_id,+", ""), "a line 'track_id'");
    assertRefused(good.replace("Rock", ""), "no genre_top");
  }

  private void assertRefused(String table, String why) {
    Miniature set = miniature().text(Fma.TABLE, table);
    assertThatThrownBy(() -> set.verify(SMALL))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(why);
  }
}
