package ricercar.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import ricercar.corpus.Corpus;
import ricercar.corpus.Task;

/**
 * Whether there is a beat within each frame, its start included.
 *
 * @param annotation "beats" or "downbeats"
 * @param task one class that applies or does not
 */
public record BeatTargets(Corpus corpus, String annotation, Task task) implements FrameTargets {
  public static BeatTargets beats(Corpus corpus) {
    return of(corpus, "beats", "beat");
  }

  public static BeatTargets downbeats(Corpus corpus) {
    return of(corpus, "downbeats", "downbeat");
  }

  private static BeatTargets of(Corpus corpus, String annotation, String name) {
    Task task = new Task(annotation, Task.Kind.MULTI_LABEL, List.of(name));
    return new BeatTargets(corpus, annotation, task);
  }

  /** Seconds, ascending. */
  public double[] times(int clip) {
    return StreamSupport.stream(Annotated.list(corpus, clip, annotation).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .sorted()
        .toArray();
  }

  @Override
  public int[][] active(int clip, int frames, double framesPerSecond) {
    int[][] active = new int[frames][0];
    for (double time : times(clip)) {
      int frame = (int) Math.floor(time * framesPerSecond);
      if (frame >= 0 && frame < frames) {
        active[frame] = new int[] {0};
      }
    }
    return active;
  }
}
