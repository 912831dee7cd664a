package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class DerivedTaskTests {
  private static final DerivedTask PACE =
      new DerivedTask(
          new Task("pace", Task.Kind.SINGLE_LABEL, List.of("slow", "fast")),
          (corpus, clip) ->
              Optional.of(corpus.annotations(clip))
                  .filter(JsonNode::isObject)
                  .map(notes -> List.of(notes.path("tempo").asInt() < 63 ? "slow" : "fast")));

  @TempDir Path folder;

  @Test
  void aViewAnswersAFurtherTaskAndStaysTheSameCorpus() {
    Corpus stored = TinyCorpus.build(folder.resolve("tiny"), 6);
    Corpus view = stored.deriving(List.of(PACE));

    // Clip i is annotated with the tempo 60 + i, but for clip 1.
    assertThat(view.labels("pace").active())
        .isDeepEqualTo(new int[][] {{0}, null, {0}, {1}, {1}, {1}});
    assertThat(view.labels("style").active()).isDeepEqualTo(stored.labels("style").active());
    assertThat(view.fingerprint()).isEqualTo(stored.fingerprint());
    assertThat(view.tasks()).isEqualTo(stored.tasks());
    assertThat(view.read(3)).isEqualTo(stored.read(3));
    view.close();
    assertThat(stored.read(3)).hasSize(103);
  }

  @Test
  void theStoreItselfDoesNotKnowIt() {
    Corpus stored = TinyCorpus.build(folder.resolve("tiny"), 6);
    assertThatThrownBy(() -> stored.labels("pace"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no task 'pace'");
    assertThatThrownBy(() -> stored.deriving(List.of(PACE)).labels("paces"))
        .hasMessageContaining("pace");
  }
}
