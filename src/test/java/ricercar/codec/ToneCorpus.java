package ricercar.codec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.random.Stream;

/** Clips of two tones in noise at 32 kHz: two to train on, then one to validate, one to test. */
public final class ToneCorpus {
  private static final Split[] SPLITS = {Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.TEST};

  private ToneCorpus() {}

  /**
   * @param samples of each clip
   */
  public static Corpus build(Path folder, String name, int... samples) {
    CorpusBuilder.Header header = new CorpusBuilder.Header(name, 32_000, List.of(), Map.of());
    return CorpusBuilder.build(
        folder,
        header,
        builder -> {
          for (int i = 0; i < samples.length; i++) {
            String id = "clip" + i;
            builder.add(
                new Clip(id, id, id, SPLITS[i % SPLITS.length], samples[i], Map.of()),
                sound(i, samples[i]),
                null);
          }
        });
  }

  public static float[] sound(long clip, int samples) {
    Stream random = Stream.of(12, "tones", clip);
    double low = random.uniform(100, 400);
    double high = random.uniform(1_000, 4_000);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      double t = 2 * Math.PI * i / 32_000;
      sound[i] =
          (float)
              (0.3 * Math.sin(low * t) + 0.1 * Math.sin(high * t) + random.uniform(-0.02, 0.02));
    }
    return sound;
  }
}
