package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.ImportSummary;
import ricercar.corpus.PublicSet;
import ricercar.corpus.PublicSets;
import ricercar.corpus.SetReport;
import ricercar.experiment.CorpusSpec;
import ricercar.experiment.PublicSpec;

@Command(
    name = "corpus",
    description = {
      "What is known of the public data sets, whether a folder holds one whole, and its import."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CorpusCommand.ListCommand.class,
      CorpusCommand.VerifyCommand.class,
      CorpusCommand.ImportCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar corpus list",
      "  ricercar corpus verify magnatagatune /data/magnatagatune",
      "  ricercar corpus import folder:/data/music",
      "  ricercar corpus import magnatagatune:/data/magnatagatune --on spark://node1:7077"
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

  @Command(
      name = "import",
      description = {
        "Decode a folder or a public set into clips, and tell what became of each file.",
        "They go into the cache, where studies find them; an unchanged folder is not read again."
      },
      mixinStandardHelpOptions = true)
  static final class ImportCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "CORPUS",
        description = "folder:PATH, or a public set as in magnatagatune:PATH.")
    String name;

    @Mixin OnOption on;

    @Override
    public Integer call() {
      CorpusSpec spec = CorpusSpec.parse(name);
      Problem.unless(
          spec instanceof CorpusSpec.Folder || spec instanceof PublicSpec,
          "'%s' is not imported. Give folder:PATH, or a public set as in magnatagatune:PATH.",
          name);
      Corpus corpus = on.work(1, force -> spec.open(force, ConsoleProgress.standard()));
      System.out.print(ImportSummary.of(corpus).text());
      System.out.println(corpus.name() + ": " + corpus.directory());
      System.out.println("fingerprint " + corpus.fingerprint());
      return 0;
    }
  }
}
