package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class EquivarianceTests {
  private static final int SOUNDS = 400;
  private static final int WIDTH = 6;

  @Test
  void whatStaysIsInvariantAndSoForetold() {
    float[][] x = random(1);
    Equivariance same = Equivariance.of(x, x);
    assertThat(same.cosine()).isCloseTo(1, within(1e-6));
    assertThat(same.told()).isGreaterThan(0.99);
  }

  @Test
  void aTurnOfTheSpaceMovesEverythingAndIsForetold() {
    float[][] x = random(2);
    float[][] turned = new float[SOUNDS][WIDTH];
    for (int i = 0; i < SOUNDS; i++) {
      for (int d = 0; d < WIDTH; d++) {
        turned[i][d] = x[i][(d + 1) % WIDTH];
      }
    }
    Equivariance found = Equivariance.of(x, turned);
    assertThat(found.cosine()).isCloseTo(0, within(0.1));
    assertThat(found.told()).isGreaterThan(0.99);
  }

  @Test
  void noiseMovesAndIsNotForetold() {
    Equivariance found = Equivariance.of(random(3), random(4));
    assertThat(found.cosine()).isCloseTo(0, within(0.1));
    assertThat(found.told()).isCloseTo(0, within(0.1));
  }

  @Test
  void lengthsDoNotMatter() {
    float[][] x = random(5);
    float[][] y = random(6);
    float[][] louder = new float[SOUNDS][WIDTH];
    for (int i = 0; i < SOUNDS; i++) {
      for (int d = 0; d < WIDTH; d++) {
        louder[i][d] = (3 + i) * y[i][d];
      }
    }
    assertThat(Equivariance.of(x, louder).told())
        .isCloseTo(Equivariance.of(x, y).told(), within(1e-5));
  }

  @Test
  void otherSoundsAreRefused() {
    assertThatThrownBy(() -> Equivariance.of(random(1), new float[3][WIDTH]))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the same sounds twice");
  }

  private static float[][] random(long seed) {
    Stream random = Stream.of(seed, "equivariance");
    float[][] rows = new float[SOUNDS][WIDTH];
    for (float[] row : rows) {
      for (int d = 0; d < WIDTH; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
