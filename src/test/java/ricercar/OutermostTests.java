package ricercar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutermostTests {
  private final List<String> told = new ArrayList<>();
  private final Progress listener =
      (name, total) -> {
        told.add(name);
        return new Progress.Task() {
          @Override
          public void note(String text) {
            told.add(name + ": " + text);
          }
        };
      };

  @Test
  void piecesWithinAPieceAreNotToldAndTheNextOneIs() {
    Progress outer = listener.outermost();
    try (Progress.Task study = outer.start("study", 2)) {
      try (Progress.Task training = outer.start("training", 10)) {
        training.note("loss 1");
        study.note("row 1");
      }
      try (Progress.Task training = outer.start("training", 10)) {
        training.step(10);
      }
    }
    outer.start("another", 1).close();

    assertThat(told).containsExactly("study", "study: row 1", "another");
  }
}
