package ricercar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.augment.Deformation;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.Metric;
import ricercar.random.Stream;

class RobustnessTests {
  private static final int CLIPS = 200;
  private static final int SAMPLES = 400;
  private static final Task LEVEL =
      new Task("level", Task.Kind.SINGLE_LABEL, List.of("quiet", "loud"));

  @TempDir Path folder;

  /** What hears nothing but the level: gain fools it, noise at 30 dB does not. */
  @Test
  void curvesFallWhereTheRepresentationHearsTheDeformation() {
    Robustness robustness = new Robustness(List.of(Deformation.NOISE, Deformation.GAIN), null);
    ProbeResult result =
        robustness.evaluate(
            Probe.linear(),
            RobustnessTests::decibels,
            corpus(),
            "level",
            Stream.of(1, "probe"),
            Progress.SILENT);

    assertThat(result.measures().get(Robustness.clean(Metric.ACCURACY))).isEqualTo(1);
    assertThat(result.measures().get("accuracy noise 30")).isEqualTo(1);
    // 20 dB lie between the classes: at −36 dB all clips are quiet, and half of them are right.
    assertThat(result.measures().get("accuracy gain -36")).isEqualTo(0.5);
    assertThat(result.measures().get("accuracy gain -6")).isEqualTo(1);
    assertThat(result.outcomes().items()).hasSize(8 * 40).contains("clip4@noise 30");
    double points =
        result.measures().entrySet().stream()
            .filter(entry -> entry.getKey().matches("accuracy (noise|gain) .*"))
            .mapToDouble(Map.Entry::getValue)
            .average()
            .orElseThrow();
    assertThat(Metric.ACCURACY.of(result.outcomes())).isCloseTo(points, within(1e-12));
  }

  @Test
  void fewerTestClipsAreTheSameForEveryRow() {
    Robustness few = new Robustness(List.of(Deformation.GAIN), 10);
    Corpus corpus = corpus();
    List<String> once =
        few.evaluate(
                Probe.linear(),
                RobustnessTests::decibels,
                corpus,
                "level",
                Stream.of(1, "a"),
                Progress.SILENT)
            .outcomes()
            .items();
    assertThat(once).hasSize(40);
    assertThat(
            few.evaluate(
                    Probe.linear(),
                    RobustnessTests::decibels,
                    corpus,
                    "level",
                    Stream.of(2, "b"),
                    Progress.SILENT)
                .outcomes()
                .items())
        .isEqualTo(once);
  }

  private static Embeddings decibels(ClipInputs inputs, int[] clips) {
    float[] values = new float[clips.length];
    for (int i = 0; i < clips.length; i++) {
      float[] samples = new float[(int) inputs.length(clips[i])];
      inputs.read(clips[i], 0, samples);
      double sum = 1e-9;
      for (float sample : samples) {
        sum += (double) sample * sample / samples.length;
      }
      values[i] = (float) (10 * Math.log10(sum));
    }
    return new Embeddings(clips.clone(), values, 1);
  }

  private Corpus corpus() {
    return CorpusBuilder.build(
        folder.resolve("levels"),
        new CorpusBuilder.Header("levels", 8000, List.of(LEVEL), Map.of()),
        builder -> {
          for (int i = 0; i < CLIPS; i++) {
            Split split = LabelledClips.split(i);
            boolean loud = i % 2 == 1;
            float[] samples = LabelledClips.noise(i, SAMPLES);
            for (int t = 0; t < SAMPLES; t++) {
              samples[t] *= loud ? 1 : 0.1f;
            }
            builder.add(
                new Clip(
                    "clip" + i,
                    "track" + i,
                    "group" + i,
                    split,
                    SAMPLES,
                    Map.of("level", List.of(loud ? "loud" : "quiet"))),
                samples,
                null);
          }
        });
  }
}
