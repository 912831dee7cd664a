package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;

class StepStatisticsTests {
  private static final int STEPS = 5000; // more than are read at once

  /** Clip c: the ramp c + t, and a square wave of ± 2. */
  private record Ramps(Corpus corpus) implements ClipInputs {
    @Override
    public long length(int clip) {
      return STEPS;
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public long[] shape(int stretches, int steps) {
      return new long[] {stretches, steps, 2};
    }

    @Override
    public void read(int clip, long offset, float[] into) {
      for (int i = 0; i < into.length / 2; i++) {
        long t = offset + i;
        into[2 * i] = clip + t;
        into[2 * i + 1] = t % 2 == 0 ? 2 : -2;
      }
    }
  }

  @TempDir Path folder;

  @Test
  void areMeansAndDeviationsOverTime() {
    int[] clips = {0, 7};
    Corpus corpus =
        LabelledClips.corpus(folder.resolve("clips"), 1, clip -> "calm", clip -> List.of());

    Embeddings found = StepStatistics.of(new Ramps(corpus), clips, Progress.SILENT);

    assertThat(found.width()).isEqualTo(4);
    float[] second = Arrays.copyOfRange(found.values(), 4, 8);
    assertThat(second[0]).isCloseTo(7 + (STEPS - 1) / 2f, within(1e-3f));
    assertThat(second[1]).isCloseTo(0, within(1e-6f));
    double ramp = Math.sqrt(((double) STEPS * STEPS - 1) / 12);
    assertThat((double) second[2]).isCloseTo(ramp, within(1e-2));
    assertThat(second[3]).isCloseTo(2, within(1e-6f));
    assertThat(found.values()[0]).isCloseTo((STEPS - 1) / 2f, within(1e-3f));
  }
}
