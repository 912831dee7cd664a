package ricercar.experiment;

import ricercar.Problem;

/** Which corpus to learn from and to be judged on. */
public sealed interface CorpusSpec {
  /** The task that a study of this corpus is about unless it names another. */
  String usualTask();

  /**
   * The embedded corpus, composed on the spot.
   *
   * @param tier quick, full (if null) or long
   * @param seed of the composer; 1 if null
   * @param bank {@code built-in}, {@code installed} (if null: the best General MIDI bank found,
   *     else the built-in one) or the path of an SF2 file
   */
  record Etudes(String tier, Long seed, String bank) implements CorpusSpec {
    public Etudes {
      tier = tier == null ? "full" : tier;
      seed = seed == null ? 1 : seed;
      bank = bank == null ? "installed" : bank;
      Problem.unless(
          tier.matches("quick|full|long"),
          "corpus.tier must be quick, full or long, but is '%s'.",
          tier);
    }

    @Override
    public String usualTask() {
      return "style";
    }
  }

  /**
   * A folder of sound files.
   *
   * @param path relative to the working directory
   * @param labels {@code sub-folders} (if null), or the path of a CSV file
   */
  record Folder(String path, String labels) implements CorpusSpec {
    public Folder {
      Problem.unless(path != null && !path.isBlank(), "corpus.path is missing.");
      labels = labels == null ? "sub-folders" : labels;
    }

    @Override
    public String usualTask() {
      return "label";
    }
  }

  /** The soundtracks of four free games, fetched beforehand; the label is the game. */
  record RealGames() implements CorpusSpec {
    @Override
    public String usualTask() {
      return "game";
    }
  }

  /** As on the command line: {@code etudes:TIER}, {@code folder:PATH} or {@code real-games}. */
  static CorpusSpec parse(String text) {
    String kind = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    String rest = text.substring(Math.min(text.length(), kind.length() + 1));
    return switch (kind) {
      case "etudes" -> new Etudes(rest.isEmpty() ? null : rest, null, null);
      case "folder" -> new Folder(rest, null);
      case "real-games" -> new RealGames();
      default ->
          throw new Problem(
              "There is no corpus '" + text + "'.", "Give folder:PATH, etudes:TIER or real-games.");
    };
  }
}
