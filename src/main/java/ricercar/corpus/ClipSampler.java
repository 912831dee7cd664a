package ricercar.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Picks the clips of each training step: a pure function of (seed, step), so a resumed run needs
 * nothing but its step number. Pools are cycled in a new order each time, without replacement; a
 * cycle's last partial batch is dropped.
 */
public final class ClipSampler {
  /**
   * The clips of one step.
   *
   * @param clips row by row. A clip stands twice only where the labelled pool is smaller than its
   *     rows; such rows are further views of one clip
   * @param labelled whether the row may show its labels; labelled rows come first where their
   *     number is set
   */
  public record Batch(int[] clips, boolean[] labelled) {}

  private interface Rule {
    boolean shows(int row, int clip);
  }

  private final List<PoolCycle> pools;
  private final Rule rule;

  private ClipSampler(List<PoolCycle> pools, Rule rule) {
    this.pools = pools;
    this.rule = rule;
  }

  /** All training clips in one pool; a row shows its labels where the share says so. */
  public static ClipSampler of(
      ClipSounds sounds, LabelledShare share, int clipsPerBatch, long seed) {
    return of(sounds.clips(), share, clipsPerBatch, seed);
  }

  static ClipSampler of(List<Clip> clips, LabelledShare share, int clipsPerBatch, long seed) {
    PoolCycle pool = unrepeated(clips, everyClip(share), clipsPerBatch, seed, "training");
    return new ClipSampler(List.of(pool), (row, clip) -> share.isLabelled(clip));
  }

  /**
   * Exactly round(b_s · clipsPerBatch) labelled rows in every batch, first, and then the rest
   * without labels; the two pools cycle separately. A labelled pool smaller than its rows repeats
   * itself within a batch, as evenly as can be. At b_s = 0 all training clips come without labels.
   * Where p_s = 1 leaves no clip unlabelled, the rest are training clips whose labels are hidden in
   * this batch, none of them also shown.
   *
   * @param labelledShareInBatch b_s in [0, 1]
   */
  public static ClipSampler of(
      ClipSounds sounds,
      LabelledShare share,
      int clipsPerBatch,
      double labelledShareInBatch,
      long seed) {
    return of(sounds.clips(), share, clipsPerBatch, labelledShareInBatch, seed);
  }

  static ClipSampler of(
      List<Clip> clips,
      LabelledShare share,
      int clipsPerBatch,
      double labelledShareInBatch,
      long seed) {
    int shown = rowsShown(share, clipsPerBatch, labelledShareInBatch);
    int hidden = clipsPerBatch - shown;
    Rule rule = (row, clip) -> row < shown;
    if (shown == 0 || hidden > 0 && share.unlabelled().length == 0) {
      return new ClipSampler(
          List.of(unrepeated(clips, everyClip(share), clipsPerBatch, seed, "training")), rule);
    }
    List<PoolCycle> pools = new ArrayList<>();
    pools.add(new PoolCycle(clips, share.labelled(), shown, Stream.of(seed, "sampler/labelled")));
    if (hidden > 0) {
      pools.add(unrepeated(clips, share.unlabelled(), hidden, seed, "unlabelled"));
    }
    return new ClipSampler(pools, rule);
  }

  private static int rowsShown(LabelledShare share, int clipsPerBatch, double inBatch) {
    Problem.unless(
        inBatch >= 0 && inBatch <= 1, "labelledShareInBatch is %s, not within 0 and 1.", inBatch);
    int shown = (int) Math.round(inBatch * clipsPerBatch);
    Problem.unless(
        (inBatch == 0 || shown > 0) && (inBatch == 1 || shown < clipsPerBatch),
        "labelledShareInBatch %s of %d clips rounds to %d; choose a share of whole clips.",
        inBatch,
        clipsPerBatch,
        shown);
    if (shown > 0 && share.labelled().length == 0) {
      throw new Problem(
          "labelledShareInBatch asks for " + shown + " labelled clips, and none is labelled.",
          "Raise labelledShare, or set labelledShareInBatch to 0.");
    }
    return shown;
  }

  /** A pool whose clips must not stand twice in a batch, since nothing says they are the same. */
  private static PoolCycle unrepeated(
      List<Clip> clips, int[] pool, int rows, long seed, String name) {
    if (pool.length < rows) {
      throw new Problem(
          "A batch needs %d %s clips and there are %d.".formatted(rows, name, pool.length),
          "Use fewer clips per batch or another share.");
    }
    return new PoolCycle(clips, pool, rows, Stream.of(seed, "sampler/" + name));
  }

  private static int[] everyClip(LabelledShare share) {
    return IntStream.concat(Arrays.stream(share.labelled()), Arrays.stream(share.unlabelled()))
        .sorted()
        .toArray();
  }

  /** The same for the same step, whatever was asked before, on any thread. */
  public Batch batch(long step) {
    int[] clips = pools.stream().flatMapToInt(pool -> Arrays.stream(pool.rows(step))).toArray();
    boolean[] labelled = new boolean[clips.length];
    for (int row = 0; row < clips.length; row++) {
      labelled[row] = rule.shows(row, clips[row]);
    }
    return new Batch(clips, labelled);
  }

  /** Steps in which the slowest pool is used up once. */
  public long stepsPerEpoch() {
    return pools.stream().mapToLong(PoolCycle::batchesPerCycle).max().orElseThrow();
  }
}
