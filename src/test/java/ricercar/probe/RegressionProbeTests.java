package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.Metric;
import ricercar.random.Stream;

class RegressionProbeTests {
  private static final int CLIPS = 200;
  private static final Task MOOD =
      new Task("mood", Task.Kind.REGRESSION, List.of("arousal", "valence"));

  @TempDir Path folder;

  private final Embeddings features = LabelledClips.clouds(CLIPS, 4, 0, i -> List.of());

  /** Linear in the features, far from mean 0 and deviation 1. */
  private double[] linear(int clip) {
    float[] x = features.row(clip);
    return new double[] {100 + 20 * x[0] - 10 * x[1], -3 + 0.01 * x[2]};
  }

  @Test
  void whatIsLinearIsFoundInItsOwnUnits() {
    Probe probe = new Probe(0, List.of(3e-2, 1e-4), List.of(0.0), 200, 20, 32, null);
    ProbeResult result =
        probe.evaluate(features, corpus(this::linear), "mood", Stream.of(1, "probe"));

    assertThat(result.metrics()).containsOnlyKeys(Metric.R_SQUARED);
    assertThat(result.metrics().get(Metric.R_SQUARED)).isGreaterThan(0.99);
    assertThat(result.measures().get("R² arousal")).isGreaterThan(0.99);
    assertThat(result.measures().get("R² valence")).isGreaterThan(0.99);
    int clip = result.clips()[0];
    assertThat((double) result.outcomes().scores()[0][0]).isCloseTo(linear(clip)[0], within(3.0));
    assertThat((double) result.outcomes().numbers()[0][0]).isCloseTo(linear(clip)[0], within(1e-4));
  }

  @Test
  void whatTheFeaturesDoNotHoldIsAnsweredByTheMean() {
    IntFunction<double[]> noise = i -> new double[] {Stream.of(8, "noise", i).nextGaussian(), 5};
    ProbeResult result =
        Probe.linear().evaluate(features, corpus(noise), "mood", Stream.of(1, "probe"));

    assertThat(result.measures().get("R² arousal")).isBetween(-0.5, 0.1);
    assertThat((double) result.outcomes().scores()[0][1]).isCloseTo(5, within(1e-4));
  }

  @Test
  void neighboursAnswerWithTheirWeightedMean() {
    IntFunction<double[]> same = i -> new double[] {7, i % 2};
    ProbeResult result =
        new NearestNeighbours(10).evaluate(features, corpus(same), "mood", Split.VALIDATION);
    assertThat((double) result.outcomes().scores()[0][0]).isCloseTo(7, within(1e-4));
    assertThat(result.outcomes().scores()[0][1]).isBetween(0f, 1f);
  }

  @Test
  void allThatWasTriedIsToldWithItsValidationLosses() {
    Probe probe = new Probe(0, List.of(1e-6, 3e-2), List.of(0.0, 0.1), 12, 20, 32, null);
    ProbeResult result =
        probe.evaluate(features, corpus(this::linear), "mood", Stream.of(1, "probe"));

    assertThat(result.trials()).hasSize(4);
    assertThat(result.trials().stream().filter(ProbeTrial::chosen)).hasSize(1);
    ProbeTrial chosen = result.trials().stream().filter(ProbeTrial::chosen).findFirst().get();
    assertThat(chosen.learningRate()).isEqualTo(3e-2);
    assertThat(chosen.validationLosses()).hasSize(12);
    assertThat(chosen.validationLosses().get(chosen.epoch() - 1))
        .isEqualTo(result.measures().get("probe validation loss"));
    for (ProbeTrial trial : result.trials()) {
      assertThat(trial.validationLosses())
          .allMatch(loss -> loss >= result.measures().get("probe validation loss"));
    }
  }

  private Corpus corpus(IntFunction<double[]> numbers) {
    return CorpusBuilder.build(
        folder.resolve("moods"),
        new CorpusBuilder.Header("moods", 8000, List.of(MOOD), Map.of()),
        builder -> {
          for (int i = 0; i < CLIPS; i++) {
            double[] of = numbers.apply(i);
            List<String> decimals = List.of(Double.toString(of[0]), Double.toString(of[1]));
            builder.add(
                new Clip(
                    "clip" + i,
                    "track" + i,
                    "group" + i,
                    LabelledClips.split(i),
                    16,
                    Map.of("mood", decimals)),
                LabelledClips.noise(i, 16),
                null);
          }
        });
  }
}
