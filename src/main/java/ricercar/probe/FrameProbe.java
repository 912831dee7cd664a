package ricercar.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;

/**
 * A probe on frozen frames: trained on frames of TRAIN, stopped early by frames of VALIDATION,
 * asked about frames of TEST. A test item is {@code clip@frame}; its group is the track, so that
 * intervals resample tracks.
 *
 * @param probe its head and its training; a null one is linear
 * @param fittingFrames of each clip of TRAIN and VALIDATION at most, drawn by chance; null for all
 * @param testFrames of each clip of TEST at most, evenly spaced; 10 by default
 */
public record FrameProbe(Probe probe, Integer fittingFrames, Integer testFrames) {
  public FrameProbe {
    probe = probe == null ? Probe.linear() : probe;
    testFrames = testFrames == null ? 10 : testFrames;
    Problem.unless(
        testFrames > 0 && (fittingFrames == null || fittingFrames > 0),
        "A frame probe's fittingFrames and testFrames must be positive: %s, %d.",
        fittingFrames,
        testFrames);
  }

  public static FrameProbe of(Probe probe) {
    return new FrameProbe(probe, null, null);
  }

  /** {@link ProbeResult#clips} holds the clip of each test frame. */
  public ProbeResult evaluate(FrameEmbeddings frames, FrameTargets targets, Stream random) {
    FrameRows test =
        FrameRows.of(frames, targets, Split.TEST, FrameRows.Choice.evenlySpaced(testFrames));
    try (Fitted fitted = fit(frames, targets, random)) {
      Examples asked = test.examples();
      Map<String, Double> measures = fitted.measures();
      measures.put("probe test frames", (double) asked.size());
      measures.put("test frames without an answer", (double) asked.unlabelled());
      Outcomes outcomes =
          new Outcomes(
              targets.task(),
              items(targets.corpus(), test),
              tracks(targets.corpus(), asked.clips()),
              asked.truth(),
              fitted.head().scores(asked.features()));
      return new ProbeResult(outcomes, asked.clips(), measures, fitted.head().trials());
    }
  }

  /** A head with what is to be told of its training. */
  record Fitted(ProbeFit.Fitted head, Map<String, Double> measures) implements AutoCloseable {
    @Override
    public void close() {
      head.close();
    }
  }

  Fitted fit(FrameEmbeddings frames, FrameTargets targets, Stream random) {
    int most = fittingFrames == null ? Integer.MAX_VALUE : fittingFrames;
    FrameRows.Choice drawn = FrameRows.Choice.drawn(most, random.child("frames"));
    Examples train = FrameRows.of(frames, targets, Split.TRAIN, drawn).examples();
    Examples validation = FrameRows.of(frames, targets, Split.VALIDATION, drawn).examples();
    ProbeFit.Fitted best =
        new ProbeFit(probe, targets.task().kind(), train, validation).best(random);
    Map<String, Double> measures = best.measures();
    measures.put("probe training clips", (double) train.distinctClips().length);
    measures.put("probe training frames", (double) train.size());
    measures.put("training frames without an answer", (double) train.unlabelled());
    return new Fitted(best, measures);
  }

  private static List<String> items(Corpus corpus, FrameRows rows) {
    int[] clips = rows.examples().clips();
    return IntStream.range(0, clips.length)
        .mapToObj(i -> corpus.clips().get(clips[i]).id() + "@" + rows.frame()[i])
        .toList();
  }

  static List<String> tracks(Corpus corpus, int[] clips) {
    return Arrays.stream(clips).mapToObj(corpus.clips()::get).map(Clip::track).toList();
  }
}
