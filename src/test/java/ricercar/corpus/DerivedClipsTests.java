package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;

class DerivedClipsTests {
  @TempDir Path folder;

  @Test
  void chosenClipsAreMadeOnceAndKeptInTheirOrder() {
    Corpus tiny = TinyCorpus.build(folder.resolve("tiny"), 6);
    AtomicInteger made = new AtomicInteger();
    int[] chosen = {1, 4, 5};
    for (int time = 0; time < 2; time++) {
      Corpus half =
          DerivedClips.of(
              tiny,
              chosen,
              "half",
              clip -> {
                made.incrementAndGet();
                float[] samples = tiny.read(clip);
                return new float[] {samples[0] / 2, clip / 8f};
              },
              Progress.SILENT,
              folder.resolve("derived"));
      for (int i = 0; i < chosen.length; i++) {
        assertThat(half.clips().get(i).id()).isEqualTo("clip" + chosen[i]);
        assertThat(half.read(i)[1]).isEqualTo(chosen[i] / 8f);
      }
    }
    assertThat(made).hasValue(3);
  }
}
