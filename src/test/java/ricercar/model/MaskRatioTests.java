package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;

class MaskRatioTests {
  @Test
  void theRatioGoesStraightFromTheFirstStepToTheLastAndStays() {
    MaskRatio rising = new MaskRatio(0.2, 0.8, 101);
    assertThat(rising.at(0)).isEqualTo(0.2);
    assertThat(rising.at(50)).isCloseTo(0.5, within(1e-12));
    assertThat(rising.at(100)).isEqualTo(0.8);
    assertThat(rising.at(1_000)).isEqualTo(0.8);
    assertThat(new MaskRatio(0.8, 0.2, 101).at(25)).isCloseTo(0.65, within(1e-12));
    assertThat(new MaskRatio(0.2, 0.8, 1).at(0)).isEqualTo(0.2);
  }

  @Test
  void aConstantRatioIsTheSameAtEveryStep() {
    assertThat(MaskRatio.constant(0.3).at(0)).isEqualTo(0.3);
    assertThat(MaskRatio.constant(0.3).at(99)).isEqualTo(0.3);
    assertThat(MaskRatio.constant(0).drops()).isFalse();
    assertThat(new MaskRatio(0, 0.5, 9).drops()).isTrue();
  }

  @Test
  void aRatioThatLeavesNothingIsRefused() {
    assertThatThrownBy(() -> MaskRatio.constant(1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new MaskRatio(0.5, 1, 9))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("maskRatioEnd");
  }
}
