package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.probe.Embeddings;

class LooksTests {
  private static final int[] CLIPS = {4, 7};

  @TempDir Path folder;

  private static Embeddings look(float value) {
    return new Embeddings(CLIPS, new float[] {value, 1, 2, 3}, 2);
  }

  @Test
  void looksComeBackInTheOrderOfTheirSteps() {
    Looks looks = new Looks(folder.resolve("looks"));
    assertThat(looks.all(CLIPS)).isEmpty();
    looks.keep(100, look(5));
    looks.keep(0, look(0.25f));
    looks.keep(20, look(4));

    List<Looks.Look> all = looks.all(CLIPS);

    assertThat(all).extracting(Looks.Look::step).containsExactly(0L, 20L, 100L);
    assertThat(all.get(0).embeddings().rows()[0]).containsExactly(0.25f, 1);
    assertThat(all.get(2).embeddings().clips()).isEqualTo(CLIPS);
  }

  @Test
  void whatATrainingWillDoAgainIsForgotten() {
    Looks looks = new Looks(folder);
    looks.keep(0, look(1));
    looks.keep(20, look(2));
    looks.keep(40, look(3));

    looks.removeAfter(20);

    assertThat(looks.all(CLIPS)).extracting(Looks.Look::step).containsExactly(0L, 20L);
  }
}
