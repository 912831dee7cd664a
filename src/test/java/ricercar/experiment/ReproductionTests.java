package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

class ReproductionTests {
  @TempDir Path folder;
  private String fingerprint = "f00d".repeat(16);
  private String device = "cpu";
  private double drift = 0;
  private Path run;

  @BeforeEach
  void aRunIsKept() throws IOException {
    Path study = Files.writeString(folder.resolve("study.yaml"), "seeds: [4]\nthreads: 1\n");
    StudyPlan plan = StudyPlan.read(study, Overrides.NONE);
    RunStore store = new RunStore(folder.resolve("results/runs/table"));
    run = new Study(plan, store, new Coins()).run(Progress.SILENT).runs().get(0).folder().path();
    Files.writeString(folder.resolve("results/table.md"), "a table\n");
  }

  @Test
  void whatIsMadeAgainAlikeIsEqualToTheBit() {
    Reproduction again = reproduce();
    assertThat(again.equal()).as(again.told()).isTrue();
    assertThat(again.fields())
        .extracting(Reproduction.Field::name)
        .contains("identity", "corpus", "seed", "threads", "device", "accuracy")
        .contains("measure: last loss", "by step: loss", "scores", "truth");
    assertThat(again.told())
        .startsWith("study.yaml, seed 4: equal to the bit in all")
        .contains("time: ")
        .doesNotContain("≠", "other JDK");
    assertThat(reproduce().remarks()).anyMatch(remark -> remark.startsWith("made again before"));
  }

  @Test
  void theSmallestDifferenceIsFoundAndPlaced() {
    drift = Math.ulp(0.5);
    Reproduction again = reproduce();
    assertThat(again.equal()).isFalse();
    assertThat(again.fields())
        .filteredOn(field -> !field.equal())
        .extracting(Reproduction.Field::name)
        .containsExactly("measure: last loss", "by step: loss");
    assertThat(again.told())
        .contains("different in 2 of")
        .contains(
            "2 of 3 differ, first step 000000002: 0.5 → 0.5000000000000001, most by 1.11e-16");
  }

  @Test
  void scoresMetricsAndOriginAreCompared() throws IOException {
    edit("result.json", "[1.0,0.0]", "[0.0,0.5]");
    edit("provenance.json", "\"threads\" : 1", "\"threads\" : 2");
    assertThat(reproduce().fields())
        .filteredOn(field -> !field.equal())
        .extracting(Reproduction.Field::name)
        .contains("threads", "accuracy", "scores")
        .doesNotContain("by step: loss", "test items");
  }

