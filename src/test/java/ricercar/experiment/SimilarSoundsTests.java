package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Wav;
import ricercar.plot.SimilarSoundsView;
import ricercar.random.Stream;

class SimilarSoundsTests {
  @TempDir Path folder;

  @BeforeEach
  void record() throws IOException {
    for (int i = 0; i < 4; i++) {
      write("low/" + i + ".wav", tone(200 + 5 * i));
      write("high/" + i + ".wav", tone(3_000 + 50 * i));
    }
    write("noise.wav", noise());
    Files.writeString(folder.resolve("broken.wav"), "no sound");
  }

  private void write(String name, float[] samples) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Wav.pcm16(samples, 22_050));
  }

  private static float[] tone(double hertz) {
    float[] samples = new float[22_050];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * hertz * i / 22_050));
    }
    return samples;
  }

  private static float[] noise() {
    float[] samples = new float[22_050];
    Stream random = Stream.of(5, "noise");
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.2 * random.nextGaussian());
    }
    return samples;
  }

  private SimilarSounds similar(Path query, int count) {
    return SimilarSounds.of(new MelModel(), query, folder, count, Progress.SILENT);
  }

  @Test
  void soundsOfItsKindComeFirstAndTheQuestionItselfIsLeftOut() {
    SimilarSounds found = similar(folder.resolve("high/1.wav"), 3);

    assertThat(found.matches()).hasSize(3).allMatch(match -> match.path().startsWith("high/"));
    assertThat(found.matches()).noneMatch(match -> match.path().equals("high/1.wav"));
    assertThat(found.matches().get(0).cosine())
        .isGreaterThanOrEqualTo(found.matches().get(1).cosine());
    assertThat(found.searched()).isEqualTo(9);
    assertThat(found.skipped())
        .extracting(FolderEmbeddings.Skipped::path)
        .containsExactly("broken.wav");
  }

  @Test
  void aCopyFromElsewhereIsFoundWithCosineOne(@TempDir Path elsewhere) throws IOException {
    Path copy = elsewhere.resolve("copy.wav");
    Files.copy(folder.resolve("low/2.wav"), copy);

    SimilarSounds found = similar(copy, 20);

    assertThat(found.matches()).hasSize(9);
    assertThat(found.matches().get(0).path()).isEqualTo("low/2.wav");
    assertThat(found.matches().get(0).cosine()).isCloseTo(1, within(1e-6));
    assertThat(new SimilarSoundsView(found).audition().tracks()).hasSize(10);
    assertThat(new SimilarSoundsView(found).view().text()).contains("1.000 · low/2.wav");
  }

  @Test
  void aQuestionThatIsNoSoundIsNamed() {
    assertThatThrownBy(() -> similar(folder.resolve("broken.wav"), 3))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("broken.wav");
  }
}
