package ricercar.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Problem;

/**
 * The decoded samples that a fetched corpus was measured to have: a CSV of path, samples,
 * sampleRate and sha256 (of mono little-endian float32) beside the class files.
 */
record ExpectedTracks(Map<String, Track> tracks) {
  record Track(long samples, int sampleRate, String sha256) {}

  static ExpectedTracks resource(String name) {
    try (InputStream in = ExpectedTracks.class.getResourceAsStream(name)) {
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExpectedTracks parse(String name, String text) {
    Csv table = Csv.parse(name, text);
    Map<String, Track> tracks = new TreeMap<>();
    for (Csv.Row row : table.rows()) {
      tracks.put(
          table.cell(row, "path"),
          new Track(
              Long.parseLong(table.cell(row, "samples")),
              Integer.parseInt(table.cell(row, "sampleRate")),
              table.cell(row, "sha256")));
    }
    return new ExpectedTracks(tracks);
  }

  /**
   * Missing, unknown or differently long tracks are another release of the music: a Problem. Equal
   * length with other samples is the same music through slightly different arithmetic; it is named,
   * and the corpus's fingerprint keeps its results apart.
   *
   * @return a sentence for every track whose samples differ
   */
  List<String> compare(List<ImportRow> rows) {
    Map<String, ImportRow> found = new HashMap<>();
    rows.forEach(row -> found.put(row.path(), row));
    List<String> differing = new ArrayList<>();
    for (ImportRow row : rows) {
      require(tracks.containsKey(row.path()), row.path(), "is not a track that was expected");
    }
    tracks.forEach(
        (path, expected) -> {
          ImportRow row = found.get(path);
          require(row != null, path, "is missing");
          require(
              row.samples() == expected.samples() && row.sampleRate() == expected.sampleRate(),
              path,
              "has %d samples at %d Hz instead of %d at %d Hz. %s"
                  .formatted(
                      row.samples(),
                      row.sampleRate(),
                      expected.samples(),
                      expected.sampleRate(),
                      row.reason()));
          if (!row.sha256().equals(expected.sha256())) {
            differing.add("Track " + path + " decodes to other samples than those measured.");
          }
        });
    return differing;
  }

  private static void require(boolean met, String path, String fault) {
    if (!met) {
      throw new Problem(
          "Track " + path + " " + fault + ".",
          "This is another release of the music; import it with --corpus folder:PATH.");
    }
  }
}
