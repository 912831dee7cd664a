package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class ViewCutterTests {
  @Property
  void viewsLieWithinTheClip(
      @ForAll ViewCutter cutter,
      @ForAll @IntRange(min = 1, max = 1000) int view,
      @ForAll @IntRange(max = 10_000) int more,
      @ForAll @IntRange(min = 1, max = 16) int views,
      @ForAll long seed) {
    long[] offsets = cutter.offsets(view + more, view, views, Stream.of(seed, "cut"));

    assertThat(offsets).hasSize(views);
    for (long offset : offsets) {
      assertThat(offset).isBetween(0L, (long) more);
    }
    assertThat(cutter.offsets(view + more, view, views, Stream.of(seed, "cut"))).isEqualTo(offsets);
  }

  @Test
  void adjacentViewsFollowEachOther() {
    for (int seed = 0; seed < 100; seed++) {
      long[] offsets = ViewCutter.ADJACENT.offsets(1000, 240, 4, Stream.of(seed, "cut"));
      assertThat(offsets[0]).isBetween(0L, 40L);
      for (int v = 1; v < 4; v++) {
        assertThat(offsets[v]).isEqualTo(offsets[v - 1] + 240);
      }
    }
  }

  @Test
  void aClipTooShortForAllAdjacentViewsGivesIndependentOnes() {
    long[] offsets = ViewCutter.ADJACENT.offsets(959, 240, 4, Stream.of(1, "cut"));

    assertThat(offsets).isEqualTo(ViewCutter.INDEPENDENT.offsets(959, 240, 4, Stream.of(1, "cut")));
  }

  @Test
  void aClipOfExactlyTheNeededLengthHasOneCut() {
    assertThat(ViewCutter.ADJACENT.offsets(480, 240, 2, Stream.of(1, "cut")))
        .containsExactly(0, 240);
    assertThat(ViewCutter.INDEPENDENT.offsets(240, 240, 2, Stream.of(1, "cut")))
        .containsExactly(0, 0);
  }

  @Test
  void offsetsAreUniform() {
    int[] seen = new int[10];
    for (int seed = 0; seed < 5000; seed++) {
      for (long offset : ViewCutter.INDEPENDENT.offsets(109, 100, 2, Stream.of(seed, "cut"))) {
        seen[(int) offset]++;
      }
    }

    for (int count : seen) {
      assertThat(count).isBetween(880, 1120);
    }
  }

  @Test
  void aClipShorterThanOneViewIsRefused() {
    assertThat(ViewCutter.fits(239, 240)).isFalse();
    assertThatThrownBy(() -> ViewCutter.ADJACENT.offsets(239, 240, 2, Stream.of(1, "cut")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("239");
  }
}
