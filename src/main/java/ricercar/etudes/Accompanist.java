package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;

/** Plays chords or broken chords in the group's figure, one for A and one for other sections. */
final class Accompanist implements Player {
  @Override
  public List<Note> play(Score score) {
    Plan plan = score.plan();
    Motif motif = plan.motif();
    List<Pattern> figures = motif.feel().comp();
    Pattern first = motif.choose(figures, "comp", 0);
    Pattern second = motif.choose(figures, "comp", 1);
    int lowest = 50 + motif.seed().child("register").nextInt(9);
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < plan.bars(); bar++) {
      Section section = plan.sectionAt(bar);
      Pattern figure = section.name().equals("B") ? second : first;
      for (Pattern.Step step : figure.bar(bar - section.bar())) {
        double beat = (bar + step.at()) * plan.beatsPerBar();
        double length = step.length() * plan.beatsPerBar() * plan.gate();
        double weight = section.energy() * (step.sign() == 'X' ? 0.9 : 0.72);
        int[] voicing = Voicing.from(score.chordAt(beat), lowest);
        for (int pitch : struck(step.sign(), voicing)) {
          notes.add(new Note(beat, length, pitch, weight));
        }
      }
    }
    return notes;
  }

  private static int[] struck(char sign, int[] voicing) {
    if (sign == 'l') {
      return new int[] {voicing[0] - 12};
    }
    if (sign >= '1' && sign <= '9') {
      int index = sign - '1';
      int octaves = index / voicing.length;
      return new int[] {voicing[index % voicing.length] + 12 * octaves};
    }
    return voicing;
  }
}
