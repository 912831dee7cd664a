package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.files.AtomicFiles;

class CorpusTests {
  @TempDir Path temporary;

  @Test
  void clipsComeBackAsTheyWereStored() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 9);

    assertThat(corpus.clips()).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(corpus.clips().get(i)).isEqualTo(TinyCorpus.clip(i));
      assertThat(corpus.read(i)).isEqualTo(TinyCorpus.samples(i));
    }
    corpus.verify();
  }

  @Test
  void aStretchIsReadFromAnywhereInAClip() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 9);
    float[] stretch = new float[20];

    corpus.read(5, 85, stretch);

    assertThat(stretch).isEqualTo(Arrays.copyOfRange(TinyCorpus.samples(5), 85, 105));
    assertThatThrownBy(() -> corpus.read(5, 86, stretch))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> corpus.read(5, -1, stretch))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shardsAreLittleEndianAndNoClipSpansTwo() throws IOException {
    Path folder = temporary.resolve("tiny");
    TinyCorpus.build(folder, 9);
    int clips = 0;
    try (var files = Files.list(folder)) {
      for (Path shard : files.filter(file -> file.toString().endsWith(".pcm")).sorted().toList()) {
        assertThat(Files.size(shard)).isLessThanOrEqualTo(1000);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(shard));
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
          for (float sample : TinyCorpus.samples(clips)) {
            assertThat(bytes.getShort() / 32768f).isEqualTo(sample);
          }
          clips++;
        }
      }
    }
    assertThat(clips).isEqualTo(9);
  }

  @Test
  void loudSamplesAreHeldAtFullScaleAndMeasured() {
    Clip clip = new Clip("c", "t", "g", Split.TRAIN, 4, Map.of());
    Corpus corpus =
        CorpusBuilder.build(
            temporary.resolve("loud"),
            TinyCorpus.header(),
            builder -> builder.add(clip, new float[] {2, -2, 0.5f, 0}, null));

    assertThat(corpus.read(0)).containsExactly(32767 / 32768f, -1, 0.5f, 0);
    assertThat(corpus.peak(0)).isEqualTo(1);
    assertThat(corpus.rms(0)).isCloseTo(0.75f, org.assertj.core.data.Offset.offset(1e-4f));
  }

  @Test
  void labelsAreSortedIndicesAndNullWhereUnknown() {
    Corpus corpus =
        CorpusBuilder.build(
            temporary.resolve("labels"),
            TinyCorpus.header(),
            builder -> {
              TinyCorpus.fill(builder, 2);
              builder.add(new Clip("bare", "t", "g", Split.TEST, 1, Map.of()), new float[1], null);
            });

    assertThat(corpus.labels("tags").active()[1]).containsExactly(0, 1);
    assertThat(corpus.labels("tags").active()[0]).isEmpty();
    assertThat(corpus.labels("tags").labelled(2)).isFalse();
    assertThat(corpus.labels("style").classOf(1)).isEqualTo(1);
    assertThatThrownBy(() -> corpus.labels("mood")).hasMessageContaining("mood", "style");
  }

  @Test
  void annotationsBelongToTheirClip() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 9);

    assertThat(corpus.annotations(4).path("tempo").asInt()).isEqualTo(64);
    assertThat(corpus.annotations(1).isMissingNode()).isTrue();
  }

  @Test
  void indicesPartTheClips() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 9);

    assertThat(corpus.indices(Split.TRAIN)).containsExactly(0, 3, 6);
    assertThat(corpus.indices(Split.TEST)).containsExactly(2, 5, 8);
  }

  @Test
  void fingerprintKnowsTheContentAndNotTheLayoutOrTheProvenance() {
    String here = TinyCorpus.build(temporary.resolve("a"), 9).fingerprint();
    CorpusBuilder.Header header = TinyCorpus.header();
    CorpusBuilder.Header elsewhere =
        new CorpusBuilder.Header("tiny", 8000, header.tasks(), Map.of("made by", "another"));
    String oneShard =
        CorpusBuilder.build(
                temporary.resolve("b"), elsewhere, builder -> TinyCorpus.fill(builder, 9))
            .fingerprint();
    String shorter = TinyCorpus.build(temporary.resolve("c"), 8).fingerprint();
    String otherSplit = fingerprintWith(new Clip("c", "t", "g", Split.TEST, 1, Map.of()), 0.5f);
    String otherSound = fingerprintWith(new Clip("c", "t", "g", Split.TRAIN, 1, Map.of()), 0.25f);
    String otherLabel =
        fingerprintWith(
            new Clip("c", "t", "g", Split.TRAIN, 1, Map.of("style", List.of("wild"))), 0.5f);
    String one = fingerprintWith(new Clip("c", "t", "g", Split.TRAIN, 1, Map.of()), 0.5f);

    assertThat(here).isEqualTo(oneShard).isNotEqualTo(shorter);
    assertThat(List.of(one, otherSplit, otherSound, otherLabel)).doesNotHaveDuplicates();
  }

  private String fingerprintWith(Clip clip, float sample) {
    Path folder = temporary.resolve("one" + clip.hashCode() + sample);
    return CorpusBuilder.build(
            folder, TinyCorpus.header(), builder -> builder.add(clip, new float[] {sample}, null))
        .fingerprint();
  }

  @Test
  void anExistingStoreIsOpenedAndNotBuiltAgain() {
    Path folder = temporary.resolve("tiny");
    TinyCorpus.build(folder, 3);
    AtomicInteger builds = new AtomicInteger();

    Corpus again =
        CorpusBuilder.build(folder, TinyCorpus.header(), builder -> builds.incrementAndGet());

    assertThat(builds).hasValue(0);
    assertThat(again.clips()).hasSize(3);
  }

  @Test
  void aFolderWithAnotherCorpusIsRefused() {
    Path folder = temporary.resolve("tiny");
    TinyCorpus.build(folder, 3);
    CorpusBuilder.Header other = new CorpusBuilder.Header("other", 8000, List.of(), Map.of());

    assertThatThrownBy(() -> CorpusBuilder.build(folder, other, builder -> {}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aBuildThatFailsLeavesNothing() throws IOException {
    Path folder = temporary.resolve("tiny");

    assertThatThrownBy(
            () ->
                CorpusBuilder.build(
                    folder,
                    TinyCorpus.header(),
                    builder -> {
                      TinyCorpus.fill(builder, 2);
                      throw new IllegalStateException("the composer is ill");
                    }))
        .hasMessage("the composer is ill");

    assertThat(folder).doesNotExist();
    assertThat(leftBeside("tiny.part")).isEmpty();
  }

  @Test
  void whatAKilledBuilderLeftIsClearedAway() throws IOException {
    Path torn = Files.createDirectories(temporary.resolve(".tiny.part123"));
    Files.write(torn.resolve("shard-00000.pcm"), new byte[77]);

    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 3);

    corpus.verify();
    assertThat(leftBeside("tiny.part")).isEmpty();
  }

  private List<Path> leftBeside(String part) throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).toList();
    }
  }

  @Test
  void manyBuildersOfOneStoreBuildItOnce() {
    AtomicInteger builds = new AtomicInteger();

    List<String> prints =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i ->
                    CorpusBuilder.build(
                            temporary.resolve("shared"),
                            TinyCorpus.header(),
                            builder -> {
                              builds.incrementAndGet();
                              TinyCorpus.fill(builder, 5);
                            })
                        .fingerprint())
            .toList();

    assertThat(builds).hasValue(1);
    assertThat(prints).containsOnly(prints.get(0));
  }

  @Test
  void manyThreadsReadTheSame() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 9);

    boolean same =
        IntStream.range(0, 5000)
            .parallel()
            .allMatch(i -> Arrays.equals(corpus.read(i % 9), TinyCorpus.samples(i % 9)));

    assertThat(same).isTrue();
  }

  @Test
  void clipsThatContradictTheirTasksAreRefused() {
    assertThatThrownBy(() -> add(Map.of("style", List.of("calm", "wild"))))
        .hasMessageContaining("exactly one class of 'style'");
    assertThatThrownBy(() -> add(Map.of("style", List.of("odd")))).hasMessageContaining("'odd'");
    assertThatThrownBy(() -> add(Map.of("mood", List.of("odd")))).hasMessageContaining("'mood'");
  }

  private void add(Map<String, List<String>> labels) {
    CorpusBuilder.build(
        temporary.resolve("refused"),
        TinyCorpus.header(),
        builder ->
            builder.add(new Clip("c", "t", "g", Split.TRAIN, 1, labels), new float[1], null));
  }

  @Test
  void aClosedCorpusSaysSo() {
    Corpus corpus = TinyCorpus.build(temporary.resolve("tiny"), 3);
    corpus.close();

    assertThatThrownBy(() -> corpus.read(0)).hasMessageContaining("closed");
  }

  @Test
  void deletingTheFolderIsEnoughToBuildAnew() {
    Path folder = temporary.resolve("tiny");
    TinyCorpus.build(folder, 3);
    AtomicFiles.delete(folder);

    assertThat(TinyCorpus.build(folder, 4).clips()).hasSize(4);
  }
}
