package ricercar.codec;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a codec makes of a whole sound, up to a minute at a time; each stretch but the last is a
 * whole number of frames.
 *
 * @param frames of the sound
 * @param latents frame by frame, as many numbers each as the codec's hidden size
 * @param codes frame by frame, one of each codebook
 */
public record SoundTokens(int frames, float[] latents, int[] codes) implements Serializable {
  private static final int SECONDS_AT_ONCE = 60;

  /** Of a codec that takes mono sound as a whole. */
  public static SoundTokens of(Encodec codec, float[] sound) {
    EncodecConfig config = codec.config();
    int frames = frames(config, sound.length);
    int books = codec.codebooks();
    int width = config.hiddenSize();
    float[] latents = new float[frames * width];
    int[] codes = new int[frames * books];
    int atOnce = SECONDS_AT_ONCE * config.frameRate() * config.hop();
    int done = 0;
    for (int from = 0; from < sound.length; from += atOnce) {
      float[] stretch = Arrays.copyOfRange(sound, from, Math.min(sound.length, from + atOnce));
      Encodec.Analysis analysis = codec.analyse(stretch);
      System.arraycopy(analysis.latents(), 0, latents, done * width, analysis.latents().length);
      int found = analysis.codes()[0].length;
      for (int t = 0; t < found; t++) {
        for (int book = 0; book < books; book++) {
          codes[(done + t) * books + book] = analysis.codes()[book][t];
        }
      }
      done += found;
    }
    return new SoundTokens(frames, latents, codes);
  }

  static int frames(EncodecConfig config, long samples) {
    return Math.toIntExact((samples + config.hop() - 1) / config.hop());
  }
}
