package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class FramesTests {
  /** Column 0 is 2i + 1, whose integral from 0 to a whole t is t²; column 1 is always 3. */
  private static Frames ramp(int frames, double rate) {
    float[][] rows = new float[frames][];
    for (int i = 0; i < frames; i++) {
      rows[i] = new float[] {2 * i + 1, 3};
    }
    return Frames.of(rows, rate);
  }

  private static double integral(double t) {
    double whole = Math.floor(t);
    return whole * whole + (t - whole) * (2 * whole + 1);
  }

  @Test
  void aPooledRampIsTheDifferenceOfItsIntegral() {
    for (int target : new int[] {1, 2, 3, 4, 7, 10, 13}) {
      Frames pooled = ramp(10, 50).pooled(target);
      double stretch = 10.0 / target;
      assertThat(pooled.count()).isEqualTo(target);
      assertThat(pooled.framesPerSecond()).isCloseTo(5.0 * target, within(1e-9));
      for (int s = 0; s < target; s++) {
        double mean = (integral((s + 1) * stretch) - integral(s * stretch)) / stretch;
        assertThat((double) pooled.row(s)[0]).isCloseTo(mean, within(1e-5));
        assertThat((double) pooled.row(s)[1]).isCloseTo(3, within(1e-6));
      }
    }
    assertThat(ramp(10, 50).pooled(10).values()).isEqualTo(ramp(10, 50).values());
  }

  @Test
  void poolingKeepsTheMeanAndCanBeDoneInSteps() {
    Stream random = Stream.of(1, "frames");
    float[][] rows = new float[12][1];
    for (float[] row : rows) {
      row[0] = (float) random.nextGaussian();
    }
    Frames frames = Frames.of(rows, 6);
    double mean = frames.pooled(1).row(0)[0];
    for (int target : new int[] {2, 5, 7, 12}) {
      assertThat((double) frames.pooled(target).pooled(1).row(0)[0]).isCloseTo(mean, within(1e-6));
    }
    assertThat(frames.pooled(6).pooled(3).values())
        .containsExactly(frames.pooled(3).values(), within(1e-6f));
  }

  @Test
  void aRateIsKeptExactlyAndTheRestIsAShorterStretchOrLeftOut() {
    Frames half = ramp(10, 4).pooledTo(1);
    assertThat(half.framesPerSecond()).isEqualTo(1);
    assertThat(half.count()).isEqualTo(3);
    assertThat(half.row(2)[0]).isEqualTo(18);
    assertThat(half.centre(2)).isEqualTo(2.5);
    assertThat(ramp(9, 4).pooledTo(1).count()).isEqualTo(2);
    assertThat(ramp(1, 4).pooledTo(1).row(0)).containsExactly(1, 3);
    assertThat(ramp(3, 2).pooledTo(4).values()).containsExactly(1, 3, 1, 3, 3, 3, 3, 3, 5, 3, 5, 3);
  }

  @Test
  void clipsAreFilledOneByOne() {
    List<Integer> asked = new ArrayList<>();
    FrameEmbeddings all =
        FrameEmbeddings.of(
            new int[] {5, 2},
            clip -> {
              asked.add(clip);
              return ramp(4 * clip, 50).pooled(clip);
            });
    assertThat(asked).containsExactly(5, 2);
    assertThat(all.width()).isEqualTo(2);
    assertThat(all.frames().get(0).count()).isEqualTo(5);
    assertThat(all.pooled(1).frames().get(1).row(0)[0]).isEqualTo(8);
    assertThat(all.pooledTo(6.25).frames().get(0).count()).isEqualTo(3);
  }

  @Test
  void whatIsNoFrameIsRefused() {
    assertThatThrownBy(() -> FrameEmbeddings.of(new int[] {8}, c -> ofOne(Float.NaN)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clip 8");
    assertThatThrownBy(() -> ramp(4, 0)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ramp(4, 1).pooled(0)).isInstanceOf(Problem.class);
    assertThatThrownBy(
            () -> FrameEmbeddings.of(new int[] {1, 2}, c -> c == 1 ? ofOne(1) : ramp(2, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Frames ofOne(float value) {
    return Frames.of(new float[][] {{value}}, 1);
  }
}
