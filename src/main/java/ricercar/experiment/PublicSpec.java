package ricercar.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.EmoMusic;
import ricercar.corpus.GiantStepsKey;
import ricercar.corpus.GiantStepsTempo;
import ricercar.corpus.MagnaTagATune;
import ricercar.corpus.PublicSet;
import ricercar.corpus.PublicSets;
import ricercar.corpus.Workforce;

/** A public data set in a folder of the user's, who got it from its makers. */
public sealed interface PublicSpec extends CorpusSpec {
  /** Relative to the working directory. */
  String path();

  PublicSet set();

  @Override
  default Corpus open(Progress progress) {
    return open(Workforce.HERE, progress);
  }

  @Override
  default Corpus open(Workforce workforce, Progress progress) {
    return PublicSets.open(set(), Path.of(path()), workforce, progress);
  }

  @Override
  default String usualTask() {
    return set().usualTask();
  }

  @Override
  default String caveat() {
    return set().caveat();
  }

  /**
   * @param tagless kept (if null) or dropped: clips without a top-50 tag
   */
  record Magnatagatune(String path, String tagless) implements PublicSpec {
    public Magnatagatune {
      requirePath(path);
      tagless = one("tagless", tagless == null ? "kept" : tagless, MagnaTagATune.Tagless.class);
    }

    @Override
    public PublicSet set() {
      return new MagnaTagATune(named(tagless, MagnaTagATune.Tagless.class));
    }
  }

  /**
   * @param subset top50 (if null), genre, instrument or moodtheme
   * @param split 0 (if null) to 4
   */
  record MtgJamendo(String path, String subset, Integer split) implements PublicSpec {
    public MtgJamendo {
      requirePath(path);
      subset =
          one("subset", subset == null ? "top50" : subset, ricercar.corpus.MtgJamendo.Subset.class);
      split = split == null ? 0 : split;
      new ricercar.corpus.MtgJamendo(ricercar.corpus.MtgJamendo.Subset.TOP50, split);
    }

    @Override
    public PublicSet set() {
      return new ricercar.corpus.MtgJamendo(
          named(subset, ricercar.corpus.MtgJamendo.Subset.class), split);
    }
  }

  /**
   * @param parting filtered (if null: by the lists in the folder), random or ten-fold
   * @param fold for testing, 0 (if null) to 9
   */
  record Gtzan(String path, String parting, Integer fold) implements PublicSpec {
    public Gtzan {
      requirePath(path);
      parting =
          one(
              "parting",
              parting == null ? "filtered" : parting,
              ricercar.corpus.Gtzan.Parting.class);
      fold = fold == null ? 0 : fold;
      new ricercar.corpus.Gtzan(named(parting, ricercar.corpus.Gtzan.Parting.class), fold);
    }

    @Override
    public PublicSet set() {
      return new ricercar.corpus.Gtzan(named(parting, ricercar.corpus.Gtzan.Parting.class), fold);
    }
  }

  /** All of its notes. */
  record Nsynth(String path) implements PublicSpec {
    public Nsynth {
      requirePath(path);
    }

    @Override
    public PublicSet set() {
      return new ricercar.corpus.Nsynth();
    }
  }

  /**
   * @param subset small (if null) or medium
   */
  record Fma(String path, String subset) implements PublicSpec {
    public Fma {
      requirePath(path);
      subset = one("subset", subset == null ? "small" : subset, ricercar.corpus.Fma.Subset.class);
    }

    @Override
    public PublicSet set() {
      return new ricercar.corpus.Fma(named(subset, ricercar.corpus.Fma.Subset.class));
    }
  }

  /** The folder holds the clones of both repositories. */
  record GiantstepsKey(String path) implements PublicSpec {
    public GiantstepsKey {
      requirePath(path);
    }

    @Override
    public PublicSet set() {
      return new GiantStepsKey();
    }
  }

  /**
   * @param version of the annotations, 1 or 2 (if null)
   */
  record GiantstepsTempo(String path, Integer version) implements PublicSpec {
    public GiantstepsTempo {
      requirePath(path);
      version = version == null ? 2 : version;
      new GiantStepsTempo(version);
    }

    @Override
    public PublicSet set() {
      return new GiantStepsTempo(version);
    }
  }

  /** All of its clips. */
  record Emomusic(String path) implements PublicSpec {
    public Emomusic {
      requirePath(path);
    }

    @Override
    public PublicSet set() {
      return new EmoMusic();
    }
  }

  private static void requirePath(String path) {
    Problem.unless(path != null && !path.isBlank(), "corpus.path is missing.");
  }

  private static <E extends Enum<E>> E named(String name, Class<E> type) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The name, if it is one of a choice. */
  private static <E extends Enum<E>> String one(String key, String name, Class<E> type) {
    List<String> valid = Arrays.stream(type.getEnumConstants()).map(TypeNames::of).toList();
    if (!valid.contains(name)) {
      throw new Problem(
          "corpus." + key + " cannot be '" + name + "'.", Nearest.remedy(name, valid));
    }
    return name;
  }
}
