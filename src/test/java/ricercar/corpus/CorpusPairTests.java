package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.random.Stream;

class CorpusPairTests {
  private static final Task PITCH =
      new Task("pitch", Task.Kind.SINGLE_LABEL, List.of("low", "high"));

  @TempDir Path folder;

  @Test
  void everyBatchHoldsExactlySoManyLabelledNotesAndTheRestIsMusicWithoutLabels() {
    CorpusPair pair = new CorpusPair(music(54), notes(48, 8000));
    LabelledShare share = LabelledShare.of(notes(48, 8000), "pitch", 1, 3);
    ClipSampler sampler = ClipSampler.of(pair, pair.pools(share), 8, 0.25, 3);
    int[] uses = new int[54 + 48];
    for (int step = 0; step < 60; step++) {
      ClipSampler.Batch batch = sampler.batch(step);
      for (int row = 0; row < 8; row++) {
        int clip = batch.clips()[row];
        assertThat(batch.labelled()[row]).isEqualTo(row < 2);
        assertThat(clip >= 54).isEqualTo(row < 2);
        uses[clip]++;
      }
    }
    // Both go round without replacement: 18 training clips of music in 3 steps, 16 notes in 8.
    for (int clip = 0; clip < uses.length; clip++) {
      boolean train = pair.clips().get(clip).split() == Split.TRAIN;
      int least = !train ? 0 : clip < 54 ? 20 : 7;
      int most = !train ? 0 : clip < 54 ? 20 : 8;
      assertThat(uses[clip]).isBetween(least, most);
    }
    // Any step is the same from a new sampler: a resumed run needs nothing but its number.
    assertThat(ClipSampler.of(pair, pair.pools(share), 8, 0.25, 3).batch(41).clips())
        .isEqualTo(sampler.batch(41).clips());
  }

  @Test
  void soundAndLabelsStandUnderTheJointIndex() {
    Corpus music = music(12);
    Corpus notes = notes(9, 8000);
    CorpusPair pair = new CorpusPair(music, notes);
    float[] joint = new float[50];
    float[] own = new float[50];

    pair.read(3, 5, joint);
    music.read(3, 5, own);
    assertThat(joint).isEqualTo(own);
    pair.read(12 + 3, 5, joint);
    notes.read(3, 5, own);
    assertThat(joint).isEqualTo(own);

    Labels labels = pair.labels("pitch");
    assertThat(IntStream.range(0, 12)).noneMatch(labels::labelled);
    assertThat(labels.classOf(12 + 3)).isEqualTo(notes.labels("pitch").classOf(3));
    assertThatThrownBy(() -> pair.labels("style")).hasMessageContaining("no task 'style'");
  }

  @Test
  void twoRatesAreRefused() {
    assertThatThrownBy(() -> new CorpusPair(music(6), notes(6, 4000)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("8000 Hz")
        .hasMessageContaining("4000");
  }

  @Test
  void whatWasHeardInAnotherCorpusIsNoTest() {
    Corpus one = music(9);
    assertThatThrownBy(() -> TrainingOnly.check(one, shifted()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clip1")
        .hasMessageContaining("training clip clip0");
    TrainingOnly.check(one, notes(9, 8000));
    TrainingOnly.check(one, one);
  }

  @Test
  void derivedTasksAreAnsweredAndChangeNoFingerprint() {
    Corpus stored = music(9);
    Task length = new Task("length", Task.Kind.SINGLE_LABEL, List.of("odd", "even"));
    DerivedTask derived =
        new DerivedTask(
            length,
            (corpus, clip) ->
                clip == 4
                    ? Optional.empty()
                    : Optional.of(
                        List.of(corpus.clips().get(clip).samples() % 2 == 0 ? "even" : "odd")));
    Corpus corpus = stored.deriving(List.of(derived));

    assertThat(corpus.labels("length").classOf(2)).isEqualTo(1);
    assertThat(corpus.labels("length").classOf(3)).isZero();
    assertThat(corpus.labels("length").labelled(4)).isFalse();
    assertThat(corpus.labels("style").classOf(1)).isEqualTo(stored.labels("style").classOf(1));
    assertThat(corpus.fingerprint()).isEqualTo(stored.fingerprint());
    assertThat(corpus.tasks()).isEqualTo(stored.tasks());
    assertThat(Rates.at(corpus, 4000, Progress.SILENT, folder.resolve("rates")).labels("length"))
        .isNotNull();
    assertThatThrownBy(() -> stored.labels("length")).hasMessageContaining("no task 'length'");
  }

  private Corpus music(int clips) {
    return TinyCorpus.build(folder.resolve("music" + clips), clips);
  }

  private Corpus notes(int clips, int rate) {
    return CorpusBuilder.build(
        folder.resolve("notes" + clips + "-" + rate),
        new CorpusBuilder.Header("notes", rate, List.of(PITCH), Map.of()),
        builder -> {
          for (int i = 0; i < clips; i++) {
            String pitch = PITCH.classes().get(i % 2);
            builder.add(
                new Clip(
                    "note" + i,
                    "note" + i,
                    "note" + i,
                    Split.values()[i % 3],
                    80,
                    Map.of("pitch", List.of(pitch))),
                noise(i, 80),
                null);
          }
        });
  }

  /** The sound of a training clip of {@link #music} as a test clip. */
  private Corpus shifted() {
    Clip heard = TinyCorpus.clip(0);
    return CorpusBuilder.build(
        folder.resolve("shifted"),
        TinyCorpus.header(),
        builder ->
            builder.add(
                new Clip("clip1", "t", "g", Split.TEST, heard.samples(), heard.labels()),
                TinyCorpus.samples(0),
                null));
  }

  private static float[] noise(int clip, int samples) {
    Stream random = Stream.of(5, "note", clip);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = Math.round(random.uniform(-1, 1) * 32767) / 32768f;
    }
    return Arrays.copyOf(noise, samples);
  }
}
