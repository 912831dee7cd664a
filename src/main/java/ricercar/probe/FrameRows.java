package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.random.Stream;

/**
 * Some of the answered frames of one split.
 *
 * @param frame the number of each frame in its clip
 */
record FrameRows(Examples examples, int[] frame) {
  /** Which of a clip's {@code count} answered frames are taken, ascending. */
  @FunctionalInterface
  interface Choice {
    int[] of(int clip, int count);

    static Choice evenlySpaced(int most) {
      return (clip, count) ->
          IntStream.range(0, Math.min(most, count))
              .map(i -> (int) ((2L * i + 1) * count / (2L * Math.min(most, count))))
              .toArray();
    }

    /** Even spacing could fall in step with the beats. */
    static Choice drawn(int most, Stream random) {
      return (clip, count) ->
          Arrays.stream(random.child("clip", clip).permutation(count))
              .limit(most)
              .sorted()
              .toArray();
    }
  }

  static FrameRows of(FrameEmbeddings all, FrameTargets targets, Split split, Choice choice) {
    Corpus corpus = targets.corpus();
    List<Integer> clips = new ArrayList<>();
    List<Integer> frames = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    List<int[]> truth = new ArrayList<>();
    int unanswered = 0;
    for (int place = 0; place < all.clips().length; place++) {
      int clip = all.clips()[place];
      if (corpus.clips().get(clip).split() != split) {
        continue;
      }
      Frames ofClip = all.frames().get(place);
      int[][] active = targets.active(clip, ofClip.count(), ofClip.framesPerSecond());
      int[] answered = IntStream.range(0, active.length).filter(i -> active[i] != null).toArray();
      unanswered += active.length - answered.length;
      for (int chosen : choice.of(clip, answered.length)) {
        clips.add(clip);
        frames.add(answered[chosen]);
        rows.add(ofClip.row(answered[chosen]));
        truth.add(active[answered[chosen]]);
      }
    }
    if (rows.isEmpty()) {
      throw new Problem(
          "Corpus '%s' has no %s frame with an answer for '%s' among the embedded ones."
              .formatted(corpus.name(), split, targets.task().name()),
          "Embed clips of all three splits.");
    }
    Examples examples =
        new Examples(
            ints(clips),
            features(rows),
            truth.toArray(int[][]::new),
            targets.task().classes().size(),
            unanswered);
    return new FrameRows(examples, ints(frames));
  }

  private static Features features(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] values = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * width, width);
    }
    return new Features(values, width);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
