package ricercar.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.FolderReader;
import ricercar.corpus.ImportOptions;
import ricercar.corpus.Workforce;
import ricercar.etudes.Bank;
import ricercar.etudes.Tier;

/** Which corpus to learn from and to be judged on. */
public sealed interface CorpusSpec
    permits CorpusSpec.Etudes,
        CorpusSpec.Folder,
        CorpusSpec.Notes,
        CorpusSpec.RealGames,
        CorpusSpec.RealNotes,
        PublicSpec {
  /** Opens it, after making, importing or fetching what is missing. */
  Corpus open(Progress progress);

  /** The same; the files of an import are decoded by others. */
  default Corpus open(Workforce workforce, Progress progress) {
    return open(progress);
  }

  /** The task that a study of this corpus is about unless it names another. */
  String usualTask();

  /** What a reader of a table must know about the labels; empty if they are what they seem. */
  default String caveat() {
    return "";
  }

  /**
   * The embedded corpus, composed on the spot.
   *
   * @param tier quick, full (if null) or long
   * @param seed of the composer; 1 if null
   * @param bank {@code built-in} (if null, for quick), {@code installed} (if null, for others: the
   *     best General MIDI bank found, else the built-in one) or the path of an SF2 file
   */
  record Etudes(String tier, Long seed, String bank) implements CorpusSpec {
    public Etudes {
      tier = tier == null ? "full" : tier;
      seed = seed == null ? 1 : seed;
      bank = bank != null ? bank : tier.equals("quick") ? "built-in" : "installed";
      Problem.unless(
          tier.matches("quick|full|long"),
          "corpus.tier must be quick, full or long, but is '%s'.",
          tier);
    }

    @Override
    public Corpus open(Progress progress) {
      return ricercar.etudes.Etudes.open(Tier.named(tier), seed, soundBank(bank), progress);
    }

    @Override
    public String usualTask() {
      return "style";
    }
  }

  /**
   * A folder of sound files, labelled by its labels.csv or else by its sub-folders.
   *
   * @param path relative to the working directory
   */
  record Folder(String path) implements CorpusSpec {
    public Folder {
      Problem.unless(path != null && !path.isBlank(), "corpus.path is missing.");
    }

    @Override
    public Corpus open(Progress progress) {
      return open(Workforce.HERE, progress);
    }

    @Override
    public Corpus open(Workforce workforce, Progress progress) {
      return FolderReader.read(Path.of(path), ImportOptions.PLAIN, workforce, progress);
    }

    @Override
    public String usualTask() {
      return "folder";
    }

    @Override
    public String caveat() {
      return "Labels are as good as the folder's names or its labels.csv.";
    }
  }

  /** The soundtracks of four free games, fetched beforehand; the label is the game. */
  record RealGames() implements CorpusSpec {
    @Override
    public Corpus open(Progress progress) {
      return ricercar.corpus.RealGames.fetch(progress);
    }

    @Override
    public String usualTask() {
      return "game";
    }

    @Override
    public String caveat() {
      return "The label is the game that a track comes from: a pseudo-label.";
    }
  }

  /**
   * Single notes, rendered on the spot: tasks pitch, family and velocity.
   *
   * @param tier quick or full (if null)
   * @param seed 1 if null
   * @param bank as for {@link Etudes}
   * @param testBank likewise, of the test split alone; the same bank if null
   */
  record Notes(String tier, Long seed, String bank, String testBank) implements CorpusSpec {
    public Notes {
      tier = tier == null ? "full" : tier;
      seed = seed == null ? 1 : seed;
      bank = bank != null ? bank : tier.equals("quick") ? "built-in" : "installed";
      Problem.unless(
          tier.matches("quick|full"), "corpus.tier must be quick or full, but is '%s'.", tier);
    }

    @Override
    public Corpus open(Progress progress) {
      return ricercar.etudes.Notes.open(
          ricercar.etudes.Notes.Tier.named(tier),
          seed,
          soundBank(bank),
          testBank == null ? null : soundBank(testBank),
          progress);
    }

    @Override
    public String usualTask() {
      return "pitch";
    }
  }

  /** Recorded notes of a piano and of drum kits, fetched beforehand. */
  record RealNotes() implements CorpusSpec {
    @Override
    public Corpus open(Progress progress) {
      return ricercar.corpus.RealNotes.fetch(progress);
    }

    @Override
    public String usualTask() {
      return ricercar.corpus.RealNotes.PITCH;
    }

    @Override
    public String caveat() {
      return "One piano; a drum's class is what its file's name says.";
    }
  }

  private static Bank soundBank(String name) {
    return switch (name) {
      case "built-in" -> Bank.builtIn();
      case "installed" -> Bank.installed();
      default -> Bank.of(Path.of(name));
    };
  }

  /**
   * As on the command line: {@code etudes:TIER}, {@code notes:TIER}, {@code folder:PATH}, {@code
   * real-games}, {@code real-notes}, or a public set with its path, {@code magnatagatune:PATH} or
   * {@code gtzan,parting=random:PATH}.
   */
  static CorpusSpec parse(String text) {
    String kind = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    String rest = text.substring(Math.min(text.length(), kind.length() + 1));
    return switch (kind) {
      case "etudes" -> new Etudes(rest.isEmpty() ? null : rest, null, null);
      case "folder" -> new Folder(rest);
      case "notes" -> new Notes(rest.isEmpty() ? null : rest, null, null, null);
      case "real-games" -> new RealGames();
      case "real-notes" -> new RealNotes();
      default -> {
        if (!isPublic(kind)) {
          throw new Problem(
              "There is no corpus '" + text + "'.",
              "Give folder:PATH, etudes:TIER, notes:TIER, real-games, real-notes, or a public"
                  + " set as in"
                  + " magnatagatune:PATH.");
        }
        yield publicSet(kind, rest);
      }
    };
  }

  private static boolean isPublic(String text) {
    return TypeNames.of(PublicSpec.class).containsKey(text.split(",", 2)[0]);
  }

  /**
   * A public set in a folder.
   *
   * @param text its name, and settings after commas: {@code gtzan,parting=ten-fold,fold=3}
   */
  static PublicSpec publicSet(String text, String path) {
    String[] parts = text.split(",");
    if (!isPublic(text)) {
      throw new Problem(
          "There is no public set '" + parts[0] + "'.",
          Nearest.remedy(parts[0], TypeNames.of(PublicSpec.class).keySet()));
    }
    ObjectNode settings = JsonNodeFactory.instance.objectNode().put("path", path);
    for (String part : List.of(parts).subList(1, parts.length)) {
      String[] pair = part.split("=", 2);
      Problem.unless(pair.length == 2, "'%s' of '%s' is no KEY=VALUE.", part, text);
      if (pair[1].matches("\\d{1,9}")) {
        settings.put(pair[0], Integer.parseInt(pair[1]));
      } else {
        settings.put(pair[0], pair[1]);
      }
    }
    Class<?> type = TypeNames.of(PublicSpec.class).get(parts[0]);
    return (PublicSpec)
        new RecordReader(Settings.parse(settings.toString(), "the corpus '" + text + "'"))
            .read(type);
  }
}
