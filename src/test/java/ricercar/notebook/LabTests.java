package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.geometry.Projection;
import ricercar.geometry.ProjectionMethod;
import ricercar.plot.Curves;
import ricercar.plot.Grid;
import ricercar.plot.View;

class LabTests {
  /** Keeps what a notebook would show. */
  private static final class Recorder implements Display {
    final List<View> views = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<String> unresolved = new ArrayList<>();

    @Override
    public void show(View view) {
      views.add(view);
    }

    @Override
    public void markdown(String text) {
      texts.add(text);
    }

    @Override
    public Live live(View first) {
      views.add(first);
      return views::add;
    }

    @Override
    public List<String> unresolved() {
      return unresolved;
    }
  }

  private final Display before = Session.display();
  private final Thread.UncaughtExceptionHandler handler =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void listen() {
    Session.showOn(recorder);
  }

  @AfterEach
  void restore() {
    Session.showOn(before);
    Thread.setDefaultUncaughtExceptionHandler(handler);
  }

  @Test
  void aProjectionSaysHowLongItTookAndHowFarToTrustIt() {
    float[][] rows = new float[40][3];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {i, 2 * i, i % 2};
    }

    Projection projection = Lab.project(ProjectionMethod.PCA, rows, 1);

    assertThat(projection.points()).hasDimensions(40, 2);
    assertThat(recorder.texts)
        .singleElement()
        .asString()
        .matches(
            "\\*PCA of 40 points, seed 1: \\d+\\.\\d s; trustworthiness [01]\\.\\d{3}, continuity"
                + " [01]\\.\\d{3} \\(5 neighbours\\)\\*");
  }

  @Test
  void startSaysWhereTheNotebookRuns() {
    Lab.start("a-notebook");

    assertThat(recorder.texts).singleElement().asString().contains("commit", "Java", "cores");
  }

  @Test
  void aChartIsShownAsPictureAndText() {
    Lab.show(Curves.titled("Loss", "step", "nats").line("a", new double[] {1}, new double[] {2}));

    View view = recorder.views.get(0);
    assertThat(view.hasPicture()).isTrue();
    assertThat(view.text()).isEqualTo("Loss: a ends at 2.000");
    assertThat(view.width()).isEqualTo(680);
  }

  @Test
  void aPageIsKeptInASandboxAndSpelledAsAnAttribute() {
    Lab.html("<p title=\"a&b\">hi</p>", 200, "greeting");

    assertThat(recorder.views.get(0).html().orElseThrow())
        .contains("sandbox=\"allow-scripts\"", "height:200px")
        .contains("&lt;p title=&quot;a&amp;b&quot;>".replace("&lt;", "<"));
  }

  @Test
  void finishNamesEverythingThatWentWrongUnseen() throws Exception {
    Session session = new Session("s");
    session.watchThreads();
    Thread thread = new Thread(() -> System.identityHashCode(1 / zero()), "worker");
    thread.start();
    thread.join();
    session.check(false, "the loss falls");
    session.check(true, "the table has six rows");
    recorder.unresolved.add("'int f()' names what does not exist: [g()]");

    assertThat(session.complaints())
        .containsExactly(
            "'int f()' names what does not exist: [g()]",
            "thread 'worker' failed: java.lang.ArithmeticException: / by zero",
            "does not hold: the loss falls");
  }

  private static int zero() {
    return 0;
  }

  @Test
  void aCheckThatDoesNotHoldIsShownAndFailsAtTheEnd() {
    Lab.start("lab-tests-failing");
    Lab.check(false, "one is two");

    assertThat(recorder.texts).contains("**✗** one is two");
    assertThatThrownBy(LabTests::finishQuietly)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'lab-tests-failing' did not pass: does not hold: one is two.");
  }

  @Test
  void aFailureIsShownWithItsWholeChainOfCauses() {
    Lab.start("lab-tests-failing");
    Lab.tryRun(
        () -> {
          throw new IllegalStateException("outer", new IllegalArgumentException("the root"));
        });

    assertThat(recorder.views.get(0).text()).contains("outer", "Caused by", "the root");
    assertThatThrownBy(LabTests::finishQuietly).hasMessageContaining("no failure");
  }

  // The record lands in the working directory's results or runs; a test leaves nothing there.
  private static void finishQuietly() {
    try {
      Lab.finish();
    } finally {
      for (String folder : List.of("runs", "results")) {
        AtomicFiles.delete(Path.of(folder, "notebooks", "lab-tests-failing.json"));
      }
    }
  }

  @Test
  void theRecordHoldsChecksTablesAndMachine() {
    Session session = new Session("s");
    session.check(true, "holds");
    session.table("t", "a table");

    ObjectNode json = new SessionRecord(session, true).json(List.of());

    assertThat(json.get("passed").asBoolean()).isTrue();
    assertThat(json.get("checks").get("holds").asBoolean()).isTrue();
    assertThat(json.get("tables").get("t").asText()).hasSize(64);
    assertThat(json.get("cores").asInt()).isPositive();
  }

  @Test
  void outsideOfANotebookPicturesAndPagesBecomeFiles(@TempDir Path folder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Session.showOn(new FileDisplay(folder, new PrintStream(out, true, StandardCharsets.UTF_8)));

    Lab.table(new Grid("t", List.of("a"), List.of(List.of("1")), List.of()));
    Lab.show(Curves.titled("L", "x", "y").line("a", new double[] {1}, new double[] {2}));

    assertThat(folder.resolve("001.html")).content().contains("<td");
    assertThat(folder.resolve("002.png")).isNotEmptyFile();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("L: a ends at 2.000", "002.png");
  }
}
