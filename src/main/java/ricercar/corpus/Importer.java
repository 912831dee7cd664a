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
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.FileStatus;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
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

  private record Prepared(Listing.Entry entry, ImportRow row, float[] samples) {}

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
      Progress progress) {
    Map<String, String> about = new TreeMap<>(options.provenance());
    about.putAll(provenance);
    about.put("importer", String.valueOf(VERSION));
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(name, options.sampleRate(), listing.tasks(), about);
    Listing placed = listing.withSplits(options.shares(), options.seed());
    return CorpusBuilder.build(
        directory, header, builder -> new Importer(placed, options).fill(builder, progress));
  }

  private void fill(CorpusBuilder builder, Progress progress) {
    int count = listing.entries().size();
    try (Progress.Task task = progress.start("importing tracks", count)) {
      InOrder.each(
          count,
          i -> prepare(listing.entries().get(i)),
          prepared -> {
            rows.add(take(builder, prepared));
            task.note(prepared.entry().path());
            task.step(1);
          });
    }
    builder.attach(
        ImportSummary.FILE,
        rows.stream().map(Json::line).collect(Collectors.joining("\n", "", "\n")));
  }

  private Prepared prepare(Listing.Entry entry) {
    Decoded decoded = AudioFile.decode(entry.file());
    FileStatus status = FileStatus.of(entry.path(), decoded);
    if (decoded.waveform().isEmpty()) {
      return new Prepared(entry, ImportRow.of(status, 0, 0), new float[0]);
    }
    Waveform sound = decoded.waveform().get();
    float[] samples = sound.at(options.sampleRate(), ResamplePreset.KAISER_BEST).samples();
    if (!Double.isNaN(options.bandwidth())) {
      samples = new LowPass(options.bandwidth(), options.sampleRate()).apply(samples);
    }
    double gain = 1;
    if (!Double.isNaN(options.loudness())) {
      gain =
          Loudness.gain(
              samples, options.sampleRate(), options.loudness(), ImportOptions.HIGHEST_PEAK);
      scale(samples, (float) gain);
    }
    return new Prepared(entry, ImportRow.of(status, 20 * StrictMath.log10(gain), 0), samples);
  }

  private static void scale(float[] samples, float gain) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  private ImportRow take(CorpusBuilder builder, Prepared prepared) {
    ImportRow row = prepared.row();
    if (row.status() == ImportRow.Status.REJECTED) {
      return row;
    }
    String twin = known.putIfAbsent(row.sha256(), row.path());
    if (twin != null && !options.everyFile()) {
      return row.leftOut(ImportRow.Status.DUPLICATE, "It is the same sound as " + twin + ".");
    }
    int clips = cut(builder, prepared);
    return clips > 0
        ? row.with(clips)
        : row.leftOut(ImportRow.Status.REJECTED, "It is too short or too quiet for a clip.");
  }

  private int cut(CorpusBuilder builder, Prepared prepared) {
    Listing.Entry entry = prepared.entry();
    float[] samples = prepared.samples();
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
