package ricercar.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;

/** Sounds to listen to one beside the other, each with its waveform, in 16 bits without loss. */
public record Audition(List<Track> tracks) implements Viewable {
  private static final int COLUMNS = 240;
  private static final int HEIGHT = 44;

  public record Track(String label, Waveform sound) {}

  public Audition {
    tracks = List.copyOf(tracks);
  }

  public static Audition of(String label, Waveform sound) {
    return new Audition(List.of(new Track(label, sound)));
  }

  public Audition and(String label, Waveform sound) {
    return new Audition(
        Stream.concat(tracks.stream(), Stream.of(new Track(label, sound))).toList());
  }

  @Override
  public View view() {
    return View.html(
        tracks.stream().map(Audition::describe).collect(Collectors.joining("\n")), html());
  }

  private static String describe(Track track) {
    return String.format(
        Locale.ROOT,
        "♪ %s: %.1f s at %,d Hz",
        track.label,
        track.sound.seconds(),
        track.sound.sampleRate());
  }

  // Without scripts, so that it sounds in every viewer; inline styles, since a notebook has no
  // others.
  String html() {
    return tracks.stream()
        .map(Audition::html)
        .collect(
            Collectors.joining(
                "",
                "<div class=\"player\" style=\"display:flex;flex-wrap:wrap;gap:14px 22px;margin:6px 0\">",
                "</div>\n"));
  }

  private static String html(Track track) {
    return "<figure style=\"margin:0;flex:1 1 210px;max-width:340px\">"
        + "<figcaption style=\"font-size:13px;margin:0 0 2px 2px\">"
        + Html.escape(track.label)
        + "</figcaption>"
        + waveform(track.sound.samples())
        + "<audio controls preload=\"metadata\" style=\"width:100%;height:34px;display:block\" src=\""
        + Html.dataUri("audio/wav", Wav.pcm16(track.sound.samples(), track.sound.sampleRate()))
        + "\"></audio></figure>";
  }

  /** Peaks of the samples above and below zero, one stroke a column. */
  private static String waveform(float[] samples) {
    String strokes =
        IntStream.range(0, samples.length == 0 ? 0 : COLUMNS)
            .mapToObj(column -> stroke(samples, column))
            .collect(Collectors.joining());
    return ("<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
            + " style=\"width:100%%;height:%dpx;display:block;color:%s\">"
            + "<path d=\"%s\" stroke=\"currentColor\" stroke-width=\".8\" fill=\"none\"/></svg>")
        .formatted(COLUMNS, HEIGHT, HEIGHT, Palette.css(Palette.colour(0, Theme.DARK)), strokes);
  }

  private static String stroke(float[] samples, int column) {
    int from = (int) ((long) column * samples.length / COLUMNS);
    int to = Math.max(from + 1, (int) ((column + 1L) * samples.length / COLUMNS));
    float low = 0;
    float high = 0;
    for (int i = from; i < Math.min(to, samples.length); i++) {
      low = Math.min(low, samples[i]);
      high = Math.max(high, samples[i]);
    }
    double middle = HEIGHT / 2.0;
    return String.format(
        Locale.ROOT,
        "M%.1f %.1fV%.1f",
        column + 0.5,
        middle - Math.min(1, high) * (middle - 1) - 0.3,
        middle - Math.max(-1, low) * (middle - 1) + 0.3);
  }
}
