package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;
import ricercar.corpus.Corpus;
import ricercar.files.NumpyFile;
import ricercar.model.Encoder;
import ricercar.model.TuneConfig;
import ricercar.probe.Embeddings;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/** From a trained run to a model folder, and from music to embeddings by it. */
@TestInstance(Lifecycle.PER_CLASS)
class ModelFolderTests {
  private static final String STUDY =
      """
      title: Small
      corpus: {type: etudes, tier: quick}
      encoder: {type: mel-cnn, sampleRateHz: 32000, channels: [2, 4]}
      method: contrastive
      views: {viewsPerClip: 2, samples: 64000, cut: adjacent, chain: none}
      training: {steps: 2, clipsPerBatch: 4, warmupSteps: 1, checkpointEvery: 1}
      fineTuning: {steps: 2, clipsPerBatch: 4, learningRate: 1.0e-3}
      probe: {epochs: 2, patience: 1}
      threads: 1
      report.resamples: 200
      vary:
        - {name: contrast}
        - {name: end to end, method: supervised, labels.labelledShare: 1}
        - {name: untrained, method: untrained}
        - name: tune
          encoder: {type: tune, plus: true, baseWidth: 1, embeddingWidth: 6}
          views.samples: 59049
        - name: masked
          method: machup
          encoder:
            type: machup
            encoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            decoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            projectionWidth: 8
        - name: two models
          method: machup
          encoder:
            type: machup
            input: summed
            encoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            decoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            projectionWidth: 8
          machup.approach: {type: two-model, momentum: 0.9}
        - name: fine-tuned
          method: machup-finetuned
          encoder:
            type: machup
            encoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            decoder: {layers: 1, width: 16, heads: 2, feedForward: 16}
            projectionWidth: 8
      """;

  @TempDir static Path folder;
  private final Laboratory laboratory = new Laboratory();
  private final Map<String, Experiment> experiments = new LinkedHashMap<>();
  private final Map<String, RunFolder> runs = new LinkedHashMap<>();

