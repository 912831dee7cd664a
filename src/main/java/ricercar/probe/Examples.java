package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.tensor.Tensor;

/**
 * Labelled rows of one split: whole clips, their windows or their frames.
 *
 * @param clips the clip of each row; rows of one clip follow each other
 * @param truth the ascending classes of each row; none in a regression
 * @param numbers {@code [row][target]} of a regression; null otherwise
 * @param unlabelled clips, or frames, of the split that were left out because they have no label
 */
record Examples(
    int[] clips, Features features, int[][] truth, float[][] numbers, int classes, int unlabelled) {
  /** Rows with classes. */
  Examples(int[] clips, Features features, int[][] truth, int classes, int unlabelled) {
    this(clips, features, truth, null, classes, unlabelled);
  }

  static Examples of(Embeddings all, Corpus corpus, String task, Split split) {
    return of(WindowEmbeddings.of(all), corpus, task, split);
  }

  /** Every window has the labels of its clip. */
  static Examples of(WindowEmbeddings all, Corpus corpus, String task, Split split) {
    Labels labels = corpus.labels(task);
    Map<Integer, List<Integer>> rowsOf = new HashMap<>();
    for (int row = 0; row < all.size(); row++) {
      rowsOf.computeIfAbsent(all.clips()[row], clip -> new ArrayList<>()).add(row);
    }
    List<Integer> places = new ArrayList<>();
    int unlabelled = 0;
    for (int clip : corpus.indices(split)) {
      if (labels.labelled(clip)) {
        places.addAll(rowsOf.getOrDefault(clip, List.of()));
      } else if (rowsOf.containsKey(clip)) {
        unlabelled++;
      }
    }
    if (places.isEmpty()) {
      throw new Problem(
          "Corpus '%s' has no labelled %s clip for task '%s' among the embedded ones."
              .formatted(corpus.name(), split, task),
          "Embed clips of all three splits, or choose another task.");
    }
    int[] rows = places.stream().mapToInt(Integer::intValue).toArray();
    int[] clips = Arrays.stream(rows).map(row -> all.clips()[row]).toArray();
    int[][] truth =
        Arrays.stream(clips).mapToObj(clip -> labels.active()[clip]).toArray(int[][]::new);
    int classes = labels.task().classes().size();
    float[][] numbers =
        labels.targets() == null
            ? null
            : Arrays.stream(clips).mapToObj(c -> labels.targets()[c]).toArray(float[][]::new);
    return new Examples(clips, all.features().at(rows), truth, numbers, classes, unlabelled);
  }

  /** Those of these clips, which are ascending. */
  Examples among(int[] chosen) {
    int[] rows =
        IntStream.range(0, size())
            .filter(row -> Arrays.binarySearch(chosen, clips[row]) >= 0)
            .toArray();
    return new Examples(
        Arrays.stream(rows).map(row -> clips[row]).toArray(),
        features.at(rows),
        Arrays.stream(rows).mapToObj(row -> truth[row]).toArray(int[][]::new),
        numbers == null
            ? null
            : Arrays.stream(rows).mapToObj(row -> numbers[row]).toArray(float[][]::new),
        classes,
        unlabelled);
  }

  /** The numbers of a regression, to be standardised. */
  Features numberFeatures() {
    float[] all = new float[size() * classes];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(numbers[i], 0, all, i * classes, classes);
    }
    return new Features(all, classes);
  }

  int size() {
    return truth.length;
  }

  /** The clips, each once. */
  int[] distinctClips() {
    return Arrays.stream(clips).distinct().toArray();
  }

  /** [rows, classes]: 1 where the class applies. */
  Tensor targets() {
    float[] targets = new float[size() * classes];
    for (int i = 0; i < size(); i++) {
      for (int c : truth[i]) {
        targets[i * classes + c] = 1;
      }
    }
    return Tensor.of(targets, size(), classes);
  }
}
