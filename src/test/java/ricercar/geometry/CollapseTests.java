package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class CollapseTests {
  @Test
  void theCornersOfACubeSpreadEvenlyAndTheAxesLess() {
    float[][] corners = new float[8][3];
    for (int i = 0; i < 8; i++) {
      for (int k = 0; k < 3; k++) {
        corners[i][k] = (i >> k & 1) == 0 ? -2 : 2;
      }
    }
    assertThat(UnitSpread.of(corners)).isCloseTo(1, within(1e-12));
    // Each coordinate is 1 once and 0 twice: a deviation of √2 / 3.
    float[][] axes = {{5, 0, 0}, {0, 1, 0}, {0, 0, 2}};
    assertThat(UnitSpread.of(axes)).isCloseTo(Math.sqrt(2) / 3 * Math.sqrt(3), within(1e-12));
  }

  @Test
  void lengthsDoNotCountAndEqualDirectionsHaveNoSpread() {
    float[][] ray = {{1, 2}, {2, 4}, {30, 60}};
    assertThat(UnitSpread.of(ray)).isCloseTo(0, within(1e-7));
    assertThat(UnitSpread.of(new float[4][2])).isZero();
  }

  @Test
  void aPointALineAndACloudAreToldApart() {
    float[][] point = new float[32][8];
    float[][] line = new float[32][8];
    float[][] cloud = new float[32][8];
    int[] clips = new int[32];
    Stream random = Stream.of(1, "cloud");
    for (int i = 0; i < 32; i++) {
      clips[i] = i / 2;
      for (int k = 0; k < 8; k++) {
        point[i][k] = 2;
        line[i][k] = (k + 1) * (i % 4 < 2 ? -1 : 1);
        cloud[i][k] = (float) random.nextGaussian();
      }
    }
    Collapse wholly = Collapse.of(point, clips);
    assertThat(wholly.effectiveRank()).isZero();
    assertThat(wholly.spread()).isCloseTo(0, within(1e-12));
    assertThat(wholly.alignment()).isZero();
    assertThat(wholly.uniformity()).isZero();
    assertThat(wholly.collapsed()).isTrue();

    Collapse ontoALine = Collapse.of(line, clips);
    assertThat(ontoALine.spread()).isGreaterThan(0.5);
    assertThat(ontoALine.effectiveRank()).isCloseTo(1, within(1e-6));
    assertThat(ontoALine.collapsed()).isTrue();

    Collapse not = Collapse.of(cloud, clips);
    assertThat(not.collapsed()).isFalse();
    assertThat(not.alignment()).isCloseTo(2, within(0.6));
    assertThat(not.spread()).isCloseTo(1, within(0.1));
  }
}
