package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;

/** Plays the melody along, an octave above, below or in unison. */
final class Doubler implements Player {
  @Override
  public List<Note> play(Score score) {
    int shift = score.plan().motif().choose(List.of(-12, 0, 12), "doubling");
    List<Note> notes = new ArrayList<>();
    for (Note note : new Soloist().play(score)) {
      notes.add(new Note(note.beat(), note.length(), note.pitch() + shift, note.weight() * 0.8));
    }
    return notes;
  }
}
