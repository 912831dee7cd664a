package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.files.AtomicFiles;
import ricercar.random.Stream;
import ricercar.tensor.DType;

/** A run that judges a codec is known by the codec's weights, not by its place. */
class CodecIdentityTests {
  @TempDir Path folder;

  @Test
  void otherWeightsInTheSamePlaceAreAnotherRun() throws IOException {
    Path codec = folder.resolve("codec");
    Path file = folder.resolve("study.yaml");
    Files.writeString(
        file,
        """
        # Which codec is this?
        title: Codecs
        corpus: {type: etudes, tier: quick}
        views: {viewsPerClip: 1, chain: none}
        vary:
          - {name: given, method: codec, codec: {type: folder, path: '%s'}}
          - {name: random, method: codec, codec: {type: fresh, filters: 2, hiddenSize: 8, lstmLayers: 1, codebooks: 2, codebookSize: 16}}
        report: {compareTo: random}
        """
            .formatted(codec));
    StudyPlan plan = StudyPlan.read(file, Overrides.NONE);
    Experiment given = plan.rows().get(0).experiments().get(0);
    Experiment random = plan.rows().get(1).experiments().get(0);

    save(codec, 1);
    String first = hash(given);
    String fresh = hash(random);
    assertThat(hash(given)).isEqualTo(first);
    save(codec, 2);
    assertThat(hash(given)).isNotEqualTo(first);
    assertThat(hash(random)).isEqualTo(fresh);
  }

  private static String hash(Experiment experiment) {
    return new Laboratory().identify(experiment, Progress.SILENT).hash();
  }

  private static void save(Path codec, long seed) {
    AtomicFiles.delete(codec);
    EncodecConfig config = EncodecConfig.at32kHz(2, 8, 1, 2, 16);
    try (Encodec weights = new Encodec(config, 2, Stream.of(seed, "codec"))) {
      weights.save(codec, DType.FLOAT32);
    }
  }
}