  @Test
  void whatWasNotMeasuredThenIsToldAndWhatIsNoLongerMeasuredIsADifference() throws IOException {
    String measures = "\"measures\":{\"last loss\":0.5}";
    edit("result.json", measures, "\"measures\":{}");
    Reproduction again = reproduce();
    assertThat(again.equal()).isTrue();
    assertThat(again.told()).contains("+   measure: last loss", "0.5 (not measured then)");

    edit("result.json", "\"measures\":{}", "\"measures\":{\"last loss\":0.5,\"gone\":1.0}");
    assertThat(reproduce().fields())
        .filteredOn(field -> !field.equal())
        .extracting(Reproduction.Field::name, Reproduction.Field::kept)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("measure: gone", "1.0"));
  }

  @Test
  void anotherMachineIsARemarkAndNoDifference() throws IOException {
    edit("provenance.json", "\"cores\" : ", "\"cores\" : 9");
    edit("provenance.json", "\"jars\" : [", "\"jars\" : [ \"old-1.jar\",");
    edit("provenance.json", "\"java\" : \"", "\"java\" : \"1.");
    Reproduction again = reproduce();
    assertThat(again.equal()).isTrue();
    assertThat(again.told())
        .contains("other cores: ", "other jars: old-1.jar then", "other JDK: 1.");
  }

  @Test
  void whatCannotBeRepeatedIsRefusedBeforeAnythingRuns() throws IOException {
    fingerprint = "beef".repeat(16);
    assertThatThrownBy(this::reproduce)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("fingerprint f00df00df00d; here it is coins with beefbeefbeef")
        .hasMessageContaining("sound bank");
    fingerprint = "f00d".repeat(16);
    device = "gpu:0";
    assertThatThrownBy(this::reproduce).hasMessageContaining("Give --device cpu");
    device = "cpu";
    edit("provenance.json", "\"run\" : \"", "\"run\" : \"0");
    assertThatThrownBy(this::reproduce)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("was made by other code, at commit")
        .hasMessageContaining("Check out that commit");
    assertThat(folder.resolve("scratch")).doesNotExist();
  }

  @Test
  void aRunIsNotComparedWithItself() {
    RunStore own = new RunStore(run.getParent());
    assertThatThrownBy(
            () -> Reproduction.of(KeptRun.of(run).get(0), own, new Coins(), Progress.SILENT))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("compared with itself");
  }

  @Test
  void aCsvNamesTheRunsThatItRestsOnAndClaimsNameNone() throws IOException {
    String head = "row,column,value,low,high,level,n,seeds,seed_spread,notes\n";
    String row = "study.yaml,accuracy %,0.5,,,,3,4,,\nstudy.yaml,parameters,3,,,,,4,,\n";
    String claim =
        "a is better,gain: holds,0.1,,,,3,4,,\na is better,negligible below,0.1,,,,3,4,,\n"
            + "a is better,smallest detectable,1,,,,3,4,,\na is better,noise of seeds,1,,,,,4,,\n";
    RunStore store = new RunStore(run.getParent());
    Path csv = Files.writeString(folder.resolve("elsewhere.csv"), head + row + claim);
    assertThat(KeptRun.behind(csv, store))
        .singleElement()
        .satisfies(kept -> assertThat(kept.folder().path()).isEqualTo(run));
    Files.writeString(csv, head + row.replace(",4,,", ",4 5,,"));
    assertThatThrownBy(() -> KeptRun.behind(csv, store))
        .hasMessageContaining("rests on 'study.yaml' with seed 5");
    Files.writeString(csv, "path,label\na.wav,x\n");
    assertThatThrownBy(() -> KeptRun.behind(csv, store)).hasMessageContaining("is no table");
  }

  @Test
  void aTableStandsForTheRunsBesideIt() {
    assertThat(KeptRun.of(folder.resolve("results/table.md")))
        .singleElement()
        .satisfies(kept -> assertThat(kept.folder().path()).isEqualTo(run));
    assertThat(KeptRun.of(folder.resolve("results/runs/table"))).hasSize(1);
    assertThatThrownBy(() -> KeptRun.of(folder.resolve("study.yaml")))
        .hasMessageContaining("The runs of the table");
    assertThatThrownBy(() -> KeptRun.of(folder.resolve("nowhere")))
        .hasMessageContaining("There is no finished run in");
  }

  /** Their files are older than some settings. */
  @Test
  void committedRunsAreReadAsTheRunsThatTheyWere() {
    for (KeptRun kept : KeptRun.of(Path.of("results/first-table.csv"))) {
      Coins there =
          new Coins() {
            @Override
            public RunIdentity identify(Experiment experiment, Progress progress) {
              String corpus = kept.folder().provenance().corpus().fingerprint();
              return experiment.identity("etudes", corpus, "cpu", "");
            }
          };
      assertThatCode(() -> kept.requireRepeatable(there, Progress.SILENT))
          .as(kept.told())
          .doesNotThrowAnyException();
    }
  }

  private Reproduction reproduce() {
    KeptRun kept = KeptRun.of(run).get(0);
    RunStore scratch = new RunStore(folder.resolve("scratch"));
    return Reproduction.of(kept, scratch, new Coins(), Progress.SILENT);
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(run.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(run.resolve(file), text.replace(from, to));
  }

  private class Coins implements Study.Executor {
    @Override
    public RunIdentity identify(Experiment experiment, Progress progress) {
      return experiment.identity("coins", fingerprint, device, "");
    }

    @Override
    public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
      Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
      List<String> items = List.of("a", "b", "c");
      float[][] scores = {{1, 0}, {0.25f, 0.75f}, {0.5f, 0.25f}};
      folder.metrics().append(1, Map.of("loss", 0.75, "gradientNorm", Double.NaN));
      folder.metrics().append(2, Map.of("loss", 0.5 + drift));
      folder.metrics().append(2, Map.of("loss", 0.25 + drift));
      return new RunResult(
          new Outcomes(coin, items, items, new int[][] {{0}, {1}, {1}}, scores),
          Map.of("last loss", 0.5 + drift));
    }
  }
}
