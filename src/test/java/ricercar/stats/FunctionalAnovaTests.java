package ricercar.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FunctionalAnovaTests {
  private static final int[] SIZES = {3, 4, 2};

  @FunctionalInterface
  private interface Response {
    double at(int i, int j, int k);
  }

  /** Variances of i, 2j and 5k over their levels are 2/3, 5 and 25/4. */
  @Test
  void ofASumEachAxisHasTheVarianceOfItsTerm() {
    FunctionalAnova shares = of((i, j, k) -> i + 2 * j + 5 * k);
    assertThat(shares.variance()).isCloseTo(143.0 / 12, within(1e-12));
    assertThat(shares.first())
        .containsExactly(new double[] {8.0 / 143, 60.0 / 143, 75.0 / 143}, within(1e-12));
    assertThat(shares.pairs()[0]).containsExactly(new double[3], within(1e-12));
    assertThat(shares.rest()).isCloseTo(0, within(1e-12));
  }

  @Test
  void ofACentredProductAllIsInTheTwoTogether() {
    FunctionalAnova shares = of((i, j, k) -> (i - 1) * (k - 0.5) + 7);
    assertThat(shares.first()).containsExactly(new double[3], within(1e-12));
    assertThat(shares.pairs()[0][2]).isCloseTo(1, within(1e-12));
    assertThat(shares.pairs()[2][0]).isEqualTo(shares.pairs()[0][2]);
  }

  @Test
  void whatThreeDoTogetherIsTheRest() {
    FunctionalAnova shares = of((i, j, k) -> (i - 1) * (j - 1.5) * (k - 0.5));
    assertThat(shares.rest()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aFlatGridHasNothingToShare() {
    FunctionalAnova shares = of((i, j, k) -> 4);
    assertThat(shares.first()).containsExactly(0, 0, 0);
    assertThat(shares.rest()).isZero();
  }

  @Test
  void aGridWithHolesIsRefused() {
    assertThatThrownBy(() -> FunctionalAnova.of(new double[] {1, Double.NaN}, 2))
        .hasMessageContaining("full grid");
    assertThatThrownBy(() -> FunctionalAnova.of(new double[3], 2, 2))
        .hasMessageContaining("4 finite");
  }

  private static FunctionalAnova of(Response response) {
    double[] values = new double[24];
    for (int i = 0; i < 24; i++) {
      values[i] = response.at(i / 8, i / 2 % 4, i % 2);
    }
    return FunctionalAnova.of(values, SIZES);
  }
}
