package ricercar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.corpus.Task;
import ricercar.random.Stream;

/** Expected numbers of keys are mir_eval 0.8's, those of R² scikit-learn's. */
class TaskMetricTests {
  private static final List<String> TONICS =
      List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");

  @ParameterizedTest
  @CsvSource({
    "C major, C major, 1",
    "C major, G major, 0.5",
    "C major, F major, 0",
    "C major, A minor, 0.3",
    "C major, C minor, 0.2",
    "C major, G minor, 0",
    "A minor, C major, 0.3",
    "A minor, A major, 0.2",
    "A minor, E minor, 0.5",
    "Gb major, C# major, 0.5",
    "Gb major, D# minor, 0.3",
    "F minor, Ab major, 0.3",
    "F minor, Bb minor, 0",
    "B major, Cb major, 1"
  })
  void aKeyIsWorthWhatMirexSays(String truth, String estimate, double score) {
    assertThat(WeightedKeyScore.of(truth, estimate)).isEqualTo(score);
  }

  @Test
  void eachKeyHasOneOfEachKindOfNeighbour() {
    double sum = 0;
    for (String truth : keys().classes()) {
      for (String estimate : keys().classes()) {
        sum += WeightedKeyScore.of(truth, estimate);
      }
    }
    assertThat(sum).isCloseTo(48, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 104, true, true",
    "100, 105, false, false",
    "100, 96, true, true",
    "100, 95, false, false",
    "100, 200, false, true",
    "100, 209, false, false",
    "100, 50, false, true",
    "120, 40, false, true",
    "120, 43, false, false",
    "60, 187, false, true",
    "60, 90, false, false"
  })
  void aTempoMayBeFourPercentOffAndForAcc2AnOctave(
      double truth, double estimate, boolean first, boolean second) {
    assertThat(TempoAccuracy.ACC1.of(truth, estimate)).isEqualTo(first);
    assertThat(TempoAccuracy.ACC2.of(truth, estimate)).isEqualTo(second);
  }

  @Test
  void keysAndTempiAreJudgedByTheirOwnMetrics() {
    Task style = new Task("style", Task.Kind.SINGLE_LABEL, List.of("a", "b"));
    Task pitch = new Task("pitch", Task.Kind.SINGLE_LABEL, List.of("60", "61"));
    Task tempo = new Task("tempo", Task.Kind.SINGLE_LABEL, List.of("60", "61"));
    Task classes = new Task("tempo", Task.Kind.SINGLE_LABEL, List.of("slow", "fast"));

    assertThat(Metric.forTask(keys())).containsExactly(Metric.WEIGHTED_KEY_SCORE, Metric.ACCURACY);
    assertThat(Metric.forTask(tempo)).containsExactly(Metric.TEMPO_ACC1, Metric.TEMPO_ACC2);
    for (Task other : List.of(style, pitch, classes)) {
      assertThat(Metric.forTask(other)).containsExactly(Metric.ACCURACY);
    }
  }

  @Test
  void theyAreMeansOverTheItems() {
    Outcomes outcomes = outcomes(keys(), new int[] {0, 0, 0, 9}, new int[] {0, 7, 12, 0});
    assertThat(Metric.WEIGHTED_KEY_SCORE.of(outcomes)).isCloseTo(1.7 / 4, within(1e-12));

    Task tempo = new Task("bpm", Task.Kind.SINGLE_LABEL, List.of("60", "62", "120", "200"));
    Outcomes tempi = outcomes(tempo, new int[] {0, 0, 0, 3}, new int[] {1, 2, 3, 3});
    assertThat(Metric.TEMPO_ACC1.of(tempi)).isEqualTo(0.5);
    assertThat(Metric.TEMPO_ACC2.of(tempi)).isEqualTo(0.75);
  }

  @Test
  void rSquaredIsScikitLearns() {
    Outcomes outcomes =
        regression(
            new float[][] {{3, -0.5f}, {-0.5f, 1}, {2, 0.25f}, {7, 2}},
            new float[][] {{2.5f, 0}, {0, 1.5f}, {2, -0.25f}, {8, 1.75f}});

    assertThat(RSquared.perTarget(outcomes)[0]).isCloseTo(0.94860814, within(1e-8));
    assertThat(RSquared.perTarget(outcomes)[1]).isCloseTo(0.76255708, within(1e-8));
    assertThat(Metric.R_SQUARED.of(outcomes)).isCloseTo(0.8555826073352694, within(1e-12));
    assertThat(Metric.R_SQUARED.on(outcomes).of(new int[] {2, 0, 1, 3}))
        .isCloseTo((0.87861272 + 0.88235294) / 2, within(1e-8));
  }

  @Test
  void theMeanHasNoRSquaredAndTheTruthHasAll() {
    float[][] truth = {{1}, {2}, {6}};
    assertThat(Metric.R_SQUARED.of(regression(truth, new float[][] {{3}, {3}, {3}}))).isZero();
    assertThat(Metric.R_SQUARED.of(regression(truth, truth))).isEqualTo(1);
    assertThat(Metric.R_SQUARED.of(regression(new float[][] {{2}, {2}}, new float[][] {{2}, {2}})))
        .isNaN();
  }

  @Test
  void rSquaredOnAResampleIsThatOfTheCopies() {
    Stream random = Stream.of(5, "regression");
    float[][] truth = new float[20][2];
    float[][] said = new float[20][2];
    int[] counts = new int[20];
    List<Integer> copies = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (int k = 0; k < 2; k++) {
        truth[i][k] = (float) random.nextGaussian();
        said[i][k] = truth[i][k] + (float) random.nextGaussian();
      }
      counts[i] = random.nextInt(3);
      copies.addAll(Collections.nCopies(counts[i], i));
    }
    Outcomes copied =
        regression(
            copies.stream().map(i -> truth[i]).toArray(float[][]::new),
            copies.stream().map(i -> said[i]).toArray(float[][]::new));
    assertThat(Metric.R_SQUARED.on(regression(truth, said)).of(counts))
        .isCloseTo(Metric.R_SQUARED.of(copied), within(1e-12));
  }

  private static Task keys() {
    List<String> names = new ArrayList<>();
    TONICS.forEach(tonic -> names.add(tonic + " major"));
    TONICS.forEach(tonic -> names.add(tonic + " minor"));
    return new Task("key", Task.Kind.SINGLE_LABEL, names);
  }

  private static Outcomes regression(float[][] truth, float[][] said) {
    List<String> targets = IntStream.range(0, truth[0].length).mapToObj(t -> "t" + t).toList();
    List<String> items = IntStream.range(0, truth.length).mapToObj(i -> "i" + i).toList();
    Task task = new Task("mood", Task.Kind.REGRESSION, targets);
    return new Outcomes(task, items, items, new int[truth.length][0], said, truth);
  }

  private static Outcomes outcomes(Task task, int[] truth, int[] said) {
    List<String> items = IntStream.range(0, truth.length).mapToObj(i -> "i" + i).toList();
    float[][] scores = new float[truth.length][task.classes().size()];
    int[][] classes = new int[truth.length][];
    for (int i = 0; i < truth.length; i++) {
      scores[i][said[i]] = 1;
      classes[i] = new int[] {truth[i]};
    }
    return new Outcomes(task, items, items, classes, scores);
  }
}
