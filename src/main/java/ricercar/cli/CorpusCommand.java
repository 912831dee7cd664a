package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.corpus.PublicSet;
import ricercar.corpus.PublicSets;
import ricercar.corpus.SetReport;
import ricercar.experiment.CorpusSpec;
import ricercar.experiment.PublicSpec;

@Command(
    name = "corpus",
    description = "What is known of the public data sets, and whether a folder holds one whole.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CorpusCommand.ListCommand.class, CorpusCommand.VerifyCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar corpus list",
      "  ricercar corpus verify magnatagatune /data/magnatagatune"
    })
final class CorpusCommand {
  @Command(
      name = "list",
      description = "Each public data set, where to get it, and its licence.",
      mixinStandardHelpOptions = true)
  static final class ListCommand implements Callable<Integer> {
    @Override
    public Integer call() {
      for (PublicSet set : PublicSets.all()) {
        System.out.println(set.name() + ": " + set.source().title());
        System.out.println("  from     " + set.source().origin());
        System.out.println("  licence  " + set.source().licence());
      }
      return 0;
    }
  }

  @Command(
      name = "verify",
      description = {
        "Compare a folder with the published totals of a set, or with its expected-counts.json.",
        "Prints absent, incomplete or valid, and what to repair; fails unless valid."
      },
      mixinStandardHelpOptions = true)
  static final class VerifyCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "NAME",
        description = {
          "magnatagatune, mtg-jamendo, gtzan, nsynth, fma, giantsteps-key, giantsteps-tempo or"
              + " emomusic; a variant follows a comma, as in gtzan,parting=random,",
          "mtg-jamendo,subset=genre,split=1 or fma,subset=medium."
        })
    String name;

    @Parameters(paramLabel = "PATH", description = "The folder.")
    Path path;

    @Override
    public Integer call() {
      PublicSpec spec = CorpusSpec.publicSet(name, path.toString());
      SetReport report = PublicSets.verify(spec.set(), path);
      System.out.print(report.text());
      return report.exitStatus();
    }
  }
}
