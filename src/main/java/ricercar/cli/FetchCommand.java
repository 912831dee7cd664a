package ricercar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.ImportSummary;
import ricercar.corpus.RealGames;

@Command(
    name = "fetch",
    description = {
      "Fetch a corpus of real recordings into the cache, and import it.",
      "real-games: the soundtracks of four free games (350 MB, about 10 hours), by apt and"
          + " without root."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar fetch real-games")
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "real-games")
  String name;

  @Override
  public Integer call() {
    if (!name.equals(RealGames.NAME)) {
      throw new Problem(
          "There is nothing to fetch named '" + name + "'.", "Fetch " + RealGames.NAME + ".");
    }
    try (Corpus corpus = RealGames.fetch(ConsoleProgress.standard())) {
      System.out.println(ImportSummary.of(corpus).text());
      RealGames.remarks(corpus).forEach(System.out::println);
      System.out.println("Corpus: " + corpus.directory());
      System.out.println("Next: ./ricercar run experiments/real/games.yaml");
    }
    return 0;
  }
}
