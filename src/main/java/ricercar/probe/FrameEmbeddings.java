package ricercar.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import ricercar.Problem;

/**
 * Local representations of clips. 1,000 clips of 1,000 frames of width 128 are 512 MB: pool the
 * frames of a clip before they are put in here.
 *
 * @param clips indices into the corpus, each once
 * @param frames of each clip, all of one width, finite
 */
public record FrameEmbeddings(int[] clips, List<Frames> frames) {
  public FrameEmbeddings {
    frames = List.copyOf(frames);
    if (clips.length == 0 || clips.length != frames.size()) {
      throw new IllegalArgumentException(
          "%d clips with frames of %d".formatted(clips.length, frames.size()));
    }
    for (int place = 0; place < clips.length; place++) {
      Frames ofClip = frames.get(place);
      if (ofClip.width() != frames.get(0).width()) {
        throw new IllegalArgumentException(
            "frames of width %d and %d".formatted(frames.get(0).width(), ofClip.width()));
      }
      for (float value : ofClip.values()) {
        if (!Float.isFinite(value)) {
          throw new Problem(
              "A frame of clip %d is not finite.".formatted(clips[place]),
              "Look at the run's loss curve; a lower learning rate usually helps.");
        }
      }
    }
  }

  /** Clip by clip; {@code ofClip} is given the clip's index and should pool before it returns. */
  public static FrameEmbeddings of(int[] clips, IntFunction<Frames> ofClip) {
    List<Frames> frames = new ArrayList<>();
    for (int clip : clips) {
      frames.add(ofClip.apply(clip));
    }
    return new FrameEmbeddings(clips.clone(), frames);
  }

  public int width() {
    return frames.get(0).width();
  }

  /** See {@link Frames#pooled}. */
  public FrameEmbeddings pooled(int framesPerClip) {
    return each(ofClip -> ofClip.pooled(framesPerClip));
  }

  /** See {@link Frames#pooledTo}. */
  public FrameEmbeddings pooledTo(double framesPerSecond) {
    return each(ofClip -> ofClip.pooledTo(framesPerSecond));
  }

  private FrameEmbeddings each(UnaryOperator<Frames> change) {
    return new FrameEmbeddings(clips, frames.stream().map(change).toList());
  }
}
