package ricercar.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.files.AtomicFiles;
import ricercar.files.Cache;
import ricercar.files.Sha256;
import ricercar.random.Stream;

/**
 * What a codec makes of every clip of a corpus: codes as uint16 and latents as float32, extracted
 * once, memory-mapped, kept under a hash of corpus, codec and augmentation. Safe for any number of
 * reading threads.
 *
 * <p>Clips are encoded whole, up to a minute at a time; so the tokens of a stretch inside a clip
 * have heard what stands around it, as those of a stretch that is cut out first have not.
 */
public final class TokenCache {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CODES = "codes.u16";
  private static final String LATENTS = "latents.f32";
  private static final String MANIFEST = "manifest.json";

  private final Corpus corpus;
  private final CachedVariants variants;
  private final int width;
  private final int codebooks;
  private final int[] frames; // of each clip
  private final int[] entry; // of each clip's first version; -1 where the cache has none
  private final MappedRows codes;
  private final MappedRows latents;

  private TokenCache(Corpus corpus, CachedVariants variants, EncodecConfig config, Path folder) {
    this.corpus = corpus;
    this.variants = variants;
    JsonNode manifest = manifest(folder);
    width = manifest.path("width").asInt();
    codebooks = manifest.path("codebooks").asInt();
    frames =
        corpus.clips().stream().mapToInt(c -> SoundTokens.frames(config, c.samples())).toArray();
    entry = new int[frames.length];
    Arrays.fill(entry, -1);
    int[] clips = clips(corpus, variants);
    int[] rows = new int[clips.length * variants.count()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = frames[clips[i / variants.count()]];
    }
    for (int i = 0; i < clips.length; i++) {
      entry[clips[i]] = i * variants.count();
    }
    codes = new MappedRows(folder.resolve(CODES), codebooks * Short.BYTES, rows);
    latents = new MappedRows(folder.resolve(LATENTS), width * Float.BYTES, rows);
  }

  /** Opens the tokens of a corpus, after extracting them if they are not in the cache. */
  public static TokenCache open(
      Corpus corpus, Encodec codec, CachedVariants variants, Progress progress) {
    return open(Cache.folder("tokens"), corpus, codec, variants, progress);
  }

  /** The same in another folder than the usual cache. */
  public static TokenCache open(
      Path store, Corpus corpus, Encodec codec, CachedVariants variants, Progress progress) {
    EncodecConfig config = codec.config();
    Problem.unless(
        config.chunkSeconds() == null && config.audioChannels() == 1,
        "A codec that works on stereo in chunks gives no one sequence of tokens. Take the 24 or 32"
            + " kHz codec.");
    Problem.unless(
        config.sampleRate() == corpus.sampleRate(),
        "The codec takes sound at %d Hz, but corpus '%s' is at %d Hz.",
        config.sampleRate(),
        corpus.name(),
        corpus.sampleRate());
    Path folder = store.resolve(key(corpus, codec, variants));
    if (!Files.isDirectory(folder)) {
      AtomicFiles.directory(
          folder, directory -> extract(directory, corpus, codec, variants, progress));
    }
    return new TokenCache(corpus, variants, config, folder);
  }

  private static String key(Corpus corpus, Encodec codec, CachedVariants variants) {
    String all =
        "%d %s %s %s %d %d"
            .formatted(
                FORMAT,
                corpus.fingerprint(),
                codec.fingerprint(),
                variants.description(),
                variants.count(),
                variants.seed());
    return new Sha256().add(all).hex().substring(0, 32);
  }

  private static int[] clips(Corpus corpus, CachedVariants variants) {
    return variants.clean()
        ? IntStream.range(0, corpus.clips().size()).toArray()
        : corpus.indices(Split.TRAIN);
  }

  private static void extract(
      Path directory, Corpus corpus, Encodec codec, CachedVariants variants, Progress progress)
      throws IOException {
    int[] clips = clips(corpus, variants);
    try (OutputStream codes =
            new BufferedOutputStream(Files.newOutputStream(directory.resolve(CODES)), 1 << 16);
        OutputStream latents =
            new BufferedOutputStream(Files.newOutputStream(directory.resolve(LATENTS)), 1 << 20);
        Progress.Task task =
            progress.start("tokens of " + corpus.name(), (long) clips.length * variants.count())) {
      for (int clip : clips) {
        for (int version = 0; version < variants.count(); version++) {
          write(codec, sound(corpus, clip, version, variants), codes, latents);
          task.step(1);
        }
      }
    }
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("corpus", corpus.name()).put("corpusFingerprint", corpus.fingerprint());
    manifest.put("codec", codec.fingerprint()).put("variants", variants.toString());
    manifest.put("width", codec.config().hiddenSize()).put("codebooks", codec.codebooks());
    Files.writeString(directory.resolve(MANIFEST), manifest.toPrettyString() + "\n");
  }

