package ricercar.corpus;

import java.util.List;
import java.util.Map;
import ricercar.files.Sha256;

/**
 * {@code corpus.json}: the head of a clip store.
 *
 * @param format version of the layout
 * @param shardBytes size of each shard file
 * @param clipsSha256 of {@code clips.jsonl}
 * @param annotationsSha256 of {@code annotations.jsonl}; empty where there is none
 * @param fingerprint of name, rate, tasks, clips with their samples, and annotations; the
 *     provenance and the place in the shards do not enter
 */
record Manifest(
    int format,
    String name,
    int sampleRate,
    List<Task> tasks,
    Map<String, String> provenance,
    int clips,
    List<Long> shardBytes,
    String clipsSha256,
    String annotationsSha256,
    String fingerprint) {
  static final int FORMAT = 1;
  static final String FILE = "corpus.json";
  static final String CLIPS = "clips.jsonl";
  static final String ANNOTATIONS = "annotations.jsonl";

  Manifest {
    new CorpusBuilder.Header(name, sampleRate, tasks, provenance);
    shardBytes = List.copyOf(shardBytes);
  }

  static String shardFile(int shard) {
    return "shard-%05d.pcm".formatted(shard);
  }

  static String fingerprint(
      CorpusBuilder.Header header, List<ClipRow> rows, String annotationsSha256) {
    Sha256 hash = new Sha256();
    hash.add(Json.line(List.of(FORMAT, header.name(), header.sampleRate(), header.tasks())));
    for (ClipRow row : rows) {
      hash.add("\n").add(row.identity());
    }
    return hash.add("\n" + annotationsSha256).hex();
  }

  CorpusBuilder.Header header() {
    return new CorpusBuilder.Header(name, sampleRate, tasks, provenance);
  }
}
