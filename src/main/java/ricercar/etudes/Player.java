package ricercar.etudes;

import java.util.List;

/** Writes one part over the chords and form of a score. */
interface Player {
  List<Note> play(Score score);

  static Player of(Role role) {
    return switch (role) {
      case DRUMS -> new Drummer();
      case BASS -> new Bassist();
      case COMP -> new Accompanist();
      case PAD -> new PadPlayer();
      case LEAD -> new Soloist();
      case DOUBLE -> new Doubler();
    };
  }
}
