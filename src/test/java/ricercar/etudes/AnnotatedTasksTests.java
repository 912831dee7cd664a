package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.DerivedTask;
import ricercar.corpus.Labels;

class AnnotatedTasksTests {
  @TempDir Path folder;

  @Test
  void everyEtudeAnswersEveryAnnotatedTaskAndTheyAgreeWithTheStoredOnes() {
    Tier tiny = new Tier("tiny", 10, 10, 10, 2);
    Corpus corpus =
        Etudes.open(folder, tiny, 1, Bank.builtIn(), Progress.SILENT)
            .deriving(AnnotatedTasks.all());

    for (DerivedTask derived : AnnotatedTasks.all()) {
      Labels labels = corpus.labels(derived.task().name());
      for (int clip = 0; clip < corpus.clips().size(); clip++) {
        assertThat(labels.labelled(clip)).isTrue();
      }
    }
    for (int clip = 0; clip < corpus.clips().size(); clip++) {
      Plan plan = Song.compose(1, tiny.places().get(clip), tiny.seconds()).plan();
      String bpm = corpus.task("bpm").classes().get(corpus.labels("bpm").classOf(clip));
      assertThat(Double.parseDouble(bpm)).isEqualTo(Math.rint(plan.bpm()));
      assertThat(corpus.labels("scale").classOf(clip)).isEqualTo(plan.key().mode().ordinal());
      boolean minor = corpus.labels("key").classOf(clip) >= 12;
      assertThat(Mode.values()[corpus.labels("scale").classOf(clip)].minor()).isEqualTo(minor);
      assertThat(corpus.labels("families").active()[clip]).isNotEmpty();
      for (float number : corpus.labels("mood").targets()[clip]) {
        assertThat(number).isBetween(-2f, 2f);
      }
    }
  }
}
