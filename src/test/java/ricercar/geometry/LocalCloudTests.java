package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;

class LocalCloudTests {
  private static final float[] EAST = {3, 0};
  private static final float[] NORTH = {0, 0.5f};
  private static final float[] WEST = {-1, 0};

  @Test
  void localVectorsOnTheirGlobalOneFormACloud() {
    LocalCloud cloud =
        LocalCloud.of(
            new float[][] {EAST, NORTH}, new float[][][] {{EAST, EAST}, {NORTH, NORTH}}, 1);

    assertThat(cloud.own()).containsExactly(new double[] {1, 1}, within(1e-12));
    assertThat(cloud.others()).containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(cloud.margins()).containsExactly(new double[] {1, 1}, within(1e-12));
    assertThat(cloud.byLag()).containsExactly(new double[] {1}, within(1e-12));
  }

  @Test
  void localVectorsThatWerePushedAwayFormNone() {
    LocalCloud cloud =
        LocalCloud.of(
            new float[][] {EAST, NORTH}, new float[][][] {{WEST, WEST}, {EAST, NORTH}}, 2);

    // East: own −1, others the mean of 1 and 0. North: own the mean of 0 and 1, others 0.
    assertThat(cloud.margins()).containsExactly(new double[] {-1.5, 0.5}, within(1e-12));
    // Lag 1: west–west 1 and east–north 0; no pair is 2 frames apart.
    assertThat(cloud.byLag()[0]).isCloseTo(0.5, within(1e-12));
    assertThat(cloud.byLag()[1]).isNaN();
  }

  @Test
  void distancesOnTheSphereFollowFromTheCosines() {
    LocalCloud cloud =
        LocalCloud.of(
            new float[][] {EAST, NORTH}, new float[][][] {{WEST, WEST}, {EAST, NORTH}}, 2);

    assertThat(cloud.radius()).containsExactly(new double[] {2, 1}, within(1e-12));
    assertThat(cloud.distanceByLag()[0]).isCloseTo(1, within(1e-12));
    assertThat(cloud.distanceByLag()[1]).isNaN();
    assertThat(cloud.centred()).isEqualTo(0.5);
  }

  @Test
  void oneClipHasNoOthers() {
    assertThatThrownBy(() -> LocalCloud.of(new float[][] {EAST}, new float[][][] {{EAST}}, 1))
        .isInstanceOf(Problem.class);
  }
}
