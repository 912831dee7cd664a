package ricercar.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.Problem;

/**
 * Two corpora under one index: first the clips of the one that gives unlabelled music, then those
 * of the one that gives labelled music. Labels of the first are never shown, so that answers to
 * different tasks never match.
 */
public final class CorpusPair implements ClipSounds {
  private final Corpus unlabelled;
  private final Corpus labelled;
  private final List<Clip> clips;

  public CorpusPair(Corpus unlabelled, Corpus labelled) {
    Problem.unless(
        unlabelled.sampleRate() == labelled.sampleRate(),
        "Corpus '%s' has %d Hz and '%s' %d; bring both to the encoder's rate first.",
        unlabelled.name(),
        unlabelled.sampleRate(),
        labelled.name(),
        labelled.sampleRate());
    this.unlabelled = unlabelled;
    this.labelled = labelled;
    List<Clip> all = new ArrayList<>(unlabelled.clips());
    all.addAll(labelled.clips());
    clips = List.copyOf(all);
  }

  @Override
  public int sampleRate() {
    return unlabelled.sampleRate();
  }

  @Override
  public List<Clip> clips() {
    return clips;
  }

  @Override
  public void read(int clip, long offset, float[] into) {
    int first = unlabelled.clips().size();
    if (clip < first) {
      unlabelled.read(clip, offset, into);
    } else {
      labelled.read(clip - first, offset, into);
    }
  }

  /** The answers of the labelled corpus under the joint index; the other's clips have none. */
  public Labels labels(String task) {
    int first = unlabelled.clips().size();
    Labels own = labelled.labels(task);
    int[][] active = new int[clips.size()][];
    System.arraycopy(own.active(), 0, active, first, own.active().length);
    return new Labels(own.task(), active);
  }

  /**
   * The training clips of the first corpus as the unlabelled pool, and those of the second that
   * show their labels as the labelled one, under the joint index.
   *
   * @param share of the labelled corpus alone; its clips that hide their labels take no part
   */
  public LabelledShare pools(LabelledShare share) {
    int first = unlabelled.clips().size();
    return new LabelledShare(
        share.task(),
        share.share(),
        share.seed(),
        Arrays.stream(share.labelled()).map(clip -> first + clip).toArray(),
        unlabelled.indices(Split.TRAIN),
        share.perClass());
  }
}
