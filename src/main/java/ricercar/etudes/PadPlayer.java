package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;

/** Holds each chord for as long as it lasts. */
final class PadPlayer implements Player {
  @Override
  public List<Note> play(Score score) {
    int lowest = 52 + score.plan().motif().seed().child("pad").nextInt(12);
    List<Note> notes = new ArrayList<>();
    for (Chord chord : score.chords()) {
      double weight = 0.6 * score.plan().sectionAt(score.barOf(chord.start())).energy();
      for (int pitch : Voicing.from(chord, lowest)) {
        notes.add(new Note(chord.start(), (chord.end() - chord.start()) * 0.98, pitch, weight));
      }
    }
    return notes;
  }
}
