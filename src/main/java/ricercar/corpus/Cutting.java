package ricercar.corpus;

import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * How tracks become clips: one after another, from the start.
 *
 * @param clipSeconds length of a clip; infinite to keep tracks whole
 * @param shortestSeconds a last clip shorter than this is dropped, and so is a track
 * @param mostPerTrack if a track gives more clips, as many evenly spaced ones are kept
 */
public record Cutting(double clipSeconds, double shortestSeconds, int mostPerTrack) {
  public static final Cutting WHOLE = new Cutting(Double.POSITIVE_INFINITY, 0, 1);

  public Cutting {
    Problem.unless(
        clipSeconds > 0 && shortestSeconds >= 0 && mostPerTrack > 0,
        "Clips of %s s, at least %s s, at most %d of a track make no sense.",
        clipSeconds,
        shortestSeconds,
        mostPerTrack);
  }

  /** Clips of one length only; the remainder of a track is dropped. */
  public static Cutting every(double seconds) {
    return new Cutting(seconds, seconds, Integer.MAX_VALUE);
  }

  /** A stretch of a track, in samples; {@code number} counts the track's clips, kept or not. */
  record Span(int number, int start, int length) {}

  List<Span> spans(int samples, int sampleRate) {
    int length = (int) Math.min(samples, Math.round(clipSeconds * sampleRate));
    long shortest = Math.max(1, Math.min(length, Math.round(shortestSeconds * sampleRate)));
    if (samples == 0 || samples < Math.round(shortestSeconds * sampleRate)) {
      return List.of();
    }
    int count = samples / length + (samples % length >= shortest ? 1 : 0);
    int kept = Math.min(count, mostPerTrack);
    return IntStream.range(0, kept)
        .map(i -> (int) ((2L * i + 1) * count / (2L * kept)))
        .mapToObj(i -> new Span(i, i * length, Math.min(length, samples - i * length)))
        .toList();
  }
}
