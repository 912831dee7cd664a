package ricercar.etudes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Task;
import ricercar.files.Cache;

/**
 * The embedded corpus: labelled music that is composed and rendered here, equal bit for bit for one
 * seed, tier and bank.
 */
public final class Etudes {
  public static final int SAMPLE_RATE = 32_000;

  /** Raise it with any change that is heard or changes a label: corpora are kept by it. */
  static final int VERSION = 2;

  private Etudes() {}

  /** The tier with its usual bank: the built-in one for quick, the best installed for others. */
  public static Corpus open(Tier tier, long seed, Progress progress) {
    return open(tier, seed, tier.equals(Tier.QUICK) ? Bank.builtIn() : Bank.installed(), progress);
  }

  /** Opens the corpus from the cache, after rendering it on all processors if it is not there. */
  public static Corpus open(Tier tier, long seed, Bank bank, Progress progress) {
    return open(Cache.folder("corpora"), tier, seed, bank, progress);
  }

  static Corpus open(Path corpora, Tier tier, long seed, Bank bank, Progress progress) {
    String name = "etudes-%s-%s-seed%d".formatted(tier.name(), bank.name(), seed);
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(name, SAMPLE_RATE, tasks(), provenance(tier, seed, bank));
    Path directory = corpora.resolve(name + "-v" + VERSION);
    return CorpusBuilder.build(
            directory,
            header,
            builder ->
                Rendering.pieces(
                    tier,
                    seed,
                    bank,
                    Runtime.getRuntime().availableProcessors(),
                    progress,
                    piece -> builder.add(piece.clip(), piece.samples(), piece.annotations())))
        .deriving(AnnotatedTasks.all());
  }

  /**
   * Style, tags, key and tempo, with their classes in a fixed order. Mode, instruments and bass
   * follow from them and from the annotations, and are answered as well.
   */
  public static List<Task> tasks() {
    return List.of(
        new Task("style", Task.Kind.SINGLE_LABEL, Style.names()),
        new Task("tags", Task.Kind.MULTI_LABEL, Tag.labels()),
        new Task("key", Task.Kind.SINGLE_LABEL, Key.labels()),
        new Task("tempo", Task.Kind.SINGLE_LABEL, Tempo.labels()));
  }

  private static Map<String, String> provenance(Tier tier, long seed, Bank bank) {
    return Map.of(
        "composer", "etudes " + VERSION,
        "seed", Long.toString(seed),
        "tracks", Integer.toString(tier.tracks()),
        "seconds", Double.toString(tier.seconds()),
        "bank", bank.name(),
        "bankSha256", bank.sha256());
  }
}
