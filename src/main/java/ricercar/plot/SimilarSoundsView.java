package ricercar.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
import ricercar.experiment.SimilarSounds;

/** A question and what was found, to be heard one after the other: for notebooks and pages. */
public record SimilarSoundsView(SimilarSounds found) implements Viewable {
  private static final int HEARD = 10;
  private static final double SECONDS = 10;
  private static final int RATE = 22_050;

  @Override
  public View view() {
    return audition().view();
  }

  public Audition audition() {
    List<Audition.Track> tracks = new ArrayList<>();
    tracks.add(
        track("asked for: " + found.query().getFileName(), SimilarSounds.sound(found.query())));
    found.matches().stream()
        .limit(HEARD)
        .forEach(
            match ->
                tracks.add(
                    track(
                        String.format(Locale.ROOT, "%.3f · %s", match.cosine(), match.path()),
                        SimilarSounds.sound(found.folder().resolve(match.path())))));
    return new Audition(tracks);
  }

  /** The middle of a sound, since whole songs would make a heavy notebook. */
  private static Audition.Track track(String label, Waveform whole) {
    float[] all = whole.samples();
    int length = (int) Math.min(all.length, Math.round(SECONDS * whole.sampleRate()));
    int from = (all.length - length) / 2;
    Waveform middle =
        new Waveform(Arrays.copyOfRange(all, from, from + length), whole.sampleRate());
    return new Audition.Track(
        label, whole.sampleRate() > RATE ? middle.at(RATE, ResamplePreset.BULK) : middle);
  }
}
