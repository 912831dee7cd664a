package ricercar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.experiment.Annotated;
import ricercar.experiment.AnnotationPage;
import ricercar.experiment.AnnotationSession;
import ricercar.experiment.CorpusSpec;
import ricercar.experiment.Laboratory;
import ricercar.files.AtomicFiles;
import ricercar.oracle.AnnotationDesk;
import ricercar.oracle.Entry;
import ricercar.oracle.LabelStudio;
import ricercar.oracle.LabelStudioCsv;
import ricercar.oracle.Ledger;
import ricercar.oracle.Rounds;
import ricercar.track.RunStore;

@Command(
    name = "annotate",
    description = {
      "Judge what a finished contrastive run makes of clips, on a page in your browser, and let it"
          + " learn from that.",
      "Every verdict is on the disk before the next clip appears. The same command goes on where it"
          + " was; Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar annotate runs/p-s-0-1-s1-0a1b2c3d4e5f6071",
      "  ricercar annotate runs/p-s-0-1-s1-0a1b2c3d4e5f6071 --corpus folder:/home/me/music --all",
      "  ricercar annotate runs/p-s-0-1-s1-0a1b2c3d4e5f6071 --export verdicts.json"
    })
final class AnnotateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The folder of a run, with its weights.")
  Path run;

  @Option(
      names = "--corpus",
      paramLabel = "CORPUS",
      description = "Whose clips to judge, as for 'run' (default: the run's own).")
  String corpus;

  @Option(
      names = "--known",
      paramLabel = "SHARE",
      description =
          "Share of the run's training labels that are known from the start (default: the run's"
              + " p_s).")
  Double known;

  @Option(
      names = "--all",
      description =
          "Ask about validation and test clips too; training does not see them even so, but nothing"
              + " is left to measure on.")
  boolean all;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "margin",
      description =
          "What to ask next: random, least-confidence, margin, entropy, committee, density,"
              + " core-set, cluster-centroids or rare-class (default: ${DEFAULT-VALUE}).")
  String strategy;

  @Option(
      names = "--random",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Of clips that are drawn at random among the others, to tell how often predictions are"
              + " right (default: ${DEFAULT-VALUE}).")
  double random;

  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Of clips that someone else has judged, to tell how far people agree (default:"
              + " ${DEFAULT-VALUE}).")
  double overlap;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who judges (default: your account's name).")
  String who = System.getProperty("user.name");

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "" + AnnotationPage.USUAL_STEPS,
      description =
          "Of further training each time that it learns; 0 moves the prototypes alone (default:"
              + " ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = "Take verdicts over from Label Studio's JSON or CSV, and end.")
  Path imported;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write the verdicts as Label Studio's JSON or CSV, and end.")
  Path exported;

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      defaultValue = "runs/annotations",
      description = "Where sessions are kept (default: ${DEFAULT-VALUE}).")
  Path sessions;

  @Mixin DeviceOption device;

  @Override
  public Integer call() throws Exception {
    Annotated of = new Annotated(run, corpus == null ? null : CorpusSpec.parse(corpus), known, all);
    AnnotationDesk.Asking asking =
        new AnnotationDesk.Asking(Annotated.strategy(strategy), random, overlap);
    if (imported != null) {
      kind(imported);
      Problem.unless(Files.isRegularFile(imported), "There is no file %s.", imported);
    }
    if (exported != null) {
      kind(exported);
    }
    device.choose();
    RunStore store = new RunStore(sessions);
    if (imported != null || exported != null) {
      try (AnnotationSession session =
          AnnotationSession.open(of, steps, store, new Laboratory(), ConsoleProgress.standard())) {
        carry(session);
      }
      return 0;
    }
    try (AnnotationPage page =
        AnnotationPage.open(
            of,
            asking,
            who,
            steps,
            store,
            new Laboratory(),
            Instant::now,
            ConsoleProgress.standard())) {
      Runtime.getRuntime().addShutdownHook(new Thread(page::close));
      Ledger ledger = page.session().ledger();
      if (!ledger.warning().isEmpty()) {
        System.err.println("ricercar: " + ledger.warning());
      }
      System.out.printf(
          "%d verdicts so far, %d clips left, in %s%n",
          Rounds.verdicts(ledger.entries()),
          page.session().feedback().open(),
          page.session().path());
      System.out.println("Open " + page.address());
      System.out.println("Ctrl-C ends it. Nothing is lost, and the same command goes on.");
      Thread.currentThread().join();
    }
    return 0;
  }

  private void carry(AnnotationSession session) throws IOException {
    if (imported != null) {
      int taken = session.take(read(session));
      System.out.printf("%d verdicts of %s taken over into %s%n", taken, imported, session.path());
    }
    if (exported != null) {
      List<Entry> entries = session.ledger().entries();
      AtomicFiles.write(
          exported.toAbsolutePath(),
          kind(exported).equals("json")
              ? LabelStudio.toJson(entries, UnaryOperator.identity())
              : LabelStudioCsv.toCsv(entries, UnaryOperator.identity()));
      System.out.println("Verdicts: " + exported);
    }
  }

  private List<Entry.Judged> read(AnnotationSession session) throws IOException {
    String name = imported.toString();
    String text = Files.readString(imported);
    List<String> classes = session.feedback().state().classes();
    return kind(imported).equals("json")
        ? LabelStudio.fromJson(name, text, classes, UnaryOperator.identity())
        : LabelStudioCsv.fromCsv(name, text, "class", classes, UnaryOperator.identity());
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    Problem.unless(
        name.endsWith(".json") || name.endsWith(".csv"),
        "%s ends in neither .json nor .csv; by that the format is chosen.",
        file);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
