package ricercar.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Sha256;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * EnCodec (Défossez et al. 2022): a convolutional encoder, a residual quantiser and a decoder. The
 * numbers are the reference's, codes included, on every length.
 */
public final class Encodec extends Layer {
  static final List<String> FILES = List.of("config.json", "model.safetensors");

  private static final String WHERE =
      "Put config.json and model.safetensors of facebook/encodec_32khz, encodec_24khz or"
          + " encodec_48khz (Hugging Face; the weights are CC-BY-NC 4.0) into a folder and name it.";

  private final EncodecConfig config;
  private final Seanet encoder;
  private final ResidualQuantizer quantizer;
  private final Seanet decoder;

  /** A codec with random weights. */
  public Encodec(EncodecConfig config, int codebooks, Stream random) {
    this.config = config;
    encoder = child("encoder", Seanet.encoder(config, random.child("encoder"), Seanet.PIECE));
    decoder = child("decoder", Seanet.decoder(config, random.child("decoder")));
    quantizer =
        child(
            "quantizer",
            new ResidualQuantizer(
                codebooks, config.codebookSize(), config.hiddenSize(), random.child("codebooks")));
  }

  /**
   * Loads a folder with {@code config.json} and {@code model.safetensors}; all of it or nothing.
   */
  public static Encodec open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Problem("There is no codec folder " + folder + ".", WHERE);
    }
    for (String name : FILES) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new Problem("The codec folder " + folder + " holds no " + name + ".", WHERE);
      }
    }
    EncodecConfig config = EncodecConfig.read(folder.resolve("config.json"));
    try (Scope scope = Scope.open()) {
      EncodecWeights weights = EncodecWeights.read(folder.resolve("model.safetensors"));
      int codebooks = agreed(weights.codebooks(), config, folder);
      Encodec codec = new Encodec(config, codebooks, Stream.of(0, "overwritten"));
      try {
        Map<String, Tensor> fitting = weights.fitting(codec.state());
        codec.load(fitting);
        return codec;
      } catch (RuntimeException e) {
        codec.close();
        throw e;
      }
    }
  }

  /** The codec that ships with this library: its card is beside it, in {@code codec/CARD.md}. */
  public static Encodec embedded() {
    return EmbeddedCodec.open();
  }

  /**
   * Writes a folder that {@link #open} reads: {@code config.json} and {@code model.safetensors}
   * with fused weights. A codec that is there already is replaced.
   *
   * @param type of the stored values; {@link DType#FLOAT16} halves the file
   */
  public void save(Path folder, DType type) {
    clear(folder);
    AtomicFiles.directory(
        folder,
        directory -> {
          try (Scope scope = Scope.open()) {
            Map<String, Tensor> stored = new LinkedHashMap<>();
            state().forEach((name, tensor) -> stored.put(name, tensor.to(type)));
            SafeTensors.write(
                directory.resolve("model.safetensors"), stored, Map.of("format", "pt"));
          }
          Files.writeString(directory.resolve("config.json"), config.toJson());
        });
  }

  /** Removes a codec, and nothing that is none. */
  private static void clear(Path folder) {
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        List<String> others =
            files.map(f -> f.getFileName().toString()).filter(f -> !FILES.contains(f)).toList();
        Problem.unless(
            others.isEmpty(), "%s holds %s beside a codec; name another folder.", folder, others);
      } catch (IOException e) {
        throw new Problem("Cannot read " + folder + ".", "Check its rights.", e);
      }
    }
    AtomicFiles.delete(folder);
  }

  private static int agreed(int found, EncodecConfig config, Path folder) {
    double most = config.targetBandwidths().stream().mapToDouble(b -> b).max().orElseThrow();
    int paid = config.codebooksFor(most);
    Problem.unless(
        found == paid,
        "%s: model.safetensors holds %d codebooks, but the %s kbit/s of 'target_bandwidths' in"
            + " config.json pay for %d.",
        folder,
        found,
        most,
        paid);
    return found;
  }

  public EncodecConfig config() {
    return config;
  }

  public ResidualQuantizer quantizer() {
    return quantizer;
  }

  public int codebooks() {
    return quantizer.codebooks();
  }

  /**
   * The encoder's output before quantisation: [batch, channels, samples] → [batch, hidden, frames].
   */
  public Tensor latents(Tensor waveforms) {
    return encoder.forward(waveforms);
  }

  /** Sound from (quantised) latents: [batch, hidden, frames] → [batch, channels, frames × hop]. */
  public Tensor sound(Tensor latents) {
    return decoder.forward(latents);
  }

  /** The latents of a sound as {@code [frames][hidden]}; of a codec that takes it as a whole. */
  public float[][] latents(float[][] channels) {
    Problem.unless(
        config.chunkSeconds() == null, "This codec works in chunks, whose latents do not join.");
    try (Scope scope = Scope.open()) {
      Tensor rows = rows(latents(waveform(channels, 0, samples(channels), 1)));
      return split(rows.toFloats(), config.hiddenSize());
    }
  }

  /**
   * A mono sound as latents and codes, of a codec that takes it as a whole.
   *
   * @param latents frame by frame, hidden numbers each
   * @param codes {@code [codebooks][frames]}
   */
  public record Analysis(float[] latents, int[][] codes) {}

  public Analysis analyse(float[] sound) {
    Problem.unless(
        config.chunkSeconds() == null, "This codec works in chunks, whose latents do not join.");
    float[][] channels = {sound};
    try (Scope scope = Scope.open()) {
      Tensor rows = rows(latents(waveform(channels, 0, samples(channels), 1)));
      return new Analysis(rows.toFloats(), quantizer.encode(rows, codebooks()));
    }
  }

  /** SHA-256 of the configuration and every weight. */
  public String fingerprint() {
    Sha256 hash = new Sha256().add(config.toJson());
    state().forEach((name, tensor) -> hash.add(name).add(bytes(tensor)));
    return hash.hex();
  }

  private static ByteBuffer bytes(Tensor tensor) {
    float[] values = tensor.toFloats();
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer;
  }

  /** Encodes a sound with all codebooks. */
  public Encoded encode(float[][] channels) {
    return encode(channels, codebooks());
  }

  /**
   * Encodes a sound, in chunks if the codec works so; the last one may be shorter.
   *
   * @param channels as many as the codec has, of equal length: {@code [channels][samples]}
   * @param count codebooks to use, from the first on
   */
  public Encoded encode(float[][] channels, int count) {
    int samples = samples(channels);
    Problem.unless(
        count > 0 && count <= codebooks(),
        "This codec has %d codebooks; %d cannot be used.",
        codebooks(),
        count);
    int length = config.chunkSamples(samples);
    int stride = config.chunkStride(samples);
    List<Encoded.Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < samples; from += stride) {
      int to = Math.min(samples, from + length);
      float scale = config.normalize() ? level(channels, from, to) : 1;
      try (Scope scope = Scope.open()) {
        Tensor latents = latents(waveform(channels, from, to, scale));
        chunks.add(new Encoded.Chunk(quantizer.encode(rows(latents), count), scale));
      }
    }
    return new Encoded(samples, chunks);
  }

  /** The sound of codes, as long as the one that was encoded: {@code [channels][samples]}. */
  public float[][] decode(Encoded encoded) {
    return Arrays.stream(decodeWhole(encoded))
        .map(channel -> Arrays.copyOf(channel, encoded.samples()))
        .toArray(float[][]::new);
  }

  /** What the decoder gives for whole frames; chunks that overlap are blended linearly. */
  public float[][] decodeWhole(Encoded encoded) {
    int stride = config.chunkStride(encoded.samples());
    OverlapAdd sound = new OverlapAdd(config.audioChannels(), stride);
    for (Encoded.Chunk chunk : encoded.chunks()) {
      requireCodes(chunk.codes());
      try (Scope scope = Scope.open()) {
        Tensor latents = quantizer.decode(chunk.codes()).transpose(0, 1).expand(0);
        float[] samples = sound(latents).toFloats();
        for (int i = 0; i < samples.length; i++) {
          samples[i] *= chunk.scale();
        }
        sound.add(split(samples, samples.length / config.audioChannels()));
      }
    }
    return sound.result();
  }

  private void requireCodes(int[][] codes) {
    Problem.unless(
        codes.length > 0 && codes.length <= codebooks() && codes[0].length > 0,
        "These codes have %d codebooks; the codec has %d.",
        codes.length,
        codebooks());
    for (int[] row : codes) {
      for (int code : row) {
        Problem.unless(
            code >= 0 && code < config.codebookSize(),
            "There is a code %d, but the codebooks hold 0 to %d.",
            code,
            config.codebookSize() - 1);
      }
    }
  }

  private int samples(float[][] channels) {
    Problem.unless(
        channels.length == config.audioChannels(),
        "This codec takes %d channels, not %d.",
        config.audioChannels(),
        channels.length);
    for (float[] channel : channels) {
      Problem.unless(channel.length == channels[0].length, "The channels differ in length.");
    }
    Problem.unless(channels[0].length > 0, "The sound is empty.");
    return channels[0].length;
  }

  private static Tensor waveform(float[][] channels, int from, int to, float scale) {
    int length = to - from;
    float[] values = new float[channels.length * length];
    for (int c = 0; c < channels.length; c++) {
      for (int i = 0; i < length; i++) {
        values[c * length + i] = channels[c][from + i] / scale;
      }
    }
    return Tensor.of(values, 1, channels.length, length);
  }

  /** Root mean square of the mono mix of a chunk, never 0. */
  private static float level(float[][] channels, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      float mono = 0;
      for (float[] channel : channels) {
        mono += channel[i];
      }
      mono /= channels.length;
      sum += (double) mono * mono;
    }
    return (float) Math.sqrt(sum / (to - from)) + 1e-8f;
  }

  /** [1, hidden, frames] → [frames, hidden]. */
  private static Tensor rows(Tensor latents) {
    return latents.squeeze(0).transpose(0, 1);
  }

  private static float[][] split(float[] flat, int width) {
    float[][] rows = new float[flat.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }
}
