package ricercar.corpus;

import java.util.Arrays;
import java.util.List;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Which training clips may show their labels: the share p_s of those that have one. Shares of one
 * seed are nested (1 % ⊂ 5 % ⊂ 10 % …) and stratified; validation and test labels are never counted
 * nor hidden. The public code of SemiSupCon drew unstratified over all splits, and twice.
 *
 * @param labelled training clips that show their labels, ascending
 * @param unlabelled all other training clips, ascending
 * @param perClass labelled clips of each class of the task
 */
public record LabelledShare(
    Task task, double share, long seed, int[] labelled, int[] unlabelled, int[] perClass) {

  /**
   * @param share in [0, 1] of the training clips that are labelled in the task
   */
  public static LabelledShare of(Corpus corpus, String task, double share, long seed) {
    int[] train = corpus.indices(Split.TRAIN);
    return of(corpus.labels(task), corpus.clips(), train, share, seed);
  }

  static LabelledShare of(Labels labels, List<Clip> clips, int[] train, double share, long seed) {
    Problem.unless(share >= 0 && share <= 1, "labelledShare is %s, not within 0 and 1.", share);
    TrainingOnly.check(clips, train);
    int[] candidates = Arrays.stream(train).filter(labels::labelled).sorted().toArray();
    int count = (int) Math.round(share * candidates.length);
    if (share > 0 && count == 0) {
      throw new Problem(
          "labelledShare %s of %d labelled training clips is less than one clip."
              .formatted(share, candidates.length),
          "Raise it, or set it to 0 to train without labels.");
    }
    int[] order = StratifiedOrder.of(labels, candidates, Stream.of(seed, "labelledShare"));
    int[] labelled = Arrays.stream(order).limit(count).sorted().toArray();
    int[] unlabelled =
        Arrays.stream(train).filter(i -> Arrays.binarySearch(labelled, i) < 0).sorted().toArray();
    int[] perClass = new int[labels.task().classes().size()];
    for (int clip : labelled) {
      for (int c : labels.active()[clip]) {
        perClass[c]++;
      }
    }
    return new LabelledShare(labels.task(), share, seed, labelled, unlabelled, perClass);
  }

  public boolean isLabelled(int clip) {
    return Arrays.binarySearch(labelled, clip) >= 0;
  }
}
