package ricercar.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Waveform;
import ricercar.experiment.Annotated;
import ricercar.experiment.AnnotationPage;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.geometry.Faithfulness;
import ricercar.geometry.Projection;
import ricercar.geometry.ProjectionMethod;
import ricercar.oracle.AnnotationDesk;
import ricercar.oracle.Rounds;
import ricercar.plot.Audition;
import ricercar.plot.Figure;
import ricercar.plot.Grid;
import ricercar.plot.Html;
import ricercar.plot.View;
import ricercar.plot.Viewable;
import ricercar.sweep.InThisProcess;
import ricercar.sweep.SweepOutcome;
import ricercar.sweep.SweepPlan;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;
import ricercar.track.ResultTable;
import ricercar.track.RunStore;
import tech.tablesaw.api.Table;

/**
 * A notebook's words. Its first cell is {@code import static ricercar.notebook.Lab.*;
 * start("its-name");}, its last {@code finish();}. Everything also runs in a plain program, where
 * outputs go to files.
 */
public final class Lab {
  private static Session session = new Session("unnamed");

  private Lab() {}

  /** Names the notebook, says where it runs, and begins to watch for what cells do not see. */
  public static void start(String id) {
    session = new Session(id);
    session.watchThreads();
    Machine machine = Machine.here();
    Session.display()
        .markdown(
            "*Ricercar %s · commit %s · Java %s · %d cores%s*"
                .formatted(
                    Provenance.version(),
                    GitState.of(home()),
                    Runtime.version().feature(),
                    machine.cores(),
                    quick() ? " · quick mode" : ""));
  }

  /** Whether {@code RICERCAR_QUICK} asks for less data and fewer steps, as tests do. */
  public static boolean quick() {
    String asked = System.getenv("RICERCAR_QUICK");
    return asked != null && !asked.isBlank() && !asked.equals("0");
  }

  /** One value in quick mode, another in the full run. */
  public static <T> T quick(T small, T full) {
    return quick() ? small : full;
  }

  /** The clone this notebook belongs to. */
  public static Path home() {
    return Provenance.home();
  }

  /** Charts, maps, players, tables: each below the other. */
  public static void show(Viewable... things) {
    for (Viewable thing : things) {
      Session.display().show(thing.view());
    }
  }

  /**
   * The sweep of a study file at laptop size if its runs are kept under {@code results/runs/}; else
   * at quick size, run here. Says which it is.
   *
   * @param laboratory makes what is missing; shared, it opens each corpus once
   */
  public static SweepOutcome sweep(Path file, Laboratory laboratory) {
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    SweepPlan laptop = SweepPlan.of(StudyFile.read(file, Overrides.profile("laptop")));
    Path results = home().resolve("results/runs").resolve(name);
    Optional<SweepOutcome> kept =
        quick() ? Optional.empty() : SweepOutcome.kept(laptop, new RunStore(results));
    if (kept.isPresent()) {
      markdown("*%s: the kept runs of profile laptop.*".formatted(laptop.title()));
      return kept.get();
    }
    SweepPlan small = SweepPlan.of(StudyFile.read(file, Overrides.profile("quick")));
    markdown(
        ("*%s: runs of profile quick, made here: good to see that everything works, and to conclude"
                + " nothing. `./ricercar run experiments/sweeps/%s.yaml` makes those of profile"
                + " laptop.*")
            .formatted(small.title(), name));
    return SweepOutcome.run(
        small,
        new RunStore(home().resolve("runs")),
        home().resolve("runs/sweeps").resolve(name + "-quick.jsonl"),
        laboratory,
        new InThisProcess(laboratory, progress()),
        progress());
  }

  /**
   * Shows a picture, and saves it as pixels and as shapes: {@code NAME.png} and {@code NAME.svg} in
   * {@code runs/figures/} and the notebook's name.
   */
  public static void figure(String name, Figure figure) {
    show(figure);
    Path folder = home().resolve("runs/figures").resolve(session.id);
    figure.save(folder.resolve(name + ".png"));
    figure.save(folder.resolve(name + ".svg"));
  }

