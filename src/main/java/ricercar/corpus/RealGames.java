package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.files.Cache;

/**
 * "real-games": the soundtracks of four free games, from Debian 12's packages. Its one label is the
 * game, a pseudo-label: level and bandwidth are evened out, yet codec and mastering may still tell.
 */
public final class RealGames {
  public static final String NAME = "real-games";
  public static final String TASK = "game";

  /** Measured on Debian 12's packages; the decoders are pure Java, so equality is expected. */
  static final String TRACKS = "real-games-tracks.csv";

  private static final Map<String, AptPackage> GAMES =
      new TreeMap<>(
          Map.of(
              "planetblupi", new AptPackage("planetblupi-music-ogg"),
              "singularity", new AptPackage("singularity-music"),
              "warzone2100", new AptPackage("warzone2100-music"),
              "wesnoth", new AptPackage("wesnoth-1.16-music")));

  /**
   * Clips of 30 s. 40 % of the tracks are for testing: with 91 of them, intervals are wide as it
   * is. The cap keeps the ten tracks of planetblupi, up to half an hour long, from outweighing the
   * rest.
   */
  private static final ImportOptions OPTIONS =
      ImportOptions.PLAIN
          .withCutting(new Cutting(30, 30, 16))
          .normalised(-23, 10_000)
          .withSplits(new Splits.Shares(0.45, 0.15, 0.40), 1);

  private RealGames() {}

  /**
   * Fetches what is missing (350 MB), imports it at 32 kHz and compares it with what is expected.
   */
  public static Corpus fetch(Progress progress) {
    Path store = Cache.folder("fetch").resolve(NAME);
    List<Listing.Entry> entries = new ArrayList<>();
    try (Progress.Task task = progress.start("fetching soundtracks", GAMES.size())) {
      GAMES.forEach(
          (game, source) -> {
            task.note(source.name());
            entries.addAll(entries(game, source.unpackedIn(store)));
            task.step(1);
          });
    }
    Task games = new Task(TASK, Task.Kind.SINGLE_LABEL, List.copyOf(GAMES.keySet()));
    Map<String, String> provenance =
        Map.of(
            "source",
            "Debian packages " + GAMES.values().stream().map(AptPackage::name).toList(),
            "labels",
            "pseudo-label: the game that a track was written for");
    Listing listing = new Listing(List.of(games), entries);
    String place = NAME + "-" + Importer.key(OPTIONS, provenance).substring(0, 8);
    Path directory = Cache.folder("corpora").resolve(place);
    Corpus corpus =
        Importer.run(directory, NAME, listing, OPTIONS, provenance, Workforce.HERE, progress);
    remarks(corpus);
    return corpus;
  }

  /**
   * A sentence for every track that decodes here to other samples than those measured; a Problem if
   * the corpus was made of another release of the music.
   */
  public static List<String> remarks(Corpus corpus) {
    return ExpectedTracks.resource(TRACKS).compare(ImportSummary.of(corpus).rows());
  }

  private static List<Listing.Entry> entries(String game, Path folder) {
    List<Listing.Entry> entries = new ArrayList<>();
    for (Path file : FolderListing.soundFiles(folder)) {
      String name = file.getFileName().toString();
      String path = game + "/" + name;
      entries.add(
          new Listing.Entry(
              file, path, path, game + "/" + piece(name), null, Map.of(TASK, List.of(game))));
    }
    return entries;
  }

  /** The piece of music in a file: another version of it ("enhanced", "old") is the same piece. */
  static String piece(String fileName) {
    return fileName.replaceFirst("\\.[a-z]+$", "").replaceFirst("[_-](enhanced|old)$", "");
  }
}
