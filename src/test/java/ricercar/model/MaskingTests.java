package ricercar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class MaskingTests {
  @Property(tries = 100)
  void theShareOfVisibleFramesIsExactAndNoneComesTwice(
      @ForAll @IntRange(min = 2, max = 400) int frames,
      @ForAll @DoubleRange(min = 0, max = 0.5) double ratio,
      @ForAll @IntRange(min = 1, max = 40) int span,
      @ForAll long seed) {
    for (Masking masking : new Masking[] {new Masking.Tokens(), new Masking.Spans(span)}) {
      long[] visible = masking.visible(frames, ratio, Stream.of(seed, "mask"));

      assertThat(visible).hasSize((int) ((1 - ratio) * frames + 1e-9)).doesNotHaveDuplicates();
      assertThat(Arrays.stream(visible).allMatch(t -> t >= 0 && t < frames)).isTrue();
      assertThat(masking.visible(frames, ratio, Stream.of(seed, "mask"))).isEqualTo(visible);
    }
  }

  @Test
  void eachFrameIsDroppedAsOftenAsTheOthers() {
    for (Masking masking : new Masking[] {new Masking.Tokens(), new Masking.Spans(15)}) {
      int[] seen = new int[300];
      for (int draw = 0; draw < 2000; draw++) {
        for (long t : masking.visible(300, 0.5, Stream.of(draw, "mask"))) {
          seen[(int) t]++;
        }
      }
      assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(870);
      assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(1130);
    }
  }

  @Test
  void spansHangTogether() {
    long[] visible = new Masking.Spans(15).visible(300, 0.5, Stream.of(1, "mask"));
    int edges = 0;
    for (int i = 1; i < visible.length; i++) {
      edges += visible[i] == visible[i - 1] + 1 ? 0 : 1;
    }
    // Ten spans or so are dropped; single frames would leave about 75 gaps.
    assertThat(edges).isLessThanOrEqualTo(11);
  }

  @Test
  void withoutMaskingEveryFrameStays() {
    assertThat(new Masking.None().visible(4, 0.9, Stream.of(1, "mask")))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void aRatioThatLeavesNothingIsRefused() {
    for (double ratio : new double[] {1, -0.1, Double.NaN, 0.99}) {
      assertThatThrownBy(() -> new Masking.Tokens().visible(50, ratio, Stream.of(1, "mask")))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("maskRatio");
    }
  }
}
