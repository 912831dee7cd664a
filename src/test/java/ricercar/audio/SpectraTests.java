package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

class SpectraTests {
  private static final float[] SOUND = Signal.mono(22050, 0.5, 0.02);

  private final MelSpectrogram mel = new MelSpectrogram(22050, 1024, 256, 40, 30, 11000);

  @Test
  void powerIsThatOfTorchaudio() {
    float[][] power = new Stft(2048, 512).power(SOUND);
    float[][] every8th =
        IntStream.range(0, power.length)
            .filter(k -> k % 8 == 0)
            .mapToObj(k -> power[k])
            .toArray(float[][]::new);
    Golden.assertClose("power", every8th, 2e-4);
  }

  @Test
  void melIsThatOfTorchaudio() {
    Golden.assertClose("mel", mel.power(SOUND), 1e-4);
    MelSpectrogram narrow = new MelSpectrogram(16000, 512, 160, 80, 0, 8000);
    Golden.assertClose("narrow", narrow.power(SOUND), 1e-4);
  }

  @Test
  void mfccIsThatOfTorchaudio() {
    Golden.assertClose("mfcc", new Mfcc(mel, 13).of(SOUND), 2e-4);
  }

  @Test
  void chromaIsThatOfTorchaudio() {
    Golden.assertClose("chroma", new Chroma(22050, 2048, 512).of(SOUND), 2e-4);
  }

  @Test
  void logMelIsTheNaturalLogarithmAboveItsFloor() {
    float[][] power = mel.power(SOUND);
    float[][] log = mel.log(SOUND);
    for (int b = 0; b < power.length; b++) {
      for (int t = 0; t < power[b].length; t++) {
        assertThat((double) log[b][t])
            .isCloseTo(Math.log(Math.max(1e-5, power[b][t])), within(1e-5));
      }
    }
    assertThat(mel.log(new float[4000])[0][0]).isEqualTo((float) Math.log(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"261.63, 0", "277.18, 1", "440, 9", "493.88, 11", "880, 9", "1046.5, 0"})
  void chromaNamesThePitchOfATone(double hertz, int pitchClass) {
    float[] tone = Tone.of(hertz, 22050, 11025);
    float[][] chroma = new Chroma(22050, 4096, 1024).of(tone);
    for (int t = 2; t < chroma[0].length - 2; t++) {
      assertThat(chroma[pitchClass][t]).isEqualTo(1);
    }
  }

  @Test
  void theHighestBinsCarryTheirTone() {
    float[] nyquist = Tone.of(4000, 16000, 4000);
    float[][] power = new Stft(64, 16).power(nyquist);
    assertThat(power[16][100]).isCloseTo(16 * 16, within(0.5f));
  }

  @Test
  void oneInstanceServesManyThreads() {
    float[][] alone = mel.power(SOUND);
    boolean equal =
        IntStream.range(0, 16).parallel().allMatch(i -> Arrays.deepEquals(alone, mel.power(SOUND)));
    assertThat(equal).isTrue();
  }

  @Test
  void tooShortASoundIsAProblemWithARemedy() {
    assertThatThrownBy(() -> mel.power(new float[512]))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("more than 512 samples")
        .hasMessageContaining("Use longer clips");
    assertThat(mel.power(new float[513])[0]).hasSize(3);
  }
}
