package ricercar.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
import ricercar.codec.Encodec;
import ricercar.codec.SoundTokens;
import ricercar.corpus.FolderReader;
import ricercar.corpus.InOrder;
import ricercar.corpus.Inputs;
import ricercar.files.Sha256;
import ricercar.model.Encoder;
import ricercar.model.MachupConfig;
import ricercar.model.MachupInput;
import ricercar.probe.Embedder;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * An encoder to use: {@code model.safetensors}, {@code config.json}, a model card, and for token
 * models their codec. {@link ModelExport} writes such folders. Embeddings are those that the run's
 * own probe saw: means over full windows that do not overlap, from the start on.
 */
public final class ModelFolder implements FolderModel {
  static final String WEIGHTS = "model.safetensors";
  static final String CODEC = "codec";
  private static final int BATCH = 16;

  private final ModelHead head;
  private final Encoder encoder;
  private final Encodec codec; // null for encoders of waveforms

  private ModelFolder(ModelHead head, Encoder encoder, Encodec codec) {
    this.head = head;
    this.encoder = encoder;
    this.codec = codec;
  }

  /** Opens a folder after comparing its weights' hash. */
  public static ModelFolder open(Path folder) {
    for (String name : List.of(ModelHead.FILE, WEIGHTS)) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new Problem(
            folder + " is no model: it holds no " + name + ".",
            "Make one with './ricercar export RUN --out DIR'.");
      }
    }
    ModelHead head = ModelHead.read(folder);
    requireHash(folder.resolve(WEIGHTS), head.weightsSha256());
    Encodec codec = head.tokens() ? Encodec.open(folder.resolve(CODEC)) : null;
    Encoder encoder = null;
    try (Scope scope = Scope.open()) {
      encoder = head.encoder().build(Stream.of(0, "overwritten"));
      Map<String, Tensor> weights = SafeTensors.read(folder.resolve(WEIGHTS));
      encoder.load(weights);
      return new ModelFolder(head, encoder, codec);
    } catch (RuntimeException e) {
      if (encoder != null) {
        encoder.close();
      }
      if (codec != null) {
        codec.close();
      }
      throw e;
    }
  }

  private static void requireHash(Path weights, String expected) {
    try {
      if (!Sha256.of(weights).equals(expected)) {
        throw new Problem(
            weights + " is damaged: its hash is not the one in " + ModelHead.FILE + ".",
            "Copy or export the folder again.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return head.name();
  }

  /** Of an embedding. */
  public int width() {
    return head.width();
  }

  /** Of the sound that the encoder takes, in Hz; others are resampled. */
  public int sampleRate() {
    return head.sampleRate();
  }

  /** The bare encoder, which this folder closes. */
  public Encoder encoder() {
    return encoder;
  }

  /** One sound's embedding, [width]. */
  @Override
  public float[] embed(Waveform sound) {
    return windows(atRate(sound), "sound").means().row(0);
  }

  /** The same for each of its windows, one after another in time. */
  public WindowEmbeddings embedWindows(Waveform sound) {
    return windows(atRate(sound), "sound");
  }

  /**
   * Embeds every sound file of a folder, in the order of their paths; the next files are decoded
   * meanwhile. What cannot be read, or is too short, is left out and named.
   */
  @Override
  public FolderEmbeddings embed(Path folder, Progress progress) {
    List<Path> files = FolderReader.soundFiles(folder);
    if (files.isEmpty()) {
      throw new Problem(
          "There is no sound file in " + folder + ".",
          "Files are known by their ending: .wav, .aiff, .au, .mp3, .flac, .ogg or .opus.");
    }
    List<FolderEmbeddings.Row> rows = new ArrayList<>();
    List<FolderEmbeddings.Skipped> skipped = new ArrayList<>();
    try (Progress.Task task = progress.start("embed " + folder.getFileName(), files.size())) {
      InOrder.each(
          files.size(),
          i -> heard(files.get(i)),
          heard -> {
            String path = folder.relativize(heard.file).toString().replace('\\', '/');
            take(path, heard, rows, skipped);
            task.note(path);
            task.step(1);
          });
    }
    if (rows.isEmpty()) {
      throw new Problem(
          "None of the %d sound files in %s can be embedded.".formatted(files.size(), folder),
          "The first is %s: %s".formatted(skipped.get(0).path(), skipped.get(0).reason()));
    }
    return new FolderEmbeddings(name(), width(), rows, skipped);
  }

  /** A decoded file at the encoder's rate; without samples it was rejected. */
  private record Heard(Path file, float[] samples, String reason) {}

  private Heard heard(Path file) {
    Decoded decoded = AudioFile.decode(file);
    return decoded
        .waveform()
        .map(sound -> new Heard(file, atRate(sound), decoded.reason()))
        .orElseGet(() -> new Heard(file, null, decoded.reason()));
  }

  private void take(
      String path,
      Heard heard,
      List<FolderEmbeddings.Row> rows,
      List<FolderEmbeddings.Skipped> skipped) {
    if (heard.samples == null) {
      skipped.add(new FolderEmbeddings.Skipped(path, heard.reason));
      return;
    }
    try {
      WindowEmbeddings windows = windows(heard.samples, path);
      rows.add(
          new FolderEmbeddings.Row(
              path,
              (double) heard.samples.length / sampleRate(),
              windows.size(),
              windows.means().row(0)));
    } catch (Problem e) {
      skipped.add(new FolderEmbeddings.Skipped(path, e.getMessage()));
    }
  }

  private float[] atRate(Waveform sound) {
    return sound.at(sampleRate(), ResamplePreset.KAISER_BEST).samples();
  }

  private WindowEmbeddings windows(float[] samples, String name) {
    Problem.unless(samples.length > 0, "%s holds no sound.", name);
    Inputs inputs = codec == null ? new OneSound(name, samples, 0) : tokens(name, samples);
    int window = codec == null ? head.windowSamples() : codec.config().frames(head.windowSamples());
    Embedder embedder = new Embedder(window, head.maximumWindows(), BATCH);
    return embedder.embedWindows(encoder, inputs, new int[] {0}, Progress.SILENT);
  }

  private Inputs tokens(String name, float[] samples) {
    SoundTokens tokens = SoundTokens.of(codec, samples);
    if (((MachupConfig) head.encoder()).input() == MachupInput.LATENTS) {
      return new OneSound(name, tokens.latents(), codec.config().hiddenSize());
    }
    float[] codes = new float[tokens.codes().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = tokens.codes()[i];
    }
    return new OneSound(name, codes, codec.codebooks());
  }

  /**
   * @param tokenWidth numbers of a token; 0 for samples
   */
  private record OneSound(String name, float[] values, int tokenWidth) implements Inputs {
    @Override
    public String title() {
      return name;
    }

    @Override
    public String name(int sound) {
      return name;
    }

    @Override
    public int width() {
      return Math.max(1, tokenWidth);
    }

    @Override
    public long length(int sound) {
      return values.length / width();
    }

    @Override
    public long[] shape(int stretches, int steps) {
      return tokenWidth == 0
          ? new long[] {stretches, 1, steps}
          : new long[] {stretches, steps, tokenWidth};
    }

    @Override
    public void read(int sound, long offset, float[] into) {
      System.arraycopy(values, Math.toIntExact(offset * width()), into, 0, into.length);
    }
  }

  @Override
  public void close() {
    encoder.close();
    if (codec != null) {
      codec.close();
    }
  }
}
