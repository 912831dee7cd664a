package ricercar.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.UnmatchedArgumentException;
import ricercar.Problem;
import ricercar.experiment.Laboratory;
import ricercar.experiment.Study;
import ricercar.track.Provenance;

/** {@code ricercar COMMAND}: the door for terminals. */
@Command(
    name = "ricercar",
    description = "Learn representations of music, and find out what they know.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuickstartCommand.class,
      PageCommand.class,
      AnnotateCommand.class,
      FetchCommand.class,
      CorpusCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      SchemaCommand.class,
      GatesCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      ExportCommand.class,
      TokensCommand.class,
      TrackCommand.class,
      EmbedCommand.class,
      SimilarCommand.class,
      DoctorCommand.class,
      NotebookCommand.class,
      LabCommand.class,
      SparkCommand.class,
      TestCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar quickstart                    hear it, train it, see a first table",
      "  ricercar run experiments/etudes/first-table.yaml",
      "  ricercar doctor                        what is installed, and what is missing",
      "  ricercar COMMAND --help                more about one command"
    })
public final class Main {
  /** Set to 1 for the whole stack trace of any error. */
  static final String TRACE = "RICERCAR_TRACE";

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ricercar " + Provenance.version()};
    }
  }

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(commandLine(Laboratory::new), arguments));
  }

  /**
   * @param executor what makes the numbers of studies
   */
  static CommandLine commandLine(Supplier<Study.Executor> executor) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new RunCommand(executor));
    line.addSubcommand(new TrialCommand(executor));
    line.addSubcommand(new SliceCommand());
    line.addSubcommand(new ReproduceCommand(executor));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
    line.setParameterExceptionHandler(Main::misused);
    return line;
  }

  /** 0 done, 1 a problem, 2 a wrong call. */
  static int run(CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      // The engine starts in a static initialiser, whose Problem arrives wrapped in an error.
      return report(e, line.getErr());
    }
  }

  private static int report(Throwable e, PrintWriter err) {
    if ("1".equals(System.getenv(TRACE))) {
      e.printStackTrace(err);
      return 1;
    }
    Throwable cause = e instanceof ExceptionInInitializerError ? e.getCause() : e;
    err.println(
        cause instanceof Problem
            ? "ricercar: " + cause.getMessage()
            : "ricercar: unexpected %s. Set %s=1 to see where it happened."
                .formatted(cause, TRACE));
    return 1;
  }

  private static int misused(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("ricercar: " + e.getMessage().lines().findFirst().orElse(""));
    List<String> meant =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    if (!meant.isEmpty()) {
      command.getErr().println("Did you mean: " + String.join(" or ", meant) + "?");
    }
    command.getErr().println("See '" + name + " --help'.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
