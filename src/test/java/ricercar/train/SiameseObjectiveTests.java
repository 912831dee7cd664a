package ricercar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.geometry.Collapse;
import ricercar.loss.BarlowTwinsLoss;
import ricercar.loss.InfoNce;
import ricercar.loss.TwinLoss;
import ricercar.loss.VicRegLoss;
import ricercar.model.ColaHead;
import ricercar.model.Encoder;
import ricercar.model.MelCnnConfig;
import ricercar.model.MlpHead;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class SiameseObjectiveTests {
  private static final int QUEUE = 20;
  private static final Stream RANDOM = Stream.of(5, "weights");
  private static final MlpHead.Shape SHAPE = new MlpHead.Shape(16, 2, 8, true, MlpHead.End.NOTHING);

  @TempDir Path folder;

  enum Kind {
    MOCO(() -> moco(QUEUE)),
    MOCO_WITHOUT_QUEUE(() -> moco(0)),
    BYOL(() -> byol(0.9)),
    SIMSIAM(() -> simsiam(encoder(), true)),
    BARLOW_TWINS(() -> twins(new BarlowTwinsLoss(0.005))),
    VICREG(() -> twins(new VicRegLoss(25, 25, 1))),
    COLA(
        () -> {
          Encoder encoder = encoder();
          return new ColaObjective(
              encoder, new ColaHead(encoder.width(), 8, RANDOM.child("projection")));
        });

    private final Supplier<ProjectingObjective> made;

    Kind(Supplier<ProjectingObjective> made) {
      this.made = made;
    }

    ProjectingObjective objective() {
      return made.get();
    }
  }

  // A queue fills with the batch's own keys here, so that MoCo's task becomes harder meanwhile.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MOCO")
  void theLossOfOneBatchFalls(Kind kind) {
    List<TrainingListener.Step> steps =
        run(kind.objective(), "falls", 20, 100, step -> ToyTraining.noise(0));

    double first = steps.get(0).loss();
    assertThat(steps.get(19).loss()).isLessThan(first - 0.05 * Math.abs(first));
    assertThat(steps).allMatch(step -> step.gradientNorm() > 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRunInPiecesEqualsARunAtOnce(Kind kind) throws IOException {
    List<TrainingListener.Step> whole = run(kind.objective(), "whole", 8, 3, ToyTraining::noise);
    Batches failing =
        step -> {
          if (step >= 5) {
            throw new IllegalStateException("no batch");
          }
          return ToyTraining.noise(step);
        };
    assertThatThrownBy(() -> run(kind.objective(), "pieces", 8, 3, failing)).hasMessage("no batch");
    List<TrainingListener.Step> rest = run(kind.objective(), "pieces", 8, 3, ToyTraining::noise);

    assertThat(rest).isEqualTo(whole.subList(3, 8));
    for (String file : List.of("weights.safetensors", "optimiser.safetensors")) {
      assertThat(folder.resolve("pieces/step-000000008").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole/step-000000008").resolve(file));
    }
  }

  @Test
  void theTeacherIsSavedNeverTrainedAndAMovingAverage() {
    try (Scope scope = Scope.open();
        ByolObjective byol = byol(0.75)) {
      assertThat(byol.model().parameters().keySet()).noneMatch(n -> n.startsWith("teacher"));
      Map<String, Tensor> state = byol.model().state();
      String name =
          state.keySet().stream()
              .filter(n -> n.startsWith("encoder.blocks.0") && n.endsWith("weight"))
              .findFirst()
              .orElseThrow();
      Tensor student = state.get(name);
      String taught = "teacher." + name;
      assertThat(state).containsKey(taught);
      float[] before = state.get(taught).toFloats();
      assertThat(student.toFloats()).isEqualTo(before);

      Gradients.backward(() -> byol.loss(ToyTraining.noise(0)));
      assertThat(state.get(taught).requiresGradient()).isFalse();
      assertThat(state.get(taught).toFloats()).isEqualTo(before);
      student.set(student.add(1));
      byol.stepped();

      float[] after = state.get(taught).toFloats();
      for (int i = 0; i < after.length; i++) {
        assertThat((double) after[i]).isCloseTo(before[i] + 0.25, within(1e-6));
      }
    }
  }

  @Test
  void theTeachersMomentumRisesToOne() {
    try (ByolObjective byol = byol(0.6)) {
      assertThat(byol.momentumAt(0)).isCloseTo(0.6, within(1e-12));
      assertThat(byol.momentumAt(4)).isCloseTo(0.8, within(1e-12));
      assertThat(byol.momentumAt(8)).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void theNewestKeysStandInFrontOfTheQueueAndTheOldestLeaveIt() {
    try (Scope scope = Scope.open();
        MocoObjective moco = moco(QUEUE)) {
      Tensor queue = moco.model().buffers().get("queue");
      float[] before = queue.toFloats();
      Gradients.backward(() -> moco.loss(ToyTraining.noise(0)));
      assertThat(queue.toFloats()).isEqualTo(before);
      moco.stepped();

      float[] after = queue.toFloats();
      // Six clips of eight values each have joined.
      for (int i = 6 * 8; i < after.length; i++) {
        assertThat(after[i]).isEqualTo(before[i - 6 * 8]);
      }
      for (int key = 0; key < 6; key++) {
        double square = 0;
        for (int k = 0; k < 8; k++) {
          square += after[key * 8 + k] * after[key * 8 + k];
        }
        assertThat(square).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void withoutStopGradientSimsiamCollapsesAndTheMeasureShowsIt() {
    Collapse with = afterTraining(true);
    Collapse without = afterTraining(false);

    assertThat(with.collapsed()).as("with: %s", with).isFalse();
    assertThat(without.collapsed()).as("without: %s", without).isTrue();
    assertThat(without.spread()).isLessThan(with.spread() / 5);
    assertThat(without.uniformity()).isGreaterThan(with.uniformity());
  }

  private Collapse afterTraining(boolean stopGradient) {
    Path place = folder.resolve("stop-" + stopGradient);
    TrainingConfig config = new TrainingConfig(90, 6, 5e-2, 0, Schedule.CONSTANT, 0, 0, 1000);
    Encoder encoder = encoder();
    try (SimsiamObjective objective = simsiam(encoder, stopGradient)) {
      new Trainer(config, 1, Integer::toString)
          .run(
              objective,
              SiameseObjectiveTests::tones,
              new Checkpoints(place),
              new TrainingListener() {},
              Progress.SILENT);
      return look(encoder, objective);
    }
  }

  /** Clips differ in their three tones; their views differ in loudness and noise, too. */
  private static Batch tones(long step) {
    int samples = 1_024;
    int[] clip = new int[12];
    float[] all = new float[12 * samples];
    for (int i = 0; i < 12; i++) {
      clip[i] = i / 2;
      Stream ofClip = Stream.of(9, "tones", step, clip[i]);
      Stream ofView = Stream.of(9, "view", step, i);
      double loudness = Math.exp(ofView.uniform(-2, 0));
      double noise = Math.exp(ofView.uniform(-4, -1));
      for (int tone = 0; tone < 3; tone++) {
        double frequency = 200 * Math.exp(ofClip.uniform(0, 2.8)) / 8_000;
        for (int t = 0; t < samples; t++) {
          all[i * samples + t] += (float) (loudness * Math.sin(2 * Math.PI * frequency * t));
        }
      }
      for (int t = 0; t < samples; t++) {
        all[i * samples + t] += (float) (noise * ofView.uniform(-1, 1));
      }
    }
    return new Batch(step, clip, new boolean[12], all);
  }

  private static Collapse look(Encoder encoder, SimsiamObjective objective) {
    try (Scope scope = Scope.open()) {
      List<float[]> rows = new ArrayList<>();
      int[] clips = new int[48];
      for (int batch = 0; batch < 4; batch++) {
        Tensor z =
            objective.project(encoder.forward(tones(900 + batch).waveforms(), Mode.EVALUATION));
        float[] flat = z.toFloats();
        int width = (int) z.size(1);
        for (int i = 0; i < 12; i++) {
          clips[rows.size()] = 6 * batch + i / 2;
          rows.add(Arrays.copyOfRange(flat, i * width, (i + 1) * width));
        }
      }
      return Collapse.of(rows.toArray(float[][]::new), clips);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void clipsNeedTwoViews(Kind kind) {
    Batch odd = new Batch(0, new int[] {0, 0, 1}, new boolean[3], new float[3 * 4096]);
    Batch mixed = new Batch(0, new int[] {0, 1, 0, 1}, new boolean[4], new float[4 * 4096]);
    try (Scope scope = Scope.open();
        ProjectingObjective objective = kind.objective()) {
      for (Batch batch : List.of(odd, mixed)) {
        assertThatThrownBy(() -> objective.loss(batch))
            .isInstanceOf(Problem.class)
            .hasMessageContaining("viewsPerClip: 2");
      }
    }
  }

  @Test
  void aMomentumBeyondItsRangeAndANegativeQueueAreRefused() {
    assertThatThrownBy(() -> byol(1.2)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new MocoObjective.Settings(new InfoNce(1), 0.9, -1, 8))
        .isInstanceOf(Problem.class);
  }

  private List<TrainingListener.Step> run(
      ProjectingObjective objective, String name, long steps, long every, Batches batches) {
    List<TrainingListener.Step> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Step step) {
            heard.add(step);
          }
        };
    TrainingConfig config = new TrainingConfig(steps, 6, 3e-3, 0, Schedule.CONSTANT, 0, 0, every);
    try (objective) {
      new Trainer(config, 1, Integer::toString)
          .run(
              objective, batches, new Checkpoints(folder.resolve(name)), listener, Progress.SILENT);
    }
    return heard;
  }

  private static Encoder encoder() {
    return new MelCnnConfig(8_000, 16, 256, 128, List.of(4, 8)).build(RANDOM.child("encoder"));
  }

  private static MlpHead projection(Encoder encoder) {
    return new MlpHead(encoder.width(), SHAPE, RANDOM.child("projection"));
  }

  private static Teacher teacher() {
    Encoder encoder = encoder();
    return new Teacher(encoder, projection(encoder));
  }

  private static MocoObjective moco(int queue) {
    Encoder encoder = encoder();
    return new MocoObjective(
        encoder,
        projection(encoder),
        teacher(),
        new MocoObjective.Settings(new InfoNce(0.2), 0.9, queue, 8),
        RANDOM.child("queue"));
  }

  private static ByolObjective byol(double momentum) {
    Encoder encoder = encoder();
    MlpHead predictor = new MlpHead(8, SHAPE, RANDOM.child("predictor"));
    return new ByolObjective(encoder, projection(encoder), predictor, teacher(), momentum, 8);
  }

  private static SimsiamObjective simsiam(Encoder encoder, boolean stopGradient) {
    MlpHead.Shape projection = new MlpHead.Shape(32, 3, 32, true, MlpHead.End.NORM);
    MlpHead.Shape predictor = new MlpHead.Shape(8, 2, 32, true, MlpHead.End.BIAS);
    return new SimsiamObjective(
        encoder,
        new MlpHead(encoder.width(), projection, RANDOM.child("projection")),
        new MlpHead(32, predictor, RANDOM.child("predictor")),
        stopGradient);
  }

  private static TwinObjective twins(TwinLoss loss) {
    Encoder encoder = encoder();
    return new TwinObjective(encoder, projection(encoder), loss);
  }
}
