package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.Sha256;

/**
 * A corpus in its clip store: int16 shards, memory-mapped, with an index of clips. Safe for any
 * number of reading threads.
 */
public final class Corpus implements AutoCloseable {
  private final Path directory;
  private final Manifest manifest;
  private final List<ClipRow> rows;
  private final List<Clip> clips;
  private final Map<String, Labels> labels = new ConcurrentHashMap<>();
  private final List<DerivedTask> derived;
  private Annotations annotations;
  private volatile Shards shards;

  private Corpus(
      Path directory,
      Manifest manifest,
      List<ClipRow> rows,
      Shards shards,
      List<DerivedTask> derived) {
    this.directory = directory;
    this.manifest = manifest;
    this.rows = rows;
    this.clips = rows.stream().map(ClipRow::clip).toList();
    this.shards = shards;
    this.derived = List.copyOf(derived);
  }

  /** Opens a store after checking its head, its index and the sizes of its shards. */
  public static Corpus open(Path directory) {
    Manifest manifest = IndexReader.manifest(directory);
    List<ClipRow> rows = IndexReader.rows(directory, manifest);
    Shards shards = Shards.map(directory, manifest.shardBytes());
    return new Corpus(directory, manifest, rows, shards, List.of());
  }

  /**
   * A view of the same store that also answers these tasks, by name. Its {@link #tasks} and its
   * fingerprint stay those of the store; to close it leaves the store open.
   */
  public Corpus withTasks(List<DerivedTask> more) {
    return new Corpus(directory, manifest, rows, shards(), more);
  }

  public Path directory() {
    return directory;
  }

  public String name() {
    return manifest.name();
  }

  /** SHA-256 over name, rate, tasks, clips (labels, splits, samples) and annotations. */
  public String fingerprint() {
    return manifest.fingerprint();
  }

  public int sampleRate() {
    return manifest.sampleRate();
  }

  public Map<String, String> provenance() {
    return manifest.provenance();
  }

  CorpusBuilder.Header header() {
    return manifest.header();
  }

  public List<Clip> clips() {
    return clips;
  }

  /** Those that are stored. */
  public List<Task> tasks() {
    return manifest.tasks();
  }

  /** A stored task, or one of {@link #withTasks}. */
  public Task task(String name) {
    return answerable()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "Corpus '" + name() + "' has no task '" + name + "'.",
                    "Its tasks are " + answerable().map(Task::name).toList() + "."));
  }

  private Stream<Task> answerable() {
    return Stream.concat(tasks().stream(), derived.stream().map(DerivedTask::task));
  }

  public Labels labels(String task) {
    return labels.computeIfAbsent(task, name -> Labels.of(task(name), answers(name)));
  }

  /** Of each clip; null where it is not labelled. */
  private List<List<String>> answers(String task) {
    for (DerivedTask own : derived) {
      if (own.task().name().equals(task)) {
        return IntStream.range(0, clips.size())
            .mapToObj(clip -> own.labels().apply(annotations(clip)))
            .toList();
      }
    }
    return clips.stream().map(clip -> clip.labels().get(task)).toList();
  }

  /** The clips of a split, ascending. */
  public int[] indices(Split split) {
    return IntStream.range(0, clips.size()).filter(i -> clips.get(i).split() == split).toArray();
  }

  /** Largest magnitude of a clip, full scale = 1. */
  public float peak(int clip) {
    return rows.get(clip).peak();
  }

  /** Root mean square of a clip, full scale = 1. */
  public float rms(int clip) {
    return rows.get(clip).rms();
  }

  /** SHA-256 of a clip's little-endian int16 samples. */
  public String pcmHash(int clip) {
    return rows.get(clip).sha256();
  }

  /** Fills {@code into} with the clip's samples from {@code offset} on; full scale = 1. */
  public void read(int clip, long offset, float[] into) {
    ClipRow row = rows.get(clip);
    if (offset < 0 || offset > row.samples() - into.length) {
      throw new IllegalArgumentException(
          "samples %d to %d of clip %s, which has %d"
              .formatted(offset, offset + into.length, row.id(), row.samples()));
    }
    shards().read(row.shard(), row.offset() + offset * ClipRow.BYTES_PER_SAMPLE, into);
  }

  /** The whole clip. */
  public float[] read(int clip) {
    float[] samples = new float[Math.toIntExact(rows.get(clip).samples())];
    read(clip, 0, samples);
    return samples;
  }

  /** The clip's rich labels (beats, chords …; times in seconds), or a missing node. */
  public JsonNode annotations(int clip) {
    if (manifest.annotationsSha256().isEmpty()) {
      return MissingNode.getInstance();
    }
    return openAnnotations().of(clip);
  }

  private synchronized Annotations openAnnotations() {
    if (annotations == null) {
      Path file = directory.resolve(Manifest.ANNOTATIONS);
      annotations = Annotations.open(file, manifest.annotationsSha256(), rows.size());
    }
    return annotations;
  }

  /** Reads every sample and compares every hash. */
  public void verify() {
    for (ClipRow row : rows) {
      long length = row.end() - row.offset();
      String hash = new Sha256().add(shards().slice(row.shard(), row.offset(), length)).hex();
      Damage.unless(
          hash.equals(row.sha256()),
          directory.resolve(Manifest.shardFile(row.shard())),
          "the samples of clip %s are not those that were stored",
          row.id());
    }
    if (!manifest.annotationsSha256().isEmpty()) {
      openAnnotations();
    }
  }

  private Shards shards() {
    Shards open = shards;
    if (open == null) {
      throw new IllegalStateException("corpus " + name() + " is closed");
    }
    return open;
  }

  @Override
  public void close() {
    shards = null;
  }
}
