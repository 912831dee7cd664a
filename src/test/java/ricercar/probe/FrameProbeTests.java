package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.BeatFMeasure;
import ricercar.metric.Metric;
import ricercar.random.Stream;

class FrameProbeTests {
  private static final int CLIPS = 40;
  private static final Probe QUICK = new Probe(0, List.of(1e-2), null, 15, 3, 128, null);

  @TempDir Path folder;
  private Corpus corpus;

  /** Clips of 4 s: a chord of eight per half second, sections of 1.5 s and 2.5 s, 2 beats/s. */
  @BeforeEach
  void fill() {
    corpus = annotated("songs", 0);
  }

  private Corpus annotated(String name, double testShift) {
    return AnnotatedClips.corpus(
        folder.resolve(name),
        CLIPS,
        4,
        i -> {
          ObjectNode root = AnnotatedClips.empty();
          for (int c = 0; c < 8; c++) {
            int chord = Stream.of(1, "chord", i, c).nextInt(3);
            AnnotatedClips.chord(root, c / 2.0, (c + 1) / 2.0, chord, "major");
          }
          AnnotatedClips.section(root, 0, 1.5, "A");
          AnnotatedClips.section(root, 1.5, 4, "B");
          double shift = LabelledClips.split(i) == Split.TEST ? testShift : 0;
          return AnnotatedClips.beats(root, times(i, shift));
        });
  }

  private static double[] times(int clip, double shift) {
    double first = Stream.of(2, "beat", clip).uniform(0.05, 0.2);
    return IntStream.range(0, 8).mapToDouble(b -> first + shift + 0.45 * b).toArray();
  }

  private static Stream random() {
    return Stream.of(1, "frame probe");
  }

  /** Gaussian frames, moved along the axis of what is true of them. */
  private FrameEmbeddings planted(FrameTargets targets, double rate, double distance) {
    return FrameEmbeddings.of(
        IntStream.range(0, CLIPS).toArray(),
        clip -> {
          int[][] active = targets.active(clip, (int) (4 * rate), rate);
          float[][] rows = new float[active.length][6];
          Stream noise = Stream.of(3, "frames", clip);
          for (int t = 0; t < rows.length; t++) {
            for (int k = 0; k < 6; k++) {
              rows[t][k] = (float) noise.nextGaussian();
            }
            for (int c : active[t]) {
              rows[t][c] += (float) distance;
            }
          }
          return Frames.of(rows, rate);
        });
  }

  @Test
  void aPlantedDirectionIsFoundAndNoiseIsNot() {
    for (FrameTargets targets :
        new FrameTargets[] {new ChordTargets(corpus), SectionTargets.of(corpus)}) {
      double found = accuracy(FrameProbe.of(QUICK), planted(targets, 10, 6), targets);
      double noise = accuracy(FrameProbe.of(QUICK), planted(targets, 10, 0), targets);
      assertThat(found).isGreaterThan(0.97);
      assertThat(noise).isLessThan(0.75);
    }
  }

  private static double accuracy(FrameProbe probe, FrameEmbeddings frames, FrameTargets targets) {
    return probe.evaluate(frames, targets, random()).metrics().get(Metric.ACCURACY);
  }

  @Test
  void testFramesAreSpacedEvenlyAndGroupedByTrack() {
    FrameTargets targets = new ChordTargets(corpus);
    FrameEmbeddings frames = planted(targets, 10, 3);
    ProbeResult result = new FrameProbe(QUICK, 7, 4).evaluate(frames, targets, random());
    assertThat(result.outcomes().items())
        .hasSize(8 * 4)
        .startsWith("clip4@5", "clip4@15", "clip4@25", "clip4@35", "clip9@5");
    assertThat(result.outcomes().groups()).startsWith("track4", "track4", "track4", "track4");
    assertThat(result.clips()).startsWith(4, 4, 4, 4, 9);
    assertThat(result.measures())
        .containsEntry("probe training frames", 24 * 7.0)
        .containsEntry("probe training clips", 24.0)
        .containsEntry("probe test frames", 32.0);
  }

  @Test
  void beatsAreFoundByThePeaksOfAPlantedActivation() {
    BeatTargets targets = BeatTargets.beats(corpus);
    ProbeResult found = BeatProbe.of(QUICK).evaluate(planted(targets, 25, 8), targets, random());
    ProbeResult noise = BeatProbe.of(QUICK).evaluate(planted(targets, 25, 0), targets, random());
    assertThat(found.outcomes().task())
        .isEqualTo(new Task("beats", Task.Kind.SCORE, List.of("beat F-measure")));
    assertThat(found.outcomes().items()).hasSize(8).startsWith("clip4");
    assertThat(found.outcomes().groups()).startsWith("track4");
    assertThat(found.metrics().get(Metric.MEAN)).isGreaterThan(0.95);
    assertThat(noise.metrics().get(Metric.MEAN)).isLessThan(0.6);
    assertThat(found.measures().get("validation F-measure")).isGreaterThan(0.95);
  }

  @Test
  void theBeatsOfTestClipsChooseNoThreshold() {
    BeatTargets targets = BeatTargets.beats(corpus);
    FrameEmbeddings frames = planted(targets, 25, 8);
    ProbeResult here = BeatProbe.of(QUICK).evaluate(frames, targets, random());
    BeatTargets moved = BeatTargets.beats(annotated("moved", 0.2));
    ProbeResult elsewhere = BeatProbe.of(QUICK).evaluate(frames, moved, random());
    assertThat(elsewhere.measures()).isEqualTo(here.measures());
    assertThat(elsewhere.metrics().get(Metric.MEAN)).isLessThan(0.1);
  }

  @Test
  void aPeakIsTheLargestWithinATenthOfASecondAndTheFirstOfEquals() {
    float[] activation = {0, 3, 1, 2, 0, 0, 5, 5, 0, 0, 4};
    Peaks peaks = Peaks.of(activation, 20);
    assertThat(peaks.times()).containsExactly(new double[] {0.075, 0.325, 0.525}, within(1e-9));
    assertThat(peaks.above(4)).containsExactly(new double[] {0.325, 0.525}, within(1e-9));
    assertThat(peaks.above(4.5)).hasSize(1);
  }

  @Test
  void whatCannotBeJudgedIsSaidPlainly() {
    BeatTargets targets = BeatTargets.beats(corpus);
    FrameEmbeddings coarse = planted(targets, 5, 1);
    assertThatThrownBy(() -> BeatProbe.of(QUICK).evaluate(coarse, targets, random()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("5.0 frames per second");
    new BeatProbe(FrameProbe.of(QUICK), new BeatFMeasure(0.1, 0))
        .evaluate(coarse, targets, random());
    FrameEmbeddings training =
        new FrameEmbeddings(
            new int[] {0, 1}, Arrays.asList(coarse.frames().get(0), coarse.frames().get(1)));
    assertThatThrownBy(() -> FrameProbe.of(QUICK).evaluate(training, targets, random()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("TEST");
    assertThatThrownBy(() -> new FrameProbe(null, 0, null)).isInstanceOf(Problem.class);
  }
}
