package ricercar.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
import ricercar.files.Cache;

/** The public data sets that can be read, and how they become corpora. */
public final class PublicSets {
  private PublicSets() {}

  /** Each set in its usual variant. */
  public static List<PublicSet> all() {
    return List.of(
        new MagnaTagATune(MagnaTagATune.Tagless.KEPT),
        new MtgJamendo(MtgJamendo.Subset.TOP50, 0),
        Gtzan.filtered(),
        new Nsynth(),
        new Fma(Fma.Subset.SMALL),
        new GiantStepsKey(),
        new GiantStepsTempo(2),
        new EmoMusic());
  }

  /** Absent, incomplete or valid, and what to repair. */
  public static SetReport verify(PublicSet set, Path root) {
    return SetReport.of(set, root, new Inventory(root));
  }

  /** Imports a valid set; anything less is a Problem that says what is lacking. */
  public static Corpus open(PublicSet set, Path root, Progress progress) {
    return open(set, root, Workforce.HERE, progress);
  }

  /** The same, with the files decoded by others. */
  public static Corpus open(PublicSet set, Path root, Workforce workforce, Progress progress) {
    return open(set, root, workforce, progress, Cache.folder("corpora"));
  }

  static Corpus open(PublicSet set, Path root, Progress progress, Path store) {
    return open(set, root, Workforce.HERE, progress, store);
  }

  private static Corpus open(
      PublicSet set, Path root, Workforce workforce, Progress progress, Path store) {
    Path place = root.toAbsolutePath().normalize();
    Inventory inventory = new Inventory(place);
    SetReport report = SetReport.of(set, place, inventory);
    report.requireValid();
    String name = set.corpusName() + (report.published() ? "" : " (not the published set)");
    Listing listing = inventory.listing();
    Map<String, String> provenance =
        Map.of(
            "source",
            set.source().title() + ", " + set.source().origin(),
            "licence",
            set.source().licence(),
            "totals",
            report.published() ? "as published" : "of the folder's own");
    String state = FolderReader.state(listing, Importer.key(set.options(), provenance) + name);
    Path directory = store.resolve(set.name() + "-" + state.substring(0, 16));
    return Importer.run(directory, name, listing, set.options(), provenance, workforce, progress);
  }
}
