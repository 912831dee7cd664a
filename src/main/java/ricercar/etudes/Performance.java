package ricercar.etudes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ricercar.random.Stream;

/**
 * A piece as played: every beat and every note in seconds from the start of the clip.
 *
 * @param beats time of each beat from the first bar on; those before the clip are negative
 */
record Performance(Plan plan, double[] beats, Map<Role, List<Sound>> parts) {
  /** A held note that began before the clip is heard from its start if this much is left. */
  private static final double WORTH_HOLDING = 0.25;

  record Sound(double on, double off, int pitch, int velocity) {}

  static Performance of(Score score) {
    Plan plan = score.plan();
    double[] beats = beats(plan);
    Performance timing = new Performance(plan, beats, Map.of());
    Map<Role, List<Sound>> parts = new EnumMap<>(Role.class);
    score.parts().forEach((role, notes) -> parts.put(role, timing.play(role, notes)));
    return new Performance(plan, beats, Collections.unmodifiableMap(parts));
  }

  /** Seconds at which a written position sounds, without swing. */
  double time(double beat) {
    int whole = (int) StrictMath.floor(beat);
    int index = Math.max(0, Math.min(whole, beats.length - 2));
    return beats[index] + (beat - index) * (beats[index + 1] - beats[index]);
  }

  /** The latest end of {@code seconds} and the clip. */
  double within(double seconds) {
    return Math.max(0, Math.min(plan.seconds(), seconds));
  }

  private List<Sound> play(Role role, List<Note> notes) {
    Stream random = plan.seed().child("performance", role.ordinal());
    List<Sound> sounds = new ArrayList<>();
    Feel feel = plan.motif().feel();
    double looseness = plan.motif().style().groove().looseness() * (role == Role.DRUMS ? 0.5 : 1);
    double last = -1;
    double delay = 0;
    for (Note note : notes) {
      if (note.beat() != last) {
        // The tones of one chord are struck together.
        delay = looseness * Math.max(-2, Math.min(2, random.nextGaussian()));
        last = note.beat();
      }
      double on = time(feel.swung(note.beat(), plan.swing())) + delay;
      double off = time(feel.swung(note.beat() + note.length(), plan.swing())) + delay;
      double touch = note.weight() * accent(note.beat()) * 118 + random.uniform(-7, 7);
      int velocity = (int) Math.max(20, Math.min(127, touch));
      if (on < 0 && off > WORTH_HOLDING && role != Role.DRUMS) {
        on = 0;
      }
      if (on >= 0 && on < plan.seconds()) {
        sounds.add(new Sound(on, Math.max(off, on + 0.03), note.pitch(), velocity));
      }
    }
    sounds.sort(Comparator.comparingDouble(Sound::on).thenComparingInt(Sound::pitch));
    return List.copyOf(sounds);
  }

  /** What players give the beat over what lies between: a listener finds the pulse by it. */
  private static double accent(double beat) {
    double within = beat - StrictMath.floor(beat + 1e-6);
    return within < 1e-3 ? 1 : Math.abs(within - 0.5) < 1e-3 ? 0.85 : 0.75;
  }

  private static double[] beats(Plan plan) {
    int count = plan.bars() * plan.beatsPerBar() + 1;
    Stream random = plan.seed().child("tempo");
    double phase = random.uniform(0, 2 * Math.PI);
    double phrase = 4.0 * plan.beatsPerBar();
    double rubato = plan.motif().style().groove().rubato();
    double[] beats = new double[count];
    for (int i = 1; i < count; i++) {
      double sway = rubato * StrictMath.sin(2 * Math.PI * i / phrase + phase);
      double wander = rubato * 0.2 * random.nextGaussian();
      beats[i] = beats[i - 1] + 60 / plan.bpm() * (1 + sway + wander);
    }
    double zero = new Performance(plan, beats, Map.of()).time(plan.cut());
    for (int i = 0; i < count; i++) {
      beats[i] -= zero;
    }
    return beats;
  }
}
