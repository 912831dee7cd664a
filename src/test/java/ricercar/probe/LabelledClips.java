package ricercar.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.random.Stream;

/** Corpora of short noise whose labels a test chooses; three of five clips are for training. */
final class LabelledClips {
  static final Task STYLE =
      new Task("style", Task.Kind.SINGLE_LABEL, List.of("calm", "wild", "odd"));
  static final Task TAGS = new Task("tags", Task.Kind.MULTI_LABEL, List.of("drums", "piano"));

  private LabelledClips() {}

  static Split split(int clip) {
    return clip % 5 < 3 ? Split.TRAIN : clip % 5 == 3 ? Split.VALIDATION : Split.TEST;
  }

  static Corpus corpus(
      Path folder, int clips, IntFunction<String> style, IntFunction<List<String>> tags) {
    return CorpusBuilder.build(
        folder,
        new CorpusBuilder.Header("labelled", 8000, List.of(STYLE, TAGS), Map.of()),
        builder -> {
          for (int i = 0; i < clips; i++) {
            Map<String, List<String>> labels = new HashMap<>();
            if (style.apply(i) != null) {
              labels.put("style", List.of(style.apply(i)));
            }
            if (tags.apply(i) != null) {
              labels.put("tags", tags.apply(i));
            }
            float[] samples = noise(i, 16);
            builder.add(
                new Clip("clip" + i, "track" + i / 2, "group" + i, split(i), 16, labels),
                samples,
                null);
          }
        });
  }

  static float[] noise(int clip, int samples) {
    Stream random = Stream.of(3, "noise", clip);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = Math.round(random.uniform(-0.5, 0.5) * 32767) / 32768f;
    }
    return noise;
  }

  /** Gaussian features, shifted by class along an axis of its own. */
  static Embeddings clouds(int clips, int width, double distance, IntFunction<List<Integer>> of) {
    float[] values = new float[clips * width];
    for (int i = 0; i < clips; i++) {
      Stream random = Stream.of(11, "features", i);
      for (int k = 0; k < width; k++) {
        values[i * width + k] = (float) random.nextGaussian();
      }
      for (int c : of.apply(i)) {
        values[i * width + c] += (float) distance;
      }
    }
    return new Embeddings(IntStream.range(0, clips).toArray(), values, width);
  }

  static List<String> names(List<Integer> classes, Task task) {
    List<String> names = new ArrayList<>();
    classes.forEach(c -> names.add(task.classes().get(c)));
    return names;
  }

  static Embeddings changed(Embeddings e, IntFunction<float[]> row) {
    float[] values = new float[e.values().length];
    for (int i = 0; i < e.size(); i++) {
      System.arraycopy(row.apply(i), 0, values, i * e.width(), e.width());
    }
    return new Embeddings(Arrays.copyOf(e.clips(), e.size()), values, e.width());
  }
}
