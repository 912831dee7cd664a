package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.files.Sha256;

/**
 * A corpus in its clip store: int16 shards, memory-mapped, with an index of clips. Safe for any
 * number of reading threads.
 */
public final class Corpus implements ClipSounds, AutoCloseable {
  private final Path directory;
  private final Manifest manifest;
  private final List<ClipRow> rows;
  private final List<Clip> clips;
  private final List<DerivedTask> derived;
  private final Map<String, Labels> labels = new ConcurrentHashMap<>();
  private Annotations annotations;
  private volatile Shards shards;

  private Corpus(
      Path directory,
      Manifest manifest,
      List<ClipRow> rows,
      List<DerivedTask> derived,
      Shards shards) {
    this.directory = directory;
    this.manifest = manifest;
    this.rows = rows;
    this.derived = List.copyOf(derived);
    this.clips = rows.stream().map(ClipRow::clip).toList();
    this.shards = shards;
  }

  /** Opens a store after checking its head, its index and the sizes of its shards. */
  public static Corpus open(Path directory) {
    Manifest manifest = IndexReader.manifest(directory);
    List<ClipRow> rows = IndexReader.rows(directory, manifest);
    return new Corpus(
        directory, manifest, rows, List.of(), Shards.map(directory, manifest.shardBytes()));
  }

  /**
   * The same corpus that also answers tasks whose answers follow from what it holds. They are no
   * part of the store, nor of the fingerprint.
   */
  public Corpus deriving(List<DerivedTask> more) {
    return new Corpus(directory, manifest, rows, more, shards());
  }

  List<DerivedTask> derivedTasks() {
    return derived;
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

  @Override
  public int sampleRate() {
    return manifest.sampleRate();
  }

  public Map<String, String> provenance() {
    return manifest.provenance();
  }

  CorpusBuilder.Header header() {
    return manifest.header();
  }

  @Override
  public List<Clip> clips() {
    return clips;
  }

  /** Those whose answers are stored. */
  public List<Task> tasks() {
    return manifest.tasks();
  }

  /** A stored task or a derived one. */
  public Task task(String name) {
    List<Task> all = new ArrayList<>(tasks());
    derived.forEach(more -> all.add(more.task()));
    return all.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "Corpus '" + name() + "' has no task '" + name + "'.",
                    "Its tasks are " + all.stream().map(Task::name).toList() + "."));
  }

  public Labels labels(String task) {
    return labels.computeIfAbsent(task, name -> Labels.of(task(name), answers(name)));
  }

  /** Of each clip to a task; null where it is not labelled. */
  private List<List<String>> answers(String task) {
    for (DerivedTask more : derived) {
      if (more.task().name().equals(task)) {
        return IntStream.range(0, clips.size())
            .mapToObj(clip -> more.rule().answer(this, clip).orElse(null))
            .toList();
      }
    }
    return clips.stream().map(clip -> clip.labels().get(task)).toList();
  }

  /** The clips of a split, ascending. */
  public int[] indices(Split split) {
    return IntStream.range(0, clips.size()).filter(i -> clips.get(i).split() == split).toArray();
  }

  /** Which track each of some clips is a part of. */
  public List<String> tracks(int[] clips) {
    return IntStream.of(clips).mapToObj(clip -> this.clips.get(clip).track()).toList();
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

  @Override
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
