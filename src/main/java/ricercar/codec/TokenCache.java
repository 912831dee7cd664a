package ricercar.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Workforce;
import ricercar.files.AtomicFiles;
import ricercar.files.Cache;
import ricercar.files.Sha256;

/**
 * What a codec makes of every clip of a corpus: codes as uint16 and latents as float32, extracted
 * once, memory-mapped, kept under a hash of corpus, codec and augmentation. Safe for any number of
 * reading threads.
 *
 * <p>Clips are encoded whole, up to a minute at a time; so the tokens of a stretch inside a clip
 * have heard what stands around it, as those of a stretch that is cut out first have not.
 */
public final class TokenCache {
  static final int FORMAT = 1;
  static final ObjectMapper JSON = new ObjectMapper();
  static final String CODES = "codes.u16";
  static final String LATENTS = "latents.f32";
  static final String MANIFEST = "manifest.json";

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
    int[] clips = TokenExtraction.clips(corpus, variants);
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
    return open(store, corpus, codec, variants, Encoding.by(codec), progress);
  }

  /**
   * The same, with the sounds encoded by others.
   *
   * @param folder of the codec, which all machines have there; null for the embedded one
   */
  public static TokenCache open(
      Path store,
      Corpus corpus,
      Encodec codec,
      Path folder,
      CachedVariants variants,
      Workforce workforce,
      Progress progress) {
    EncodingElsewhere work = EncodingElsewhere.of(folder, codec);
    Encoding encoding = (count, sounds, take) -> workforce.each(count, sounds, work, take);
    return open(store, corpus, codec, variants, encoding, progress);
  }

  private static TokenCache open(
      Path store,
      Corpus corpus,
      Encodec codec,
      CachedVariants variants,
      Encoding encoding,
      Progress progress) {
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
          folder,
          directory ->
              new TokenExtraction(corpus, variants, encoding).write(directory, codec, progress));
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
