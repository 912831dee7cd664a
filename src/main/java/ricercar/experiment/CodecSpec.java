package ricercar.experiment;

import java.nio.file.Path;
import ricercar.Problem;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.random.Stream;

/** Which codec turns sound into tokens. */
public sealed interface CodecSpec {
  /** Of the sound that it takes, in Hz. */
  int sampleRate();

  /** For people. */
  String told();

  /**
   * The codec; the caller closes it.
   *
   * @param random of the weights, if they are fresh
   */
  Encodec open(Stream random);

  /** The codec that ships with this library, trained on études. */
  record Embedded() implements CodecSpec {
    @Override
    public String told() {
      return "embedded (trained on études here)";
    }

    @Override
    public int sampleRate() {
      return EncodecConfig.EMBEDDED_RATE;
    }

    @Override
    public Encodec open(Stream random) {
      return Encodec.embedded();
    }
  }

  /**
   * A folder with {@code config.json} and {@code model.safetensors}, such as Meta's public weights.
   *
   * @param path relative to the working directory
   */
  record Folder(String path) implements CodecSpec {
    public Folder {
      Problem.unless(path != null && !path.isBlank(), "codec.path is missing.");
    }

    @Override
    public String told() {
      return "of folder " + Path.of(path).getFileName();
    }

    @Override
    public int sampleRate() {
      return EncodecConfig.read(Path.of(path).resolve("config.json")).sampleRate();
    }

    @Override
    public Encodec open(Stream random) {
      return Encodec.open(Path.of(path));
    }
  }

  /**
   * EnCodec's architecture at 32 kHz and 50 frames a second, with random weights.
   *
   * @param filters of the first convolution; each of the four stages doubles them
   * @param hiddenSize of a latent
   */
  record Fresh(int filters, int hiddenSize, int lstmLayers, int codebooks, int codebookSize)
      implements CodecSpec {
    @Override
    public String told() {
      return "with random weights, %d filters".formatted(filters);
    }

    @Override
    public int sampleRate() {
      return EncodecConfig.EMBEDDED_RATE;
    }

    @Override
    public Encodec open(Stream random) {
      EncodecConfig config =
          EncodecConfig.at32kHz(filters, hiddenSize, lstmLayers, codebooks, codebookSize);
      return new Encodec(config, codebooks, random);
    }
  }
}
