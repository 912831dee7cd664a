package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;

/** Plays the group's bass figure, one for A and one for the other sections. */
final class Bassist implements Player {
  private static final int LOWEST = 28;

  @Override
  public List<Note> play(Score score) {
    Plan plan = score.plan();
    Motif motif = plan.motif();
    List<Pattern> figures = motif.feel().bass();
    Pattern first = motif.choose(figures, "bass", 0);
    Pattern second = motif.choose(figures, "bass", 1);
    List<Note> notes = new ArrayList<>();
    int before = LOWEST + 6;
    for (int bar = 0; bar < plan.bars(); bar++) {
      Section section = plan.sectionAt(bar);
      Pattern figure = section.name().equals("B") ? second : first;
      for (Pattern.Step step : figure.bar(bar - section.bar())) {
        double beat = (bar + step.at()) * plan.beatsPerBar();
        double length = step.length() * plan.beatsPerBar();
        int pitch = pitch(score, beat, length, step.sign(), before);
        double weight = (step.at() == 0 ? 0.85 : 0.75) * section.energy();
        notes.add(new Note(beat, length * Math.min(1, plan.gate()), pitch, weight));
        before = pitch;
      }
    }
    return notes;
  }

  private static int pitch(Score score, double beat, double length, char sign, int before) {
    Chord chord = score.chordAt(beat);
    int root = low(chord.bass());
    return switch (sign) {
      case '3' -> root + third(chord);
      case '5' -> root + 7;
      case '6' -> root + 9;
      case '7' -> root + 10;
      case '8' -> root + 12;
      case 'a' -> low(score.chordAfter(beat).bass()) - 1;
      case 'w' -> walk(score, chord, beat, length, before);
      default -> root;
    };
  }

  /** The root when a chord begins, a half step into the next one, else the nearest chord tone. */
  private static int walk(Score score, Chord chord, double beat, double length, int before) {
    if (beat - chord.start() < 1e-9) {
      return near(chord.bass(), before);
    }
    if (chord.end() - beat <= length + 1e-9) {
      int goal = near(score.chordAfter(beat).bass(), before);
      return goal > before ? goal - 1 : goal + 1;
    }
    for (int step = 2; step <= 7; step++) {
      int candidate = before > LOWEST + 12 ? before - step : before + step;
      if (chord.contains(candidate)) {
        return candidate;
      }
    }
    return near(chord.bass(), before);
  }

  private static int third(Chord chord) {
    return chord.quality() == Quality.POWER ? 7 : chord.quality().tone(1);
  }

  private static int low(int pitchClass) {
    return LOWEST + Math.floorMod(pitchClass - LOWEST, 12);
  }

  private static int near(int pitchClass, int before) {
    int above = low(pitchClass);
    while (above < before - 6 && above + 12 <= LOWEST + 24) {
      above += 12;
    }
    return above;
  }
}
