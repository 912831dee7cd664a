package ricercar.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.ImportSummary;
import ricercar.corpus.Labels;
import ricercar.corpus.RealGames;
import ricercar.corpus.RealNotes;
import ricercar.corpus.Split;
import ricercar.corpus.Task;

@Command(
    name = "fetch",
    description = {
      "Fetch a corpus of real recordings into the cache, and import it.",
      "real-games: the soundtracks of four free games (350 MB, about 10 hours), by apt and"
          + " without root.",
      "real-notes: a piano's notes and drum kits (200 MB, about 1,000 clips), by npm and apt."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ricercar fetch real-games", "  ricercar fetch real-notes"})
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "real-games or real-notes")
  String name;

  @Override
  public Integer call() {
    switch (name) {
      case RealGames.NAME -> games();
      case RealNotes.NAME -> notes();
      default ->
          throw new Problem(
              "There is nothing to fetch named '" + name + "'.",
              "Fetch " + RealGames.NAME + " or " + RealNotes.NAME + ".");
    }
    return 0;
  }

  private static void notes() {
    try (Corpus corpus = RealNotes.fetch(ConsoleProgress.standard())) {
      for (Task task : corpus.tasks()) {
        Labels labels = corpus.labels(task.name());
        for (Split split : Split.values()) {
          long clips = Arrays.stream(corpus.indices(split)).filter(labels::labelled).count();
          System.out.printf(
              "%s: %d clips of %d classes in %s%n",
              task.name(), clips, task.classes().size(), split);
        }
      }
      System.out.println("Corpus: " + corpus.directory());
      System.out.println("Next: ./ricercar run experiments/semisupcon/real-notes.yaml");
    }
  }

  private static void games() {
    try (Corpus corpus = RealGames.fetch(ConsoleProgress.standard())) {
      System.out.println(ImportSummary.of(corpus).text());
      RealGames.remarks(corpus).forEach(System.out::println);
      System.out.println("Corpus: " + corpus.directory());
      System.out.println("Next: ./ricercar run experiments/real/games.yaml");
    }
  }
}
