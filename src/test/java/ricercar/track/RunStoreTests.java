package ricercar.track;

import static org.assertj.core.api.Assertions.assertThat;
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
import ricercar.corpus.Task;
import ricercar.metric.Outcomes;

class RunStoreTests {
  @TempDir Path folder;
  private RunStore store;

  @BeforeEach
  void open() {
    store = new RunStore(folder.resolve("runs"));
  }

  @Test
  void aFinishedRunIsFoundAgainWithAllItsNumbers() {
    RunIdentity identity = identity("self-supervised", "steps: 10");
    assertThat(store.finished(identity)).isEmpty();
    RunResult result = result();
    try (RunFolder run = store.open(identity)) {
      run.metrics().append(9, Map.of("loss", 1.5));
      run.times().mark(9);
      run.finish(result);
    }
    RunFolder found = store.finished(identity).orElseThrow();
    assertThat(found.result()).usingRecursiveComparison().isEqualTo(result);
    assertThat(found.experiment()).isEqualTo("resolved: steps: 10\n");
    assertThat(found.history()).containsExactly(new MetricsLog.Entry(9, Map.of("loss", 1.5)));
    assertThat(found.provenance().run()).isEqualTo(identity.hash());
    assertThat(found.provenance().corpus().fingerprint()).isEqualTo("f00d");
    assertThat(found.provenance().sessions()).hasSize(1);
    assertThat(store.allFinished()).hasSize(1);
  }

  @Test
  void aRenamedRowIsTheSameRunAndAnotherCorpusIsNot() {
    try (RunFolder run = store.open(identity("one name", "steps: 10"))) {
      run.finish(result());
    }
    assertThat(store.finished(identity("another name", "steps: 10"))).isPresent();
    assertThat(store.finished(identity("one name", "steps: 11"))).isEmpty();
    RunIdentity elsewhere =
        new RunIdentity("one name", "steps: 10", "", 1, 1, "cpu", "etudes", "beef");
    assertThat(store.finished(elsewhere)).isEmpty();
  }

  @Test
  void anInterruptedRunGoesOnInItsFolder() {
    RunIdentity identity = identity("run", "steps: 10");
    Path first;
    try (RunFolder run = store.open(identity)) {
      first = run.path();
      run.metrics().append(3, Map.of("loss", 2.0));
    }
    assertThat(store.finished(identity)).isEmpty();
    try (RunFolder run = store.open(identity("renamed", "steps: 10"))) {
      assertThat(run.path()).isEqualTo(first);
      assertThat(run.history()).hasSize(1);
    }
  }

  @Test
  void aRunIsHeldByOneAtATime() {
    RunIdentity identity = identity("run", "steps: 10");
    try (RunFolder run = store.open(identity)) {
      assertThat(run.isFinished()).isFalse();
      assertThatThrownBy(() -> store.open(identity))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("another process");
      store.open(identity("other", "steps: 11")).close();
    }
    store.open(identity).close();
  }

  @Test
  void anotherProcessIsRefusedAndItsDeathFreesTheRun() throws Exception {
    RunIdentity identity = identity("run", "steps: 10");
    store.open(identity).close();
    Path lock = folder.resolve("runs/.locks").resolve(identity.hash().substring(0, 16));
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                lock.toString())
            .start();
    assertThat(holder.getInputStream().read()).isEqualTo('h');
    assertThatThrownBy(() -> store.open(identity)).isInstanceOf(Problem.class);
    holder.destroyForcibly().waitFor();
    store.open(identity).close();
  }

  @Test
  void eachProcessThatWorkedOnARunIsASession() throws InterruptedException {
    RunIdentity identity = identity("run", "steps: 10");
    for (int session = 0; session < 2; session++) {
      try (RunFolder run = store.open(identity)) {
        run.times().mark(session);
        run.times().mark(session + 1);
      }
      Thread.sleep(2);
    }
    try (RunFolder run = store.open(identity)) {
      run.finish(result());
    }
    Provenance provenance = store.finished(identity).orElseThrow().provenance();
    assertThat(provenance.sessions()).hasSize(3);
    assertThat(provenance.sessions().get(1).lastStep()).isEqualTo(2);
    assertThat(provenance.wallSeconds()).isGreaterThanOrEqualTo(0);
    assertThat(provenance.machine().cores()).isPositive();
  }

  @Test
  void aFinishedRunCannotBeWrittenTo() {
    RunIdentity identity = identity("run", "steps: 10");
    try (RunFolder run = store.open(identity)) {
      run.finish(result());
    }
    RunFolder found = store.finished(identity).orElseThrow();
    assertThatThrownBy(found::metrics).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDamagedResultNamesTheFileAndTheRemedy() throws IOException {
    RunIdentity identity = identity("run", "steps: 10");
    try (RunFolder run = store.open(identity)) {
      run.finish(result());
      Files.writeString(run.path().resolve("result.json"), "{\"outcomes\":");
    }
    RunFolder found = store.finished(identity).orElseThrow();
    assertThatThrownBy(found::result)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("result.json")
        .hasMessageContaining("delete it");
  }

  private static RunIdentity identity(String name, String canonical) {
    return new RunIdentity(
        name, canonical, "resolved: " + canonical + "\n", 1, 1, "cpu", "etudes", "f00d");
  }

  private static RunResult result() {
    Task style = new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b"));
    Outcomes outcomes =
        new Outcomes(
            style,
            List.of("x", "y"),
            List.of("t1", "t2"),
            new int[][] {{0}, {1}},
            new float[][] {{0.1f, -3.4e-20f}, {Float.NEGATIVE_INFINITY, 1}});
    return new RunResult(outcomes, Map.of("finalLoss", 1.25));
  }
}
