package ricercar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.probe.Embeddings;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Features and tags of clips that do not exist. Features are correlated, as embeddings are: they
 * mix a few factors, which the tags depend on, with noise. The first clips are for training.
 *
 * @param features [clips, {@link #WIDTH}]
 * @param tags [clips, {@link #TAGS}]
 */
record ProbeData(float[] features, boolean[] tags) {
  static final int TRAIN = 5_000;
  static final int VALIDATION = 1_000;
  static final int TEST = 2_000;
  static final int WIDTH = 512;
  static final int TAGS = 50;
  static final String TASK = "tags";
  private static final int CLIPS = TRAIN + VALIDATION + TEST;
  private static final int FACTORS = 64;
  private static final double NOISE = 0.02;
  private static final double LIFT = 2;
  private static final double RARITY = -3.5;

  static ProbeData drawn(Stream random) {
    double[] mixing = gaussians(random.child("mixing"), FACTORS * WIDTH);
    double[] weights = gaussians(random.child("weights"), FACTORS * TAGS);
    float[] features = new float[CLIPS * WIDTH];
    boolean[] tags = new boolean[CLIPS * TAGS];
    Stream draws = random.child("clips");
    for (int clip = 0; clip < CLIPS; clip++) {
      double[] factors = gaussians(draws, FACTORS);
      for (int k = 0; k < WIDTH; k++) {
        double value = NOISE * draws.nextGaussian();
        for (int f = 0; f < FACTORS; f++) {
          value += factors[f] * mixing[f * WIDTH + k] / (1 + f);
        }
        features[clip * WIDTH + k] = (float) value;
      }
      for (int tag = 0; tag < TAGS; tag++) {
        double logit = RARITY;
        for (int f = 0; f < FACTORS; f++) {
          logit += LIFT * factors[f] * weights[f * TAGS + tag] / Math.sqrt(FACTORS);
        }
        tags[clip * TAGS + tag] = draws.chance(1 / (1 + Math.exp(-logit)));
      }
    }
    return new ProbeData(features, tags);
  }

  private static double[] gaussians(Stream random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  /** For other programs. */
  void write(Path file) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> parts = new LinkedHashMap<>();
      put(parts, "train", 0, TRAIN);
      put(parts, "validation", TRAIN, TRAIN + VALIDATION);
      put(parts, "test", TRAIN + VALIDATION, CLIPS);
      SafeTensors.write(file, parts, Map.of());
    }
  }

  private void put(Map<String, Tensor> parts, String name, int from, int to) {
    float[] rows = Arrays.copyOfRange(features, from * WIDTH, to * WIDTH);
    parts.put(name, Tensor.of(rows, to - from, WIDTH));
    float[] truth = new float[(to - from) * TAGS];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = tags[from * TAGS + i] ? 1 : 0;
    }
    parts.put(name + "_tags", Tensor.of(truth, to - from, TAGS));
  }

  /** As the probe takes them. */
  Embeddings embeddings() {
    return new Embeddings(IntStream.range(0, CLIPS).toArray(), features, WIDTH);
  }

  /** Clips of one sample with these tags. */
  Corpus corpus(Path folder) {
    List<String> names = IntStream.range(0, TAGS).mapToObj(tag -> "tag " + tag).toList();
    Task task = new Task(TASK, Task.Kind.MULTI_LABEL, names);
    return CorpusBuilder.build(
        folder,
        new CorpusBuilder.Header("synthetic", 22_050, List.of(task), Map.of()),
        builder -> {
          for (int i = 0; i < CLIPS; i++) {
            List<String> active = new ArrayList<>();
            for (int tag = 0; tag < TAGS; tag++) {
              if (tags[i * TAGS + tag]) {
                active.add(names.get(tag));
              }
            }
            String id = "clip " + i;
            builder.add(
                new Clip(id, id, id, split(i), 1, Map.of(TASK, active)), new float[] {0.5f}, null);
          }
        });
  }

  private static Split split(int clip) {
    return clip < TRAIN ? Split.TRAIN : clip < TRAIN + VALIDATION ? Split.VALIDATION : Split.TEST;
  }
}
