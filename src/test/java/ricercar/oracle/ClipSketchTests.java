package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ricercar.audio.Waveform;

class ClipSketchTests {
  private static final int RATE = 8000;

  private static Waveform tone(double hertz, int samples) {
    float[] x = new float[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return new Waveform(x, RATE);
  }

  @Test
  void peaksHoldEverySampleOfTheClip() {
    float[] x = new float[10_001];
    x[0] = -0.25f;
    x[5_000] = 0.75f;
    x[10_000] = -1;
    float[][] peaks = ClipSketch.of(new Waveform(x, RATE)).peaks();
    assertThat(peaks).hasNumberOfRows(640);
    assertThat(peaks[0][0]).isEqualTo(-0.25f);
    assertThat(peaks[639][0]).isEqualTo(-1);
    assertThat(Arrays.stream(peaks).filter(column -> column[1] == 0.75f)).hasSize(1);
    assertThat(Arrays.stream(peaks).filter(column -> column[0] == 0 && column[1] == 0))
        .hasSize(637);
  }

  @Test
  void aHigherToneLightsAHigherBandAndTheLoudestIs255() {
    assertThat(brightest(tone(300, RATE))).isLessThan(brightest(tone(1500, RATE)));
    int most =
        Arrays.stream(ClipSketch.of(tone(300, RATE)).mel())
            .flatMapToInt(Arrays::stream)
            .max()
            .getAsInt();
    assertThat(most).isEqualTo(255);
  }

  private static int brightest(Waveform sound) {
    int[][] mel = ClipSketch.of(sound).mel();
    int[] middle = mel[mel.length / 2];
    int best = 0;
    for (int b = 1; b < middle.length; b++) {
      best = middle[b] > middle[best] ? b : best;
    }
    return best;
  }

  @Test
  void aClipOfAFewSamplesHasPeaksAlone() {
    ClipSketch sketch = ClipSketch.of(tone(300, 100));
    assertThat(sketch.peaks()).hasNumberOfRows(100);
    assertThat(sketch.mel()).isEmpty();
  }

  @Test
  void aLongClipTakesNoMoreColumns() {
    assertThat(ClipSketch.of(tone(300, 60 * RATE)).mel().length).isBetween(600, 700);
  }
}
