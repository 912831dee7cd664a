package ricercar.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class MelDistanceTests {
  private static final MelDistance DISTANCE = new MelDistance(32_000);

  @Test
  void equalSoundsAreNotApart() {
    assertThat(DISTANCE.between(noise(1), noise(1))).isZero();
  }

  @Test
  void aGainIsItsDecibels() {
    assertThat(DISTANCE.between(noise(1), noise(0.5))).isCloseTo(6.0206, within(1e-3));
    assertThat(DISTANCE.between(noise(0.1), noise(1))).isCloseTo(20, within(1e-3));
  }

  @Test
  void whatIsUnderTheFloorIsSilence() {
    assertThat(DISTANCE.between(noise(1e-6), new float[32_000])).isZero();
  }

  private static float[] noise(double gain) {
    Stream random = Stream.of(6, "noise");
    float[] sound = new float[32_000];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (gain * random.uniform(-1, 1));
    }
    return sound;
  }
}
