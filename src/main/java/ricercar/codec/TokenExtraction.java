package ricercar.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.random.Stream;

/** Fills a folder of {@link TokenCache} with the tokens of a corpus. */
record TokenExtraction(Corpus corpus, CachedVariants variants, Encoding encoding) {
  /** Whose tokens are kept, in the order of the files. */
  static int[] clips(Corpus corpus, CachedVariants variants) {
    return variants.clean()
        ? IntStream.range(0, corpus.clips().size()).toArray()
        : corpus.indices(Split.TRAIN);
  }

  void write(Path directory, Encodec codec, Progress progress) throws IOException {
    int[] clips = clips(corpus, variants);
    int versions = variants.count();
    int count = clips.length * versions;
    try (OutputStream codes = stream(directory.resolve(TokenCache.CODES), 1 << 16);
        OutputStream latents = stream(directory.resolve(TokenCache.LATENTS), 1 << 20);
        Progress.Task task = progress.start("tokens of " + corpus.name(), count)) {
      encoding.each(
          count,
          i -> sound(clips[i / versions], i % versions),
          tokens -> {
            write(tokens, codes, latents);
            task.step(1);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    ObjectNode manifest = TokenCache.JSON.createObjectNode();
    manifest.put("format", TokenCache.FORMAT);
    manifest.put("corpus", corpus.name()).put("corpusFingerprint", corpus.fingerprint());
    manifest.put("codec", codec.fingerprint()).put("variants", variants.toString());
    manifest.put("width", codec.config().hiddenSize()).put("codebooks", codec.codebooks());
    Files.writeString(directory.resolve(TokenCache.MANIFEST), manifest.toPrettyString() + "\n");
  }

  private static OutputStream stream(Path file, int buffer) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), buffer);
  }

  private float[] sound(int clip, int version) {
    float[] sound = corpus.read(clip);
    if (variants.clean()) {
      return sound;
    }
    Stream random = Stream.of(variants.seed(), "cached variant", clip, version);
    return variants.chain().run(sound, corpus.sampleRate(), random, random).samples();
  }

  private static void write(SoundTokens tokens, OutputStream codes, OutputStream latents) {
    ByteBuffer floats =
        ByteBuffer.allocate(tokens.latents().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(tokens.latents());
    ByteBuffer shorts =
        ByteBuffer.allocate(tokens.codes().length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int code : tokens.codes()) {
      shorts.putShort((short) code);
    }
    try {
      latents.write(floats.array());
      codes.write(shorts.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