  private static float[] sound(Corpus corpus, int clip, int version, CachedVariants variants) {
    float[] sound = corpus.read(clip);
    if (variants.clean()) {
      return sound;
    }
    Stream random = Stream.of(variants.seed(), "cached variant", clip, version);
    return variants.chain().run(sound, corpus.sampleRate(), random, random).samples();
  }

  private static void write(Encodec codec, float[] sound, OutputStream codes, OutputStream latents)
      throws IOException {
    SoundTokens tokens = SoundTokens.of(codec, sound);
    ByteBuffer floats =
        ByteBuffer.allocate(tokens.latents().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(tokens.latents());
    latents.write(floats.array());
    ByteBuffer shorts =
        ByteBuffer.allocate(tokens.codes().length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int code : tokens.codes()) {
      shorts.putShort((short) code);
    }
    codes.write(shorts.array());
  }

  private static JsonNode manifest(Path folder) {
    try {
      JsonNode manifest = JSON.readTree(folder.resolve(MANIFEST).toFile());
      Problem.unless(
          manifest.path("width").asInt() > 0 && manifest.path("codebooks").asInt() > 0,
          "%s tells no width or codebooks; delete its folder, and it is made again.",
          folder.resolve(MANIFEST));
      return manifest;
    } catch (IOException e) {
      throw new Problem(
          "Cannot read " + folder.resolve(MANIFEST) + ".",
          "Delete its folder, and it is made again.",
          e);
    }
  }

  public Corpus corpus() {
    return corpus;
  }

  public CachedVariants variants() {
    return variants;
  }

  /** Of a latent. */
  public int width() {
    return width;
  }

  public int codebooks() {
    return codebooks;
  }

  /** Frames of a clip. */
  public int frames(int clip) {
    return frames[clip];
  }

  /** Fills {@code into} from {@code at} on with latents: frame by frame, width() numbers each. */
  public void latents(int clip, int version, long from, int count, float[] into, int at) {
    latents.rows(entry(clip, version), from, count).asFloatBuffer().get(into, at, count * width);
  }

  /** Fills {@code into} from {@code at} on with codes: frame by frame, codebooks() numbers each. */
  public void codes(int clip, int version, long from, int count, long[] into, int at) {
    ByteBuffer rows = codes.rows(entry(clip, version), from, count);
    for (int i = 0; i < count * codebooks; i++) {
      into[at + i] = Short.toUnsignedInt(rows.getShort());
    }
  }

  private int entry(int clip, int version) {
    if (entry[clip] < 0 || version < 0 || version >= variants.count()) {
      throw new IllegalArgumentException(
          "version %d of clip %s is not cached (%s)"
              .formatted(version, corpus.clips().get(clip).id(), variants));
    }
    return entry[clip] + version;
  }

  /** The clean latents as an encoder's input: [stretches, frames, width]. */
  public ClipInputs latentInputs() {
    return inputs(width, (clip, from, count, into) -> latents(clip, 0, from, count, into, 0));
  }

  /** The clean codes as an encoder's input: [stretches, frames, codebooks], whole numbers. */
  public ClipInputs codeInputs() {
    return inputs(
        codebooks,
        (clip, from, count, into) -> {
          long[] read = new long[count * codebooks];
          codes(clip, 0, from, count, read, 0);
          for (int i = 0; i < read.length; i++) {
            into[i] = read[i];
          }
        });
  }

  private interface Reader {
    void read(int clip, long from, int count, float[] into);
  }

  private ClipInputs inputs(int stepWidth, Reader reader) {
    Problem.unless(variants.clean(), "Embeddings are made of clips as they are.");
    return new ClipInputs() {
      @Override
      public Corpus corpus() {
        return corpus;
      }

      @Override
      public long length(int clip) {
        return frames[clip];
      }

      @Override
      public int width() {
        return stepWidth;
      }

      @Override
      public long[] shape(int stretches, int steps) {
        return new long[] {stretches, steps, stepWidth};
      }

      @Override
      public void read(int clip, long offset, float[] into) {
        reader.read(clip, offset, into.length / stepWidth, into);
      }
    };
  }
}
