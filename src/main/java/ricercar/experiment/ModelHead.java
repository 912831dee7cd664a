package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import ricercar.Problem;
import ricercar.model.EncoderConfig;

/**
 * A model folder's {@code config.json}: how its weights become an encoder, and how that embeds.
 *
 * @param format {@value #FORMAT}
 * @param name for people
 * @param width of an embedding
 * @param windowSamples length of a window, at the encoder's rate
 * @param maximumWindows of one sound, from its start on
 * @param tokens whether the encoder is given the tokens of the codec in the folder {@code codec}
 * @param weightsSha256 of {@code model.safetensors}
 */
record ModelHead(
    String format,
    String name,
    EncoderConfig encoder,
    int sampleRate,
    int width,
    int windowSamples,
    int maximumWindows,
    boolean tokens,
    String weightsSha256) {
  static final String FILE = "config.json";
  static final String FORMAT = "ricercar-model-1";

  ModelHead {
    Problem.unless(
        FORMAT.equals(format), "The format is '%s', but this version reads '%s'.", format, FORMAT);
    Problem.unless(
        sampleRate > 0 && width > 0 && windowSamples > 0 && maximumWindows > 0,
        "sampleRate, width, windowSamples and maximumWindows must be positive.");
  }

  static ModelHead read(Path folder) {
    return new RecordReader(Settings.read(folder.resolve(FILE))).read(ModelHead.class);
  }

  String toJson() {
    try {
      return new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(RecordWriter.write(this))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
