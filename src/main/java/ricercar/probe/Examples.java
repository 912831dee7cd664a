package ricercar.probe;

import java.util.Arrays;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.tensor.Tensor;

/**
 * The labelled clips of one split with their features.
 *
 * @param truth the ascending classes of each clip
 * @param unlabelled clips of the split that were left out because they have no label
 */
record Examples(Embeddings features, int[][] truth, int classes, int unlabelled) {
  static Examples of(Embeddings all, Corpus corpus, String task, Split split) {
    Labels labels = corpus.labels(task);
    Embeddings ofSplit = all.only(corpus.indices(split));
    Embeddings labelled =
        ofSplit.only(Arrays.stream(ofSplit.clips()).filter(labels::labelled).toArray());
    if (labelled.size() == 0) {
      throw new Problem(
          "Corpus '%s' has no labelled %s clip for task '%s' among the embedded ones."
              .formatted(corpus.name(), split, task),
          "Embed clips of all three splits, or choose another task.");
    }
    int[][] truth =
        Arrays.stream(labelled.clips())
            .mapToObj(clip -> labels.active()[clip])
            .toArray(int[][]::new);
    int classes = labels.task().classes().size();
    return new Examples(labelled, truth, classes, ofSplit.size() - labelled.size());
  }

  int size() {
    return truth.length;
  }

  /** [clips, classes]: 1 where the class applies. */
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
