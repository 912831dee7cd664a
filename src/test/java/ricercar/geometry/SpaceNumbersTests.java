package ricercar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpaceNumbersTests {
  @Test
  void twoTightClassesOppositeEachOtherAreWhatTheNumbersPraise() {
    float[][] points = new float[40][];
    int[] classes = new int[40];
    for (int i = 0; i < 40; i++) {
      int side = i % 2 == 0 ? 1 : -1;
      classes[i] = i % 2;
      points[i] = new float[] {side, 0.001f * i, 0.001f * (i % 7)};
    }
    SpaceNumbers numbers = SpaceNumbers.of(points, classes, points, classes, alone(points));
    assertThat(numbers.together()).isLessThan(0.01);
    assertThat(numbers.silhouette()).isGreaterThan(0.99);
    assertThat(numbers.agreement()).isEqualTo(1);
    assertThat(numbers.margin()).isCloseTo(2, within(0.01));
    assertThat(numbers.effectiveRank()).isCloseTo(1, within(0.15));
    assertThat(numbers.uniformity()).isCloseTo(Math.log(0.5), within(0.05));
  }

  @Test
  void labelsThatMeanNothingAreNotPraised() {
    float[][] points = new float[60][];
    int[] classes = new int[60];
    for (int i = 0; i < 60; i++) {
      points[i] = new float[] {(float) Math.cos(i * 0.7), (float) Math.sin(i * 0.7)};
      classes[i] = i / 3 % 2;
    }
    SpaceNumbers numbers = SpaceNumbers.of(points, classes, points, classes, alone(points));
    assertThat(numbers.together()).isCloseTo(1, within(0.1));
    assertThat(numbers.silhouette()).isLessThan(0.1);
    assertThat(numbers.hubs()).isLessThan(1);
  }

  private static List<String> alone(float[][] points) {
    return IntStream.range(0, points.length).mapToObj(Integer::toString).toList();
  }
}
