package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

/** What names of files say; to fetch them takes the network, and is for {@code ricercar fetch}. */
class RealNotesTests {
  @ParameterizedTest
  @CsvSource({
    "A0v10.ogg, 21",
    "C4v1.ogg, 60",
    "D#3v10.ogg, 51",
    "F#6v16.ogg, 90",
    "C8v4.ogg, 108",
    "README.ogg,"
  })
  void aPianoFileIsNamedByItsPitch(String file, Integer pitch) {
    assertThat(RealNotes.pitch(file)).isEqualTo(pitch);
  }

  @ParameterizedTest
  @CsvSource({
    "Kick-Softest.wav, kick",
    "bd_808.flac, kick",
    "sn_dub.flac, snare",
    "Snare Rimshot.wav, snare",
    "HatClosed-Hard.wav, hihat",
    "808 HiHat.wav, hihat",
    "drum_tom_hi_hard.flac, tom",
    "FloorTom-Med.wav, tom",
    "Stomp.wav,",
    "Ride Bell.wav, ride",
    "Crash-Hard.wav, crash",
    "Hand Claps.wav, clap",
    "Cowbell.wav, cowbell",
    "tabla_dhec.flac,",
    "loop_amen.flac,"
  })
  void aDrumFileIsNamedByItsDrum(String file, String drum) {
    assertThat(RealNotes.drum(file)).isEqualTo(drum);
  }

  @Test
  void anArchiveThatIsNotTheOneMeasuredIsRefused() {
    NpmPackage empty =
        new NpmPackage(
            "a",
            "1",
            "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==");
    assertThatCode(() -> empty.check(new byte[0])).doesNotThrowAnyException();
    assertThatThrownBy(() -> empty.check("x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("a@1");
  }
}
