package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Methods that ask finished contrastive runs further questions. */
class GoingOnTests {
  private static final Path STUDIES = Path.of("experiments/semisupcon");

  @Test
  void robustnessAndPrototypesGoOnFromTheVeryRunsOfTableB1() {
    List<String> table = canonical(plan("table-b1.yaml"));
    for (String study : List.of("robustness.yaml", "zero-shot.yaml")) {
      List<Experiment> bases =
          plan(study).experiments().stream()
              .flatMap(experiment -> experiment.basis().stream())
              .toList();
      assertThat(bases).hasSizeGreaterThan(8);
      assertThat(table).containsAll(bases.stream().map(Experiment::canonical).toList());
    }
  }

  @Test
  void whatIsAskedIsPartOfTheRunThatAsksAndOfNoOther() {
    Map<String, Experiment> rows =
        plan("zero-shot.yaml").experiments().stream()
            .filter(experiment -> experiment.seed() == 1)
            .collect(Collectors.toMap(Experiment::name, experiment -> experiment));
    Experiment all = rows.get("self-supervised");
    Experiment few = rows.get("self-supervised, prototypes of 10 %");

    assertThat(few.canonical()).isNotEqualTo(all.canonical());
    assertThat(few.basis().orElseThrow().canonical())
        .isEqualTo(all.basis().orElseThrow().canonical())
        .doesNotContain("zeroShot")
        .doesNotContain("robustness");
  }

  private static StudyPlan plan(String file) {
    return StudyPlan.read(STUDIES.resolve(file), Overrides.profile("laptop"));
  }

  private static List<String> canonical(StudyPlan plan) {
    return plan.experiments().stream().map(Experiment::canonical).toList();
  }
}
