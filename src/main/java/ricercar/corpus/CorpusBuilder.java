package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Exclusive;
import ricercar.files.Sha256;

/**
 * Writes a clip store: clips are added in order, by one thread, and the store appears whole at the
 * end or not at all.
 */
public final class CorpusBuilder {
  static final long SHARD_LIMIT = 1L << 30;

  private final Path folder;
  private final Header header;
  private final ClipCheck check;
  private final ShardWriter shards;
  private final List<ClipRow> rows = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();

  /**
   * What a corpus is, before its clips.
   *
   * @param provenance how the corpus came to be (seed, bank, decoder …); not part of the
   *     fingerprint
   */
  public record Header(
      String name, int sampleRate, List<Task> tasks, Map<String, String> provenance) {
    public Header {
      Problem.unless(name != null && !name.isBlank(), "A corpus needs a name.");
      Problem.unless(sampleRate > 0, "Corpus '%s' has sample rate %d.", name, sampleRate);
      tasks = List.copyOf(tasks);
      Problem.unless(
          tasks.stream().map(Task::name).distinct().count() == tasks.size(),
          "Corpus '%s' names a task twice.",
          name);
      Problem.unless(
          tasks.stream().noneMatch(task -> task.kind().measured()),
          "Corpus '%s' has a task whose answers are measured; labels hold classes only.",
          name);
      provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }
  }

  private CorpusBuilder(Path folder, Header header, long shardLimit) {
    this.folder = folder;
    this.header = header;
    this.check = new ClipCheck(header.tasks());
    this.shards = new ShardWriter(folder, shardLimit);
  }

  /**
   * Builds the store in {@code directory}, unless one of the same header is there already: that one
   * is opened. Two processes that want the same store take turns, and the second finds it built.
   */
  public static Corpus build(Path directory, Header header, Consumer<CorpusBuilder> body) {
    return build(directory, header, SHARD_LIMIT, body);
  }

  static Corpus build(
      Path directory, Header header, long shardLimit, Consumer<CorpusBuilder> body) {
    if (!isStore(directory)) {
      Exclusive.at(directory, () -> write(directory, header, shardLimit, body));
    }
    Corpus corpus = Corpus.open(directory);
    if (!corpus.header().equals(header)) {
      throw new Problem(
          "The folder " + directory + " holds another corpus than '" + header.name() + "'.",
          "Choose another folder or delete this one.");
    }
    return corpus;
  }

  private static void write(
      Path directory, Header header, long shardLimit, Consumer<CorpusBuilder> body) {
    if (isStore(directory)) {
      return;
    }
    if (Files.exists(directory)) {
      throw new Problem(
          "The folder " + directory + " exists and is no clip store.",
          "Choose another folder or delete this one.");
    }
    AtomicFiles.directory(
        directory,
        folder -> {
          CorpusBuilder builder = new CorpusBuilder(folder, header, shardLimit);
          try (builder.shards) {
            body.accept(builder);
          }
          builder.finish();
        });
  }

  private static boolean isStore(Path directory) {
    return Files.exists(directory.resolve(Manifest.FILE));
  }

  /**
   * Adds a clip.
   *
   * @param samples mono, full scale = 1, at the corpus's rate; as many as the clip says
   * @param annotations rich labels (times in seconds, so that they hold at every rate), or null
   */
  public void add(Clip clip, float[] samples, JsonNode annotations) {
    if (samples.length != clip.samples()) {
      throw new IllegalArgumentException(
          "clip %s says %d samples, given %d".formatted(clip.id(), clip.samples(), samples.length));
    }
    String fault = check.fault(clip);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    Pcm pcm = Pcm.of(samples);
    long offset = shards.append(pcm.bytes());
    rows.add(ClipRow.of(clip, shards.current(), offset, pcm));
    this.annotations.add(
        annotations == null || annotations instanceof MissingNode
            ? "null"
            : Json.line(annotations));
  }

  /** Puts a further file, such as an import's status rows, beside the store's own. */
  public void attach(String file, String text) {
    try {
      Files.writeString(folder.resolve(Path.of(file).getFileName()), text);
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full?", e);
    }
  }

  private void finish() throws IOException {
    Problem.unless(!rows.isEmpty(), "Corpus '%s' has no clip.", header.name());
    String clipsHash = writeLines(Manifest.CLIPS, rows.stream().map(Json::line).toList());
    boolean annotated = annotations.stream().anyMatch(line -> !line.equals("null"));
    String annotationsHash = annotated ? writeLines(Manifest.ANNOTATIONS, annotations) : "";
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            header.name(),
            header.sampleRate(),
            header.tasks(),
            header.provenance(),
            rows.size(),
            shards.sizes(),
            clipsHash,
            annotationsHash,
            Manifest.fingerprint(header, rows, annotationsHash));
    Files.writeString(folder.resolve(Manifest.FILE), Json.page(manifest));
  }

  private String writeLines(String file, List<String> lines) throws IOException {
    Files.write(folder.resolve(file), lines, StandardCharsets.UTF_8);
    return Sha256.of(folder.resolve(file));
  }
}
