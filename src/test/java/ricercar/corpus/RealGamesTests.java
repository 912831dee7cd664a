package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class RealGamesTests {
  private static final ExpectedTracks EXPECTED =
      ExpectedTracks.parse(
          "tracks.csv",
          "path,samples,sampleRate,sha256\na/1.ogg,100,44100,aa\nb/2.ogg,50,48000,bb\n");

  @TempDir Path temporary;

  @Test
  void theMeasuredTracksAreTheSetThatTheReferenceNames() {
    ExpectedTracks tracks = ExpectedTracks.resource(RealGames.TRACKS);
    long longEnough =
        tracks.tracks().values().stream()
            .filter(track -> track.samples() >= 30L * track.sampleRate())
            .count();

    assertThat(tracks.tracks()).hasSize(97);
    assertThat(longEnough).isEqualTo(91);
    assertThat(tracks.tracks().values())
        .filteredOn(track -> track.samples() > 0)
        .allMatch(track -> track.sha256().matches("[0-9a-f]{64}"))
        .extracting(ExpectedTracks.Track::sha256)
        .doesNotHaveDuplicates();
  }

  @Test
  void theExpectedSamplesRaiseNoRemark() {
    assertThat(EXPECTED.compare(List.of(row("a/1.ogg", 100, "aa"), row("b/2.ogg", 50, "bb"))))
        .isEmpty();
  }

  @Test
  void otherSamplesOfEqualLengthAreNamed() {
    assertThat(EXPECTED.compare(List.of(row("a/1.ogg", 100, "cc"), row("b/2.ogg", 50, "bb"))))
        .singleElement()
        .asString()
        .contains("a/1.ogg");
  }

  @Test
  void anotherReleaseIsAProblem() {
    ImportRow good = row("a/1.ogg", 100, "aa");

    assertThatThrownBy(() -> EXPECTED.compare(List.of(good)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("b/2.ogg is missing");
    assertThatThrownBy(() -> EXPECTED.compare(List.of(good, row("b/2.ogg", 51, "bb"))))
        .hasMessageContaining("b/2.ogg has 51 samples");
    List<ImportRow> oneMore =
        new ArrayList<>(List.of(good, row("b/2.ogg", 50, "bb"), row("c/3.ogg", 1, "cc")));
    assertThatThrownBy(() -> EXPECTED.compare(oneMore)).hasMessageContaining("c/3.ogg");
  }

  @Test
  void otherVersionsOfAPieceShareItsGroup() {
    assertThat(RealGames.piece("track3_enhanced.opus")).isEqualTo(RealGames.piece("track3.opus"));
    assertThat(RealGames.piece("frantic-old.ogg")).isEqualTo("frantic");
    assertThat(RealGames.piece("track4.opus")).isNotEqualTo(RealGames.piece("track14.opus"));
    assertThat(RealGames.piece("Enemy Unknown.ogg")).isEqualTo("Enemy Unknown");
  }

  @Test
  void withoutAptTheOtherWayIsNamed() {
    AptPackage absent = new AptPackage("some-music", "no-such-apt-get");

    assertThatThrownBy(() -> absent.unpackedIn(temporary))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no-such-apt-get")
        .hasMessageContaining("--corpus folder:PATH");
    assertThat(temporary.resolve("some-music")).doesNotExist();
  }

  private static ImportRow row(String path, long samples, String sha256) {
    int rate = path.startsWith("a") ? 44_100 : 48_000;
    return new ImportRow(path, ImportRow.Status.OK, "", samples, rate, 2, 0.5, 0.1, sha256, 0, 1);
  }
}
