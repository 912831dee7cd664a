package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ricercar.Problem;
import ricercar.files.Sha256;

/** Stores that were cut short, altered, or written by someone who means harm. */
class HostileStoreTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void build() {
    folder = temporary.resolve("tiny");
    TinyCorpus.build(folder, 6);
  }

  static Stream<Arguments> hostileRows() {
    return Stream.of(
        Arguments.of("a path instead of a shard", edit(row -> row.put("shard", "../../secret"))),
        Arguments.of("a shard that is not there", edit(row -> row.put("shard", 9))),
        Arguments.of("a negative shard", edit(row -> row.put("shard", -1))),
        Arguments.of("an offset out of range", edit(row -> row.put("offset", 1L << 40))),
        Arguments.of("an odd offset", edit(row -> row.put("offset", 201))),
        Arguments.of("a negative offset", edit(row -> row.put("offset", -2))),
        Arguments.of("an overlap with the clip before", edit(row -> row.put("offset", 0))),
        Arguments.of("a length whose bytes overflow", edit(row -> row.put("samples", 1L << 62))),
        Arguments.of("a negative length", edit(row -> row.put("samples", -5))),
        Arguments.of("one sample too many", edit(row -> row.put("samples", 102))),
        Arguments.of("no length", edit(row -> row.remove("samples"))),
        Arguments.of("a length of null", edit(row -> row.putNull("samples"))),
        Arguments.of("a length as text", edit(row -> row.put("samples", "101"))),
        Arguments.of("an unknown field", edit(row -> row.put("command", "rm"))),
        Arguments.of("an unknown split", edit(row -> row.put("split", "EXAM"))),
        Arguments.of("an id that stands twice", edit(row -> row.put("id", "clip0"))),
        Arguments.of("another label", edit(row -> row.withObject("/labels").putArray("tags"))),
        Arguments.of(
            "an unknown class",
            edit(row -> row.withObject("/labels").putArray("tags").add("bagpipe"))),
        Arguments.of(
            "a class of null", edit(row -> row.withObject("/labels").putArray("tags").addNull())),
        Arguments.of("a peak beyond full scale", edit(row -> row.put("peak", 1e9))));
  }

  private static Consumer<ObjectNode> edit(Consumer<ObjectNode> change) {
    return change;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileRows")
  void anIndexThatLiesIsRefusedEvenWithAFittingHash(String what, Consumer<ObjectNode> change)
      throws IOException {
    Path index = folder.resolve("clips.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(index));
    ObjectNode row = (ObjectNode) JSON.readTree(lines.get(1));
    change.accept(row);
    lines.set(1, row.toString());
    Files.write(index, lines);
    editHead(head -> head.put("clipsSha256", hash(index)));

    assertRefused(what.equals("another label") ? "corpus.json" : "clips.jsonl");
  }

  @Test
  void aRowTooFewIsRefused() throws IOException {
    Path index = folder.resolve("clips.jsonl");
    List<String> lines = Files.readAllLines(index);
    Files.write(index, lines.subList(0, 5));
    editHead(head -> head.put("clipsSha256", hash(index)).put("clips", 5));

    assertRefused("clips.jsonl");
  }

  @Test
  void aTornIndexIsRefused() throws IOException {
    Path index = folder.resolve("clips.jsonl");
    byte[] bytes = Files.readAllBytes(index);
    Files.write(index, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused("clips.jsonl");
  }

  @Test
  void aTruncatedShardIsRefused() throws IOException {
    Path shard = folder.resolve("shard-00000.pcm");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, java.util.Arrays.copyOf(bytes, bytes.length - 2));

    assertRefused("shard-00000.pcm");
  }

  @Test
  void aMissingShardIsRefused() throws IOException {
    Files.delete(folder.resolve("shard-00001.pcm"));

    assertRefused("shard-00001.pcm");
  }

  @Test
  void oneFlippedBitIsFoundByVerify() throws IOException {
    Path shard = folder.resolve("shard-00001.pcm");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[31] ^= 4;
    Files.write(shard, bytes);
    Corpus corpus = Corpus.open(folder);

    assertThatThrownBy(corpus::verify)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("shard-00001.pcm");
  }

  @Test
  void alteredAnnotationsAreFound() throws IOException {
    Path file = folder.resolve("annotations.jsonl");
    Files.writeString(file, Files.readString(file).replace("62", "63"));
    Corpus corpus = Corpus.open(folder);

    assertThatThrownBy(() -> corpus.annotations(2)).hasMessageContaining("annotations.jsonl");
    assertThatThrownBy(corpus::verify).hasMessageContaining("annotations.jsonl");
  }

  static Stream<Arguments> hostileHeads() {
    return Stream.of(
        Arguments.of("a later format", edit(head -> head.put("format", 2))),
        Arguments.of("no format", edit(head -> head.remove("format"))),
        Arguments.of("a null task", edit(head -> head.withArray("tasks").addNull())),
        Arguments.of("a rate of zero", edit(head -> head.put("sampleRate", 0))),
        Arguments.of("another name", edit(head -> head.put("name", "other"))),
        Arguments.of(
            "a shard beyond the limit", edit(head -> head.putArray("shardBytes").add(1L << 31))),
        Arguments.of("a negative shard", edit(head -> head.putArray("shardBytes").add(-2))),
        Arguments.of("a shard of null", edit(head -> head.putArray("shardBytes").addNull())),
        Arguments.of("no shards", edit(head -> head.putArray("shardBytes"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileHeads")
  void aHeadThatLiesIsRefused(String what, Consumer<ObjectNode> change) throws IOException {
    editHead(change);

    assertThatThrownBy(() -> Corpus.open(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void garbageForAHeadIsRefused() throws IOException {
    Files.write(folder.resolve("corpus.json"), new byte[] {0, 1, 2, (byte) 0xff});

    assertRefused("corpus.json");
  }

  @Test
  void aFolderThatIsNoStoreIsCalledThat() {
    assertThatThrownBy(() -> Corpus.open(temporary))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no clip store");
  }

  private void assertRefused(String file) {
    assertThatThrownBy(() -> Corpus.open(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(folder.resolve(file).toString());
  }

  private void editHead(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("corpus.json");
    ObjectNode head = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(head);
    Files.writeString(file, head.toString());
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