  /**
   * Opens the page on which a person judges what a finished run makes of clips, and says where it
   * is. It stays open until it is closed, or the kernel ends; called again, the session goes on.
   *
   * @param of the run and its clips
   */
  public static AnnotationPage annotate(Annotated of, Laboratory laboratory) {
    AnnotationPage page =
        AnnotationPage.open(
            of,
            AnnotationDesk.Asking.USUAL,
            System.getProperty("user.name"),
            AnnotationPage.USUAL_STEPS,
            new RunStore(home().resolve("runs/annotations")),
            laboratory,
            Instant::now,
            progress());
    markdown(
        "**[Open the page](%s)** in a browser on this machine. %d clips are left; %d verdicts stand in `%s`."
            .formatted(
                page.address(),
                page.session().feedback().open(),
                Rounds.verdicts(page.session().ledger().entries()),
                home().relativize(page.session().path().resolve("ledger.jsonl"))));
    return page;
  }

  public static void table(Grid grid) {
    session.table(grid.title(), grid.view().text());
    show(grid);
  }

  /** With the verdicts on its claims and what was reported elsewhere, if there are any. */
  public static void table(ResultTable table) {
    Grid.all(table).forEach(Lab::table);
  }

  public static void table(Table table) {
    table(Grid.of(table));
  }

  public static void audio(String label, Waveform sound) {
    show(Audition.of(label, sound));
  }

  /**
   * @param rate in Hz
   */
  public static void audio(float[] samples, int rate, String label) {
    audio(label, new Waveform(samples, rate));
  }

  /**
   * Lays embeddings out on a plane, and says how long it took and how far to trust it.
   *
   * @param embeddings {@code [clip][width]}
   */
  public static Projection project(ProjectionMethod method, float[][] embeddings, long seed) {
    long start = System.nanoTime();
    Projection projection = method.of(embeddings, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    float[][] shown =
        Arrays.stream(projection.rows()).mapToObj(r -> embeddings[r]).toArray(float[][]::new);
    String told =
        shown.length <= 2 * Faithfulness.NEIGHBOURS
            ? "too few to judge"
            : Faithfulness.of(shown, projection.points()).toString();
    markdown(
        String.format(
            Locale.ROOT, "*%s, seed %d: %.1f s; %s*", projection.title(), seed, seconds, told));
    return projection;
  }

  public static void markdown(String text) {
    Session.display().markdown(text);
  }

  /**
   * A page of HTML in a sandbox, where its scripts cannot touch the notebook.
   *
   * @param text what a viewer without HTML reads instead
   * @param height in CSS pixels
   */
  public static void html(String page, int height, String text) {
    String whole = page.contains("<html") ? page : "<html lang=\"en\">" + page + "</html>";
    Session.display().show(View.html(text, Html.frame(whole, height)));
  }

  /** Bars with the time left, for whatever takes a {@link Progress}. */
  public static Progress progress() {
    return new LiveProgress(Session.display(), System::nanoTime);
  }

  /** A bar for a loop of the notebook's own; close it at the end. */
  public static Progress.Task progress(String name, long total) {
    return progress().start(name, total);
  }

  /** States what must hold for the notebook to pass; {@link #finish} fails if one does not. */
  public static void check(boolean holds, String sentence) {
    session.check(holds, sentence);
    Session.display().markdown((holds ? "✓ " : "**✗** ") + sentence);
  }

  /** Work that may fail, such as in {@link #tryRun}. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Runs it and, should it fail, shows the whole chain of causes, which a kernel cuts off. */
  public static void tryRun(Work work) {
    try {
      work.run();
    } catch (Exception failure) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      Session.display()
          .show(View.html(text.toString(), "<pre>" + Html.escape(text.toString()) + "</pre>"));
      session.check(false, "no failure: " + failure);
    }
  }

  /**
   * The last cell. Leaves a record of the run and fails if a check does not hold, a background
   * thread died, or a cell defined something that names what does not exist: all of which Jupyter
   * takes for success.
   */
  public static void finish() {
    List<String> complaints = session.complaints();
    SessionRecord record = new SessionRecord(session, quick());
    Path file = record.write(complaints);
    if (!complaints.isEmpty()) {
      throw new Problem(
          "The notebook '" + session.id + "' did not pass: " + String.join("; ", complaints) + ".",
          "The cells above show where.");
    }
    Session.display()
        .markdown(
            "*Passed in %s. Record: `%s`*"
                .formatted(LiveProgress.clock(session.seconds()), home().relativize(file)));
  }
}
