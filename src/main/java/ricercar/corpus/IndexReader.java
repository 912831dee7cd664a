package ricercar.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;
import ricercar.files.Sha256;

/** Reads the head and the index of a clip store, and believes nothing it has not checked. */
final class IndexReader {
  private IndexReader() {}

  static Manifest manifest(Path directory) {
    Path file = directory.resolve(Manifest.FILE);
    if (!Files.isRegularFile(file)) {
      throw new Problem(
          "There is no clip store in " + directory + ": corpus.json is missing.",
          "Check the path, or build the corpus first.");
    }
    String text = new String(bytes(file), StandardCharsets.UTF_8);
    int format = Json.tree(text, file, "the file").path("format").asInt(-1);
    Damage.unless(
        format == Manifest.FORMAT,
        file,
        "it is of format %d, this version reads %d",
        format,
        Manifest.FORMAT);
    Manifest manifest = Json.read(text, Manifest.class, file, "the file");
    for (Long size : manifest.shardBytes()) {
      Damage.unless(
          size > 0 && size <= CorpusBuilder.SHARD_LIMIT && size % 2 == 0,
          file,
          "it names a shard of %d bytes",
          size);
    }
    return manifest;
  }

  static List<ClipRow> rows(Path directory, Manifest manifest) {
    Path file = directory.resolve(Manifest.CLIPS);
    Damage.unless(Files.isRegularFile(file), file, "it is missing");
    byte[] bytes = bytes(file);
    Damage.unless(
        Sha256.of(bytes).equals(manifest.clipsSha256()),
        file,
        "its hash is not the one in corpus.json");
    List<ClipRow> rows = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      rows.add(Json.read(line, ClipRow.class, file, "line " + (rows.size() + 1)));
    }
    Damage.unless(
        rows.size() == manifest.clips(),
        file,
        "it has %d clips instead of %d",
        rows.size(),
        manifest.clips());
    checkPlaces(file, rows, manifest.shardBytes());
    checkClips(directory, rows, manifest);
    return rows;
  }

  /**
   * Clips lie end to end, in order, and fill their shards: so none is out of range, none overlaps
   * another, and no byte belongs to nobody. Shards are numbers, so a row cannot name another file.
   */
  private static void checkPlaces(Path file, List<ClipRow> rows, List<Long> shardBytes) {
    int shard = 0;
    long end = 0;
    for (ClipRow row : rows) {
      if (shard < shardBytes.size() && end == shardBytes.get(shard)) {
        shard++;
        end = 0;
      }
      boolean inPlace =
          row.shard() == shard
              && shard < shardBytes.size()
              && row.offset() == end
              && row.samples() > 0
              && row.samples() <= (shardBytes.get(shard) - end) / ClipRow.BYTES_PER_SAMPLE;
      Damage.unless(
          inPlace,
          file,
          "clip %s lies at byte %d of shard %d with %d samples, where it cannot be",
          row.id(),
          row.offset(),
          row.shard(),
          row.samples());
      end = row.end();
    }
    Damage.unless(
        shard == shardBytes.size() - 1 && end == shardBytes.get(shard),
        file,
        "the clips do not fill the shards");
  }

  private static void checkClips(Path directory, List<ClipRow> rows, Manifest manifest) {
    ClipCheck check = new ClipCheck(manifest.tasks());
    for (ClipRow row : rows) {
      String fault = check.fault(row.clip());
      Damage.unless(fault == null, directory.resolve(Manifest.CLIPS), "%s", fault);
      Damage.unless(
          row.peak() >= 0 && row.peak() <= 1 && row.rms() >= 0 && row.rms() <= row.peak(),
          directory.resolve(Manifest.CLIPS),
          "clip %s has peak %s and rms %s",
          row.id(),
          row.peak(),
          row.rms());
    }
    Damage.unless(
        Manifest.fingerprint(manifest.header(), rows, manifest.annotationsSha256())
            .equals(manifest.fingerprint()),
        directory.resolve(Manifest.FILE),
        "its fingerprint does not belong to its clips");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Damage.in(file, "it cannot be read (" + e.getMessage() + ")");
    }
  }
}
