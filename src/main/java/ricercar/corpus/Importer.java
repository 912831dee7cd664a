package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ricercar.Progress;
import ricercar.files.Sha256;

/**
 * Decodes, normalises and cuts listed files into a clip store, a few tracks in memory at a time. No
 * file stops an import: each gets its status row, and its reason where it is left out.
 */
final class Importer {
  /** −60 dB: below, a clip holds nothing to learn from. */
  private static final double NEAR_SILENCE = 1e-3;

  /** Raised when the same files and options come to mean other clips. */
  private static final int VERSION = 1;

  private final Listing listing;
  private final ImportOptions options;
  private final List<ImportRow> rows = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();

  private Importer(Listing listing, ImportOptions options) {
    this.listing = listing;
    this.options = options;
  }

  /** Changes whenever another import of the same files could have another result. */
  static String key(ImportOptions options, Map<String, String> provenance) {
    return Sha256.of(
        Json.line(List.of(VERSION, options.sampleRate(), options.provenance(), provenance)));
  }

  /** Splits that the listing leaves open are drawn over all listed files, readable or not. */
  static Corpus run(
      Path directory,
      String name,
      Listing listing,
      ImportOptions options,
      Map<String, String> provenance,
      Workforce workforce,
      Progress progress) {
    Map<String, String> about = new TreeMap<>(options.provenance());
    about.putAll(provenance);
    about.put("importer", String.valueOf(VERSION));
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(name, options.sampleRate(), listing.tasks(), about);
    Listing placed = listing.withSplits(options.shares(), options.seed());
    return CorpusBuilder.build(
        directory,
        header,
        builder -> new Importer(placed, options).fill(builder, workforce, progress));
  }

  private void fill(CorpusBuilder builder, Workforce workforce, Progress progress) {
    List<Listing.Entry> entries = listing.entries();
    int count = entries.size();
    try (Progress.Task task = progress.start("importing tracks", count)) {
      workforce.each(
          count,
          i -> Preparing.Source.of(entries.get(i)),
          Preparing.of(options),
          prepared -> {
            Listing.Entry entry = entries.get(rows.size());
            rows.add(take(builder, entry, prepared));
            task.note(entry.path());
            task.step(1);
          });
    }
    builder.attach(
        ImportSummary.FILE,
        rows.stream().map(Json::line).collect(Collectors.joining("\n", "", "\n")));
  }

  private ImportRow take(CorpusBuilder builder, Listing.Entry entry, Preparing.Prepared prepared) {
    ImportRow row = prepared.row();
    if (row.status() == ImportRow.Status.REJECTED) {
      return row;
    }
    String twin = known.putIfAbsent(row.sha256(), row.path());
    if (twin != null && !options.everyFile()) {
      return row.leftOut(ImportRow.Status.DUPLICATE, "It is the same sound as " + twin + ".");
    }
    int clips = cut(builder, entry, prepared.samples());
    return clips > 0
        ? row.with(clips)
        : row.leftOut(ImportRow.Status.REJECTED, "It is too short or too quiet for a clip.");
  }

  private int cut(CorpusBuilder builder, Listing.Entry entry, float[] samples) {
    boolean whole = Double.isInfinite(options.cutting().clipSeconds());
    int clips = 0;
    for (Cutting.Span span : options.cutting().spans(samples.length, options.sampleRate())) {
      float[] clip = Arrays.copyOfRange(samples, span.start(), span.start() + span.length());
      if (rms(clip) < NEAR_SILENCE && !options.everyFile()) {
        continue;
      }
      String id = whole ? entry.path() : entry.path() + "#" + span.number();
      builder.add(
          new Clip(id, entry.track(), entry.group(), entry.split(), clip.length, entry.labels()),
          clip,
          null);
      clips++;
    }
    return clips;
  }

  private static double rms(float[] samples) {
    double energy = 0;
    for (float sample : samples) {
      energy += (double) sample * sample;
    }
    return Math.sqrt(energy / samples.length);
  }
}
