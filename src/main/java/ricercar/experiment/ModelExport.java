package ricercar.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ricercar.codec.Encodec;
import ricercar.files.AtomicFiles;
import ricercar.files.Sha256;
import ricercar.model.Encoder;
import ricercar.model.EncoderConfig;
import ricercar.model.PublicWeights;
import ricercar.tensor.DType;
import ricercar.tensor.SafeTensors;
import ricercar.track.RunFolder;

/** Weights to hand on: model folders, which {@link ModelFolder} opens. */
public final class ModelExport {
  private static final int MAXIMUM_WINDOWS = 64;
  private static final String CARD = "README.md";

  private ModelExport() {}

  /**
   * Writes the encoder that a finished run trained, with a model card.
   *
   * @param run its folder
   * @param target a new folder
   * @param licence of the weights, as whoever hands them on puts it; null if that is not said
   */
  public static void run(Path run, Path target, String licence) {
    FolderEmbeddings.requireFree(target);
    RunFolder folder = RunFolder.read(run);
    Experiment experiment = Experiment.fromYaml(folder.experiment());
    TokenRoom tokens = new TokenRoom();
    try (Encoder encoder = TrainedEncoder.of(experiment, folder, tokens)) {
      boolean tokenised = experiment.usesTokens();
      EncoderConfig config = tokenised ? tokens.config(experiment) : experiment.encoder();
      ModelCard card = ModelCard.of(experiment, folder, encoder, licence);
      AtomicFiles.directory(
          target,
          place -> {
            if (tokenised) {
              Encodec codec = tokens.codec(experiment);
              codec.save(place.resolve(ModelFolder.CODEC), DType.FLOAT32);
            }
            write(
                place,
                experiment.name(),
                config,
                encoder,
                experiment.views().samples(),
                tokenised,
                card.text());
          });
    }
  }

  /**
   * Writes a public checkpoint of SampleCNN or TUNe, which {@link PublicWeights} reads.
   *
   * @param target a new folder
   * @param windowSamples of a window at 22,050 Hz, such as 59,049
   */
  public static void checkpoint(Path safetensors, Path target, int windowSamples, String licence) {
    FolderEmbeddings.requireFree(target);
    PublicWeights.Opened opened = PublicWeights.open(safetensors);
    try (Encoder encoder = opened.encoder()) {
      opened.config().requireLength(windowSamples);
      String name = safetensors.getFileName().toString().replaceAll("\\.safetensors$", "");
      AtomicFiles.directory(
          target,
          place ->
              write(
                  place,
                  name,
                  opened.config(),
                  encoder,
                  windowSamples,
                  false,
                  ModelCard.ofCheckpoint(
                          name, Sha256.of(safetensors), opened.config(), encoder, licence)
                      .text()));
    }
  }

  private static void write(
      Path place,
      String name,
      EncoderConfig config,
      Encoder encoder,
      int windowSamples,
      boolean tokenised,
      String card)
      throws IOException {
    Path weights = place.resolve(ModelFolder.WEIGHTS);
    SafeTensors.write(weights, encoder.state(), Map.of("format", "pt"));
    ModelHead head =
        new ModelHead(
            ModelHead.FORMAT,
            name,
            config,
            config.sampleRate(),
            encoder.width(),
            windowSamples,
            MAXIMUM_WINDOWS,
            tokenised,
            Sha256.of(weights));
    Files.writeString(place.resolve(ModelHead.FILE), head.toJson());
    Files.writeString(place.resolve(CARD), card);
  }
}
