package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.BeatFMeasure;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;

/**
 * Beats found by a {@link FrameProbe}: its logits are an activation, whose peaks above a threshold
 * are the beats. The threshold is the one with the highest mean F-measure on VALIDATION. A test
 * item is a clip, its number the clip's F-measure, its group the track.
 *
 * @param frameProbe fits the head; its test frames do not matter here, since whole clips are judged
 */
public record BeatProbe(FrameProbe frameProbe, BeatFMeasure measure) {
  private static final int THRESHOLDS = 100;

  /** A linear or MLP probe, judged within ±70 ms on all beats of a clip. */
  public static BeatProbe of(Probe probe) {
    return new BeatProbe(FrameProbe.of(probe), BeatFMeasure.standard());
  }

  private record Judged(int clip, Peaks peaks, double[] beats) {}

  public ProbeResult evaluate(FrameEmbeddings frames, BeatTargets targets, Stream random) {
    for (Frames ofClip : frames.frames()) {
      Problem.unless(
          ofClip.framesPerSecond() * measure.tolerance() >= 0.5,
          "%.1f frames per second are too few for beats within ±%.0f ms; pool to more.",
          ofClip.framesPerSecond(),
          1000 * measure.tolerance());
    }
    try (FrameProbe.Fitted fitted = frameProbe.fit(frames, targets, random)) {
      List<Judged> validation = judged(frames, targets, Split.VALIDATION, fitted.head());
      List<Judged> test = judged(frames, targets, Split.TEST, fitted.head());
      Problem.unless(
          !test.isEmpty(),
          "Corpus '%s' has no TEST clip among the embedded ones; embed clips of all three splits.",
          targets.corpus().name());
      double threshold = threshold(validation);
      Map<String, Double> measures = fitted.measures();
      measures.put("beat threshold (logit)", threshold);
      measures.put("validation F-measure", mean(validation, threshold));
      return result(targets, test, threshold, measures);
    }
  }

  private ProbeResult result(
      BeatTargets targets, List<Judged> test, double threshold, Map<String, Double> measures) {
    Corpus corpus = targets.corpus();
    String name = targets.task().classes().get(0) + " F-measure";
    int[] clips = test.stream().mapToInt(Judged::clip).toArray();
    Outcomes outcomes =
        Outcomes.measured(
            new Task(targets.task().name(), Task.Kind.SCORE, List.of(name)),
            Arrays.stream(clips).mapToObj(clip -> corpus.clips().get(clip).id()).toList(),
            FrameProbe.tracks(corpus, clips),
            test.stream().mapToDouble(clip -> score(clip, threshold)).toArray());
    return new ProbeResult(outcomes, clips, measures);
  }

  private static List<Judged> judged(
      FrameEmbeddings frames, BeatTargets targets, Split split, ProbeFit.Fitted head) {
    List<Judged> judged = new ArrayList<>();
    for (int place = 0; place < frames.clips().length; place++) {
      int clip = frames.clips()[place];
      if (targets.corpus().clips().get(clip).split() == split) {
        Frames ofClip = frames.frames().get(place);
        float[][] logits = head.scores(new Features(ofClip.values(), ofClip.width()));
        float[] activation = new float[logits.length];
        for (int i = 0; i < activation.length; i++) {
          activation[i] = logits[i][0];
        }
        Peaks peaks = Peaks.of(activation, ofClip.framesPerSecond());
        judged.add(new Judged(clip, peaks, targets.times(clip)));
      }
    }
    return judged;
  }

  /** The best of the quantiles of all peaks' heights, the lowest of equals. */
  private double threshold(List<Judged> validation) {
    double[] heights =
        validation.stream()
            .flatMapToDouble(
                clip ->
                    IntStream.range(0, clip.peaks.heights().length)
                        .mapToDouble(p -> clip.peaks.heights()[p]))
            .sorted()
            .toArray();
    double best = heights[0];
    for (int q = 1; q < THRESHOLDS; q++) {
      double threshold = heights[(int) ((long) q * heights.length / THRESHOLDS)];
      best = mean(validation, threshold) > mean(validation, best) ? threshold : best;
    }
    return best;
  }

  private double mean(List<Judged> clips, double threshold) {
    return clips.stream().mapToDouble(clip -> score(clip, threshold)).average().orElseThrow();
  }

  private double score(Judged clip, double threshold) {
    return measure.of(clip.beats, clip.peaks.above(threshold));
  }
}
