package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;

/**
 * Plays the group's melody: a rhythm of four bars and a contour of steps, laid over the chords so
 * that weight falls on chord tones.
 */
final class Soloist implements Player {
  private static final int[] STEPS = {-3, -2, -1, -1, 1, 1, 2, 3};

  @Override
  public List<Note> play(Score score) {
    Plan plan = score.plan();
    Motif motif = plan.motif();
    Pattern first = motif.choose(motif.feel().lead(), "lead", 0);
    Pattern second = motif.choose(motif.feel().lead(), "lead", 1);
    int[] contour = contour(motif.seed().child("contour"));
    int centre = 64 + motif.seed().child("centre").nextInt(15);
    List<Note> notes = new ArrayList<>();
    int pitch = centre;
    int index = 0;
    for (int bar = 0; bar < plan.bars(); bar++) {
      Section section = plan.sectionAt(bar);
      int phraseBar = (bar - section.bar()) % 4;
      if (phraseBar == 0) {
        pitch = centre;
        index = section.name().equals("B") ? contour.length / 2 : 0;
      }
      Pattern rhythm = phraseBar < 2 == section.name().equals("B") ? second : first;
      for (Pattern.Step step : rhythm.bar(phraseBar)) {
        double beat = (bar + step.at()) * plan.beatsPerBar();
        int move = contour[index++ % contour.length];
        pitch = next(score, beat, pitch, move, centre);
        double length = step.length() * plan.beatsPerBar() * plan.gate();
        notes.add(new Note(beat, length, pitch, 0.82 * section.energy()));
      }
    }
    return notes;
  }

  private static int[] contour(Stream random) {
    int[] contour = new int[16];
    for (int i = 0; i < contour.length; i++) {
      contour[i] = STEPS[random.nextInt(STEPS.length)];
    }
    return contour;
  }

  private static int next(Score score, double beat, int from, int move, int centre) {
    Plan plan = score.plan();
    boolean strong = beat == StrictMath.rint(beat);
    // A line that strays more than a sixth from its register turns back.
    int direction = Math.abs(from - centre) > 9 ? Integer.signum(centre - from) : move;
    Key key = score.barOf(beat) < plan.modulation() ? plan.key() : plan.key().transposed(2);
    int[] scale = plan.motif().harmony().melody().steps(key.mode());
    Chord chord = score.chordAt(beat);
    int sign = direction < 0 ? -1 : 1;
    int left = Math.abs(direction);
    for (int pitch = from + sign; Math.abs(pitch - from) < 13; pitch += sign) {
      if (strong ? chord.contains(pitch) : inScale(scale, pitch - key.tonic())) {
        left--;
        if (left <= 0 || strong) {
          return pitch;
        }
      }
    }
    return from;
  }

  private static boolean inScale(int[] scale, int aboveTonic) {
    for (int step : scale) {
      if (Math.floorMod(aboveTonic, 12) == step) {
        return true;
      }
    }
    return false;
  }
}
