package ricercar.etudes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A piece on paper: chords and the notes of each part, in beats. */
record Score(Plan plan, List<Chord> chords, Map<Role, List<Note>> parts) {

  static Score write(Plan plan) {
    List<Chord> chords = chords(plan);
    Score score = new Score(plan, chords, Map.of());
    Map<Role, List<Note>> parts = new EnumMap<>(Role.class);
    for (Role role : plan.roles()) {
      List<Note> notes = new ArrayList<>();
      for (Note note : Player.of(role).play(score)) {
        if (plan.sectionAt(score.barOf(note.beat())).plays(role) || plan.roles().size() == 1) {
          notes.add(note);
        }
      }
      parts.put(role, List.copyOf(notes));
    }
    return new Score(plan, chords, Collections.unmodifiableMap(parts));
  }

  Chord chordAt(double beat) {
    return chords.stream().filter(c -> c.sounds(beat)).findFirst().orElse(last());
  }

  /** The chord that follows the one at this beat, or the same at the end. */
  Chord chordAfter(double beat) {
    return chordAt(chordAt(beat).end());
  }

  int barOf(double beat) {
    return Math.min(plan.bars() - 1, (int) (beat / plan.beatsPerBar() + 1e-9));
  }

  private Chord last() {
    return chords.get(chords.size() - 1);
  }

  private static List<Chord> chords(Plan plan) {
    List<Chord> chords = new ArrayList<>();
    int shift = plan.seed().child("entry").nextInt(2) * 2;
    for (Section section : plan.sections()) {
      Motif motif = plan.motif();
      Progression progression =
          section.name().equals("B") || section.name().equals("bridge")
              ? motif.second()
              : motif.first();
      int entry = section.bar() == 0 ? shift : 0;
      for (int bar = section.bar(); bar < section.end(); bar++) {
        int index = (bar - section.bar() + entry) % progression.bars().size();
        layBar(plan, bar, progression.bars().get(index), chords);
      }
    }
    return List.copyOf(chords);
  }

  private static void layBar(Plan plan, int bar, List<Numeral> numerals, List<Chord> into) {
    Key key = bar < plan.modulation() ? plan.key() : plan.key().transposed(2);
    double start = bar * plan.beatsPerBar();
    double length = plan.beatsPerBar() / (double) numerals.size();
    for (Numeral numeral : numerals) {
      Chord chord = numeral.in(key, start, start + length);
      Chord before = into.isEmpty() ? null : into.get(into.size() - 1);
      if (before != null && before.name().equals(chord.name())) {
        into.remove(into.size() - 1);
        chord = numeral.in(key, before.start(), chord.end());
      }
      into.add(chord);
      start += length;
    }
  }
}
