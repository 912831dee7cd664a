package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

class NumeralTests {
  @ParameterizedTest
  @CsvSource({
    "I, C major, C",
    "ii7, C major, Dm7",
    "V7/3, G major, D7/F#",
    "bVII5, E minor, D5",
    "iim7b5, C minor, Dm7b5",
    "bIImaj7, A minor, Bbmaj7",
    "isus4, D minor, Dsus4",
    "viidim, C major, Bdim",
    "II7/3, F major, G7/B",
    "iv6, C major, Fm6",
    "i9, F# minor, F#m9"
  })
  void namesTheChordAMusicianWouldPlay(String numeral, String key, String chord) {
    int index = Key.labels().indexOf(key);
    Key in = new Key(index % 12, index < 12 ? Mode.MAJOR : Mode.MINOR);
    assertThat(Numeral.parse(numeral).in(in, 0, 4).name()).isEqualTo(chord);
  }

  @Test
  void refusesWhatIsNoNumeral() {
    assertThatThrownBy(() -> Numeral.parse("H7")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Numeral.parse("Vmaj13")).isInstanceOf(Problem.class);
  }
}