  @BeforeAll
  void train() throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY);
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    plan.experiments().forEach(e -> experiments.put(e.name(), e));
    new Study(plan, new RunStore(folder.resolve("runs")), laboratory)
        .run(Progress.SILENT)
        .runs()
        .forEach(run -> runs.put(run.row(), run.folder()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contrast", "end to end", "tune", "masked", "two models", "fine-tuned"})
  void aFolderOfMusicGetsTheEmbeddingsThatTheRunItselfSaw(String row) {
    Experiment experiment = experiments.get(row);
    Corpus corpus = laboratory.corpus(experiment, Progress.SILENT);
    int[] clips = {3, 0, 150};
    Path music = music(row, corpus, clips);

    Path model = exported(row);
    FolderEmbeddings embedded;
    try (ModelFolder opened = ModelFolder.open(model)) {
      embedded = opened.embed(music, Progress.SILENT);
      Waveform sound = new Waveform(corpus.read(3), corpus.sampleRate());
      assertThat(opened.embed(sound)).isEqualTo(embedded.values()[0]);
    }

    Embeddings own = laboratory.finished().embeddings(experiment, runs.get(row), Progress.SILENT);
    assertThat(embedded.rows())
        .extracting(FolderEmbeddings.Row::path)
        .containsExactly("0.wav", "1.wav", "deep/2.wav");
    assertThat(embedded.width()).isEqualTo(own.width());
    for (int i = 0; i < clips.length; i++) {
      float[] expected = own.row(clips[i]);
      float[] found = embedded.values()[i];
      for (int k = 0; k < expected.length; k++) {
        assertThat(found[k])
            .isCloseTo(expected[k], within(2e-5f * Math.max(1, Math.abs(expected[k]))));
      }
    }
  }

  @Test
  void aModelFolderTellsWhatItIs() throws IOException {
    Path model = exported("contrast");
    String card = Files.readString(model.resolve("README.md"));
    assertThat(card)
        .contains("# contrast", "mel-cnn", "## Data", "fingerprint `", "tier: quick")
        .containsPattern("\\| accuracy % \\| [\\d.]+ \\[[\\d.]+, [\\d.]+\\] \\|")
        .contains("70 test items", "## Protocol", "clipsPerBatch: 4", "## Provenance", "commit")
        .contains("## Licence", "Not stated");
    var config = new ObjectMapper().readTree(model.resolve("config.json").toFile());
    assertThat(config.at("/encoder/type").asText()).isEqualTo("mel-cnn");
    assertThat(config.at("/windowSamples").asInt()).isEqualTo(64_000);
    assertThat(Files.exists(model.resolve("codec"))).isFalse();

    Path licensed = folder.resolve("licensed");
    ModelExport.run(runs.get("masked").path(), licensed, "CC0-1.0");
    assertThat(Files.readString(licensed.resolve("README.md"))).contains("CC0-1.0", "codec");
    assertThat(licensed.resolve("codec/model.safetensors")).exists();
  }

  @Test
  void theTablesHoldTheSameRowsAndSkippedFilesAreNamed() throws IOException, SQLException {
    Experiment experiment = experiments.get("contrast");
    Path music = music("tables", laboratory.corpus(experiment, Progress.SILENT), 1, 2);
    Files.writeString(music.resolve("0-torn.mp3"), "this is no sound");
    float[] blip = new float[40];
    java.util.Arrays.fill(blip, 10, 20, 0.5f);
    Files.write(music.resolve("9-short.wav"), Wav.pcm16(blip, 32_000));
    Files.writeString(music.resolve("notes.txt"), "not listened to");
    Path out = folder.resolve("embedded's");
    FolderEmbeddings embedded;
    try (ModelFolder opened = ModelFolder.open(exported("contrast"))) {
      embedded = opened.embed(music, Progress.SILENT);
    }
    embedded.write(out);

    assertThat(NumpyFile.read(out.resolve("embeddings.npy")).shape())
        .containsExactly(2, embedded.width());
    assertThat(Files.readAllLines(out.resolve("skipped.txt")))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("0-torn.mp3\t"))
        .anyMatch(line -> line.matches("9-short.wav\t.*40 steps.*"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT path, seconds, windows, embedding[1], len(embedding) FROM '%s'"
                    .formatted(out.resolve("embeddings.parquet").toString().replace("'", "''")))) {
      for (FolderEmbeddings.Row row : embedded.rows()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(row.path());
        assertThat(rows.getDouble(2)).isEqualTo(row.seconds()).isGreaterThan(5);
        assertThat(rows.getInt(3)).isEqualTo(row.windows()).isGreaterThan(1);
        assertThat(rows.getFloat(4)).isEqualTo(row.embedding()[0]);
        assertThat(rows.getInt(5)).isEqualTo(embedded.width());
      }
      assertThat(rows.next()).isFalse();
    }
    assertThatThrownBy(() -> embedded.write(out))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is there already");
    assertThat(Files.list(folder).filter(f -> f.getFileName().toString().contains(".part")))
        .isEmpty();
  }

  @Test
  void whatIsNoTrainedRunIsRefused() throws IOException {
    Path target = folder.resolve("never");
    assertThatThrownBy(() -> ModelExport.run(folder.resolve("nowhere"), target, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is no run");
    assertThatThrownBy(() -> ModelExport.run(runs.get("untrained").path(), target, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("untrained trains no encoder");
    Path open = Files.createDirectories(folder.resolve("open"));
    Files.copy(runs.get("tune").path().resolve("experiment.yaml"), open.resolve("experiment.yaml"));
    assertThatThrownBy(() -> ModelExport.run(open, target, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not finished");
    Path bare = Files.createDirectories(folder.resolve("bare"));
    for (String file : List.of("experiment.yaml", "result.json", "provenance.json")) {
      Files.copy(runs.get("tune").path().resolve(file), bare.resolve(file));
    }
    assertThatThrownBy(() -> ModelExport.run(bare, target, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no checkpoint");
    assertThat(target).doesNotExist();
    assertThatThrownBy(() -> ModelExport.run(runs.get("tune").path(), open, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is there already");
  }

  @Test
  void damagedModelsAndFoldersWithoutMusicAreRefused() throws IOException {
    Path model = exported("tune");
    Path silent = Files.createDirectories(folder.resolve("silent"));
    Files.writeString(silent.resolve("readme.txt"), "no music");
    try (ModelFolder opened = ModelFolder.open(model)) {
      assertThatThrownBy(() -> opened.embed(silent, Progress.SILENT))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no sound file in");
      Files.writeString(silent.resolve("broken.wav"), "RIFF");
      assertThatThrownBy(() -> opened.embed(silent, Progress.SILENT))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("None of the 1")
          .hasMessageContaining("broken.wav");
      assertThatThrownBy(() -> opened.embed(folder.resolve("absent"), Progress.SILENT))
          .isInstanceOf(Problem.class);
    }
    byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
    weights[weights.length - 3] ^= 1;
    Files.write(model.resolve("model.safetensors"), weights);
    assertThatThrownBy(() -> ModelFolder.open(model))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is damaged");
    Files.delete(model.resolve("model.safetensors"));
    assertThatThrownBy(() -> ModelFolder.open(model))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("holds no model.safetensors");
  }

  @Test
  void aPublicCheckpointBecomesAModelFolder() {
    Path file = folder.resolve("tune.safetensors");
    try (Scope scope = Scope.open();
        Encoder encoder = new TuneConfig(true, 1, 5).build(Stream.of(3, "weights"))) {
      SafeTensors.write(file, encoder.state(), Map.of());
    }
    Path model = folder.resolve("from-checkpoint");
    assertThatThrownBy(() -> ModelExport.checkpoint(file, model, 60_000, null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("59,940 and 60,021");
    ModelExport.checkpoint(file, model, 59_049, null);
    try (ModelFolder opened = ModelFolder.open(model)) {
      Waveform sound = new Waveform(new float[100_000], 22_050);
      assertThat(opened.embedWindows(sound).size()).isEqualTo(1);
      assertThat(opened.embed(sound)).hasSize(5);
      assertThatThrownBy(() -> opened.embed(new Waveform(new float[4_000], 22_050)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("59049");
    }
  }

  private Path exported(String row) {
    Path model = folder.resolve("models").resolve(row + "-" + System.nanoTime());
    ModelExport.run(runs.get(row).path(), model, null);
    return model;
  }

  private Path music(String name, Corpus corpus, int... clips) {
    Path music = folder.resolve("music-" + name);
    try {
      Files.createDirectories(music.resolve("deep"));
      for (int i = 0; i < clips.length; i++) {
        Path file = music.resolve(i < 2 ? i + ".wav" : "deep/" + i + ".wav");
        Files.write(file, Wav.pcm16(corpus.read(clips[i]), corpus.sampleRate()));
      }
      return music;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
