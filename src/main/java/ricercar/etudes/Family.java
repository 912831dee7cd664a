package ricercar.etudes;

/** Instruments that sound alike enough to share a tag; {@code last} is their last GM program. */
enum Family {
  PIANO(3),
  ELECTRIC_PIANO(5),
  HARPSICHORD(6),
  CLAVINET(7),
  MALLETS(15),
  ORGAN(20),
  ACCORDION(21),
  HARMONICA(22),
  BANDONEON(23),
  NYLON_GUITAR(24),
  CLEAN_GUITAR(28),
  DISTORTED_GUITAR(31),
  UPRIGHT_BASS(32),
  ELECTRIC_BASS(34),
  FRETLESS_BASS(35),
  SLAP_BASS(37),
  SYNTH_BASS(39),
  STRINGS(45),
  HARP(46),
  TIMPANI(47),
  STRING_ENSEMBLE(51),
  CHOIR(55),
  BRASS(63),
  SAX(67),
  REED(71),
  FLUTE(79),
  SYNTH_LEAD(87),
  SYNTH_PAD(95),
  EFFECT(103),
  SITAR(104),
  BANJO(105),
  ETHNIC(111),
  PERCUSSIVE(119),
  SOUND(127),
  DRUM_KIT(-1),
  ELECTRONIC_KIT(-1);

  private final int last;

  Family(int last) {
    this.last = last;
  }

  static Family ofProgram(int program) {
    for (Family family : values()) {
      if (program <= family.last) {
        return family;
      }
    }
    throw new IllegalArgumentException("program " + program + " is not in 0..127");
  }

  static Family ofKit(int program) {
    return program == 24 || program == 25 ? ELECTRONIC_KIT : DRUM_KIT;
  }
}
