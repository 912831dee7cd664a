package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

class CsvListingTests {
  @TempDir Path folder;

  @Test
  void columnsBeyondTheNamedOnesAreTasks() throws IOException {
    Listing listing =
        read(
            "path,track,group,split,style,tags\n"
                + "a/one.wav,song1,Ann,train,rock,drums;piano\n"
                + "a/two.wav,song2,Ben,val,,;\n"
                + "b.wav,,,Test,folk,\n");

    assertThat(listing.tasks())
        .containsExactly(
            new Task("style", Task.Kind.SINGLE_LABEL, List.of("folk", "rock")),
            new Task("tags", Task.Kind.MULTI_LABEL, List.of("drums", "piano")));
    assertThat(listing.entries().get(0))
        .isEqualTo(
            new Listing.Entry(
                folder.resolve("a/one.wav"),
                "a/one.wav",
                "song1",
                "Ann",
                Split.TRAIN,
                Map.of("style", List.of("rock"), "tags", List.of("drums", "piano"))));
    assertThat(listing.entries().get(1).labels()).isEqualTo(Map.of("tags", List.of()));
    assertThat(listing.entries().get(1).split()).isEqualTo(Split.VALIDATION);
    assertThat(listing.entries().get(2).labels()).isEqualTo(Map.of("style", List.of("folk")));
    assertThat(listing.entries().get(2).group()).isEqualTo("b.wav");
  }

  @Test
  void quotesTabsCarriageReturnsAndMarksAreUnderstood() throws IOException {
    Listing quoted =
        read(
            "\uFEFFpath,mood\r\n\"odd, \"\"name\"\".wav\",calm\r\n\r\nb.wav,\"wild\nand loud\"\r\n");
    Listing tabbed = read("path\tmood\nc, d.wav\tcalm\n");

    assertThat(quoted.entries().get(0).path()).isEqualTo("odd, \"name\".wav");
    assertThat(quoted.tasks().get(0).classes()).containsExactly("calm", "wild\nand loud");
    assertThat(tabbed.entries().get(0).path()).isEqualTo("c, d.wav");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no path column     | file,mood\\na.wav,x               | no column 'path'",
        "a wrong split      | path,split\\na,train\\nb,trian     | line 3, column 'split': 'trian'",
        "an empty split     | path,split\\na,                    | line 2, column 'split': ''",
        "a cell too many    | path,mood\\na,x\\nb,x,y             | line 3 has 3 cells",
        "a cell too few     | path,mood\\na                      | line 2 has 1 cells",
        "the same file      | path,mood\\na,x\\na,y               | line 3, column 'path': 'a' stands twice",
        "a class twice      | path,tags\\na,x;x                  | line 2, column 'tags'",
        "a path upwards     | path,mood\\n../a.wav,x             | line 2, column 'path': '../a.wav'",
        "an absolute path   | path,mood\\n/etc/passwd,x          | line 2, column 'path': '/etc/passwd'",
        "an empty path      | path,mood\\n,x                     | line 2, column 'path': ''",
        "a column twice     | path,mood,mood\\na,x,y             | column 'mood'",
        "an open quote      | path,mood\\na,x\\nb,\"y            | line 3: a double quote",
        "text after a quote | path,mood\\na,\"x\"y               | line 2: text follows",
        "no files           | path,mood                         | no sound file"
      })
  void mistakesAreNamedByLineAndColumn(String what, String csv, String message) {
    assertThatThrownBy(() -> read(csv.strip().replace("\\n", "\n")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void anEmptyFileIsAMistake() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("labels.csv is empty");
  }

  @Test
  void aGroupInTwoSplitsIsRefused() throws IOException {
    Listing listing = read("path,group,split\na,Ann,train\nb,Ann,test\n");

    assertThatThrownBy(() -> listing.withSplits(new Splits.Shares(0.5, 0, 0.5), 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Group 'Ann' is in TRAIN by a and in TEST by b");
  }

  @Test
  void aTrackInTwoGroupsIsRefused() {
    assertThatThrownBy(() -> read("path,track,group\na,t,Ann\nb,t,Ben\n"))
        .hasMessageContaining("Track 't'");
  }

  private Listing read(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), csv);
    return CsvListing.read(folder, file);
  }
}
