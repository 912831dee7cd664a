package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PatternTests {
  @Test
  void readsPlaceLengthAndSignOfEverySound() {
    Pattern pattern = Pattern.parse("x--. R.x- | ..5-----");
    assertThat(pattern.bar(0))
        .containsExactly(
            new Pattern.Step(0, 0.375, 'x'),
            new Pattern.Step(0.5, 0.125, 'R'),
            new Pattern.Step(0.75, 0.25, 'x'));
    assertThat(pattern.bar(3)).containsExactly(new Pattern.Step(0.25, 0.75, '5'));
  }

  @Test
  void swingDelaysTheOffBeatAndKeepsTheBeat() {
    Feel feel = Style.ALL.get(1).groove().feels().get(0);
    assertThat(feel.swung(3, 0.66)).isEqualTo(3);
    assertThat(feel.swung(3.5, 0.66)).isCloseTo(3.66, within(1e-12));
    assertThat(feel.swung(3.75, 0.66)).isCloseTo(3.83, within(1e-12));
    assertThat(feel.swung(3.5, 0.5)).isEqualTo(3.5);
  }

  @Test
  void everyPatternFillsWholeStepsOfItsMetre() {
    for (Style style : Style.ALL) {
      for (Feel feel : style.groove().feels()) {
        feel.bass().forEach(pattern -> assertFits(pattern, feel));
        feel.comp().forEach(pattern -> assertFits(pattern, feel));
        feel.lead().forEach(pattern -> assertFits(pattern, feel));
        feel.drums().forEach(beat -> beat.voices().values().forEach(p -> assertFits(p, feel)));
      }
    }
  }

  private static void assertFits(Pattern pattern, Feel feel) {
    assertThat(pattern.bars())
        .as("%s in %d beats", pattern, feel.beats())
        .allMatch(bar -> bar.length() == 4 * feel.beats() || bar.length() == 3 * feel.beats());
  }
}
