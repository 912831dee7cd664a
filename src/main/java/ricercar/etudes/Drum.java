package ricercar.etudes;

import java.util.Arrays;

/** A drum: the letter it has in a written pattern and its General MIDI note. */
enum Drum {
  KICK('K', 36),
  SNARE('S', 38),
  RIM('R', 37),
  CLAP('E', 39),
  BRUSH('N', 40),
  CLOSED_HAT('H', 42),
  PEDAL_HAT('P', 44),
  OPEN_HAT('O', 46),
  RIDE('D', 51),
  CRASH('C', 49),
  LOW_TOM('T', 45),
  HIGH_TOM('U', 48),
  TAMBOURINE('A', 54),
  COWBELL('W', 56),
  HIGH_BONGO('B', 60),
  MUTE_CONGA('J', 62),
  OPEN_CONGA('Q', 63),
  LOW_CONGA('L', 64),
  CABASA('G', 69),
  MARACAS('M', 70),
  CLAVES('V', 75);

  private final char letter;
  private final int note;

  Drum(char letter, int note) {
    this.letter = letter;
    this.note = note;
  }

  int note() {
    return note;
  }

  boolean latin() {
    return note >= 56;
  }

  static Drum sounding(int note) {
    return Arrays.stream(values()).filter(d -> d.note == note).findFirst().orElseThrow();
  }

  static Drum lettered(char letter) {
    return Arrays.stream(values()).filter(d -> d.letter == letter).findFirst().orElseThrow();
  }
}
