package ricercar.experiment;

import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.probe.BeatProbe;
import ricercar.probe.BeatTargets;
import ricercar.probe.ChordTargets;
import ricercar.probe.FrameEmbeddings;
import ricercar.probe.FrameProbe;
import ricercar.probe.Probe;
import ricercar.probe.ProbeResult;
import ricercar.probe.SectionTargets;
import ricercar.random.Stream;

/**
 * What local representations are asked about.
 *
 * @param target what is true of each frame
 * @param framesPerSecond that they are pooled to
 * @param fittingFrames of each training clip at most; all if null
 */
public record FrameTask(Target target, double framesPerSecond, Integer fittingFrames) {
  /** What is told by annotations, frame by frame. */
  public enum Target {
    CHORDS {
      @Override
      ProbeResult judge(
          FrameTask task, Probe probe, FrameEmbeddings frames, Corpus corpus, Stream random) {
        return task.probe(probe).evaluate(frames, new ChordTargets(corpus), random);
      }
    },
    SECTIONS {
      @Override
      ProbeResult judge(
          FrameTask task, Probe probe, FrameEmbeddings frames, Corpus corpus, Stream random) {
        return task.probe(probe).evaluate(frames, SectionTargets.of(corpus), random);
      }
    },
    BEATS {
      @Override
      ProbeResult judge(
          FrameTask task, Probe probe, FrameEmbeddings frames, Corpus corpus, Stream random) {
        BeatProbe beats = new BeatProbe(task.probe(probe), BeatProbe.of(probe).measure());
        return beats.evaluate(frames, BeatTargets.beats(corpus), random);
      }
    };

    abstract ProbeResult judge(
        FrameTask task, Probe probe, FrameEmbeddings frames, Corpus corpus, Stream random);
  }

  public FrameTask {
    Problem.unless(
        framesPerSecond > 0,
        "frames.framesPerSecond must be positive, but is %s.",
        framesPerSecond);
  }

  private FrameProbe probe(Probe probe) {
    return new FrameProbe(probe, fittingFrames, null);
  }

  ProbeResult judge(Probe probe, FrameEmbeddings frames, Corpus corpus, Stream random) {
    return target.judge(this, probe, frames, corpus, random);
  }
}
