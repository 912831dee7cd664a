package ricercar.etudes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What a listener might write on a piece; true by construction. Frequencies have a long tail. */
enum Tag {
  DRUMS(s -> s.sounds(Family.DRUM_KIT) && s.beats(d -> d == Drum.SNARE)),
  ELECTRONIC_DRUMS(s -> s.sounds(Family.ELECTRONIC_KIT)),
  NO_DRUMS(s -> !s.plan().has(Role.DRUMS)),
  LATIN_PERCUSSION(s -> s.beats(Drum::latin)),
  LIGHT_PERCUSSION(
      s -> s.plan().has(Role.DRUMS) && !s.beats(d -> d == Drum.SNARE || d == Drum.KICK)),
  ELECTRIC_BASS(s -> s.sounds(Family.ELECTRIC_BASS)),
  FRETLESS_BASS(s -> s.sounds(Family.FRETLESS_BASS)),
  SLAP_BASS(s -> s.sounds(Family.SLAP_BASS)),
  UPRIGHT_BASS(s -> s.sounds(Family.UPRIGHT_BASS)),
  SYNTH_BASS(s -> s.sounds(Family.SYNTH_BASS)),
  PIANO(s -> s.sounds(Family.PIANO)),
  ELECTRIC_PIANO(s -> s.sounds(Family.ELECTRIC_PIANO)),
  CLAVINET(s -> s.sounds(Family.CLAVINET)),
  HARPSICHORD(s -> s.sounds(Family.HARPSICHORD)),
  CLEAN_GUITAR(s -> s.sounds(Family.CLEAN_GUITAR)),
  DISTORTED_GUITAR(s -> s.sounds(Family.DISTORTED_GUITAR)),
  NYLON_GUITAR(s -> s.sounds(Family.NYLON_GUITAR)),
  BANJO(s -> s.sounds(Family.BANJO)),
  SITAR(s -> s.sounds(Family.SITAR)),
  STRINGS(s -> s.sounds(Family.STRINGS, Family.STRING_ENSEMBLE)),
  HARP(s -> s.sounds(Family.HARP)),
  BRASS(s -> s.sounds(Family.BRASS)),
  SAX(s -> s.sounds(Family.SAX)),
  REED(s -> s.sounds(Family.REED)),
  FLUTE(s -> s.sounds(Family.FLUTE)),
  ORGAN(s -> s.sounds(Family.ORGAN)),
  ACCORDION(s -> s.sounds(Family.ACCORDION)),
  HARMONICA(s -> s.sounds(Family.HARMONICA)),
  MALLETS(s -> s.sounds(Family.MALLETS)),
  CHOIR(s -> s.sounds(Family.CHOIR)),
  SYNTH_LEAD(s -> s.sounds(Family.SYNTH_LEAD)),
  SYNTH_PAD(s -> s.sounds(Family.SYNTH_PAD)),
  SOLO(s -> s.plan().roles().size() == 1),
  DUO(s -> s.plan().roles().size() == 2),
  FULL_ENSEMBLE(s -> s.plan().roles().size() == 6),
  SLOW(s -> s.plan().bpm() < 80),
  FAST(s -> s.plan().bpm() > 150),
  MAJOR(s -> s.plan().key().mode() == Mode.MAJOR),
  MINOR(s -> s.plan().key().mode() == Mode.MINOR),
  MODAL(s -> s.plan().key().mode().modal()),
  SWING(s -> s.plan().swing() > 0.57),
  TRIPLE_METRE(s -> s.plan().beatsPerBar() == 3),
  HALF_TIME(s -> s.plan().motif().feel().halfTime()),
  SYNCOPATED(s -> s.facts().syncopation() > 0.35),
  SPARSE(s -> s.facts().density() < 2.5),
  DENSE(s -> s.facts().density() > 15),
  STACCATO(s -> s.facts().gate() < 0.25),
  LEGATO(s -> s.facts().gate() > 1.6),
  DARK(s -> s.mix().tilt() < -2.4 || s.mix().lowPass().filter(hertz -> hertz < 5_000).isPresent()),
  BRIGHT(s -> s.mix().tilt() > 2.8 && s.mix().lowPass().isEmpty() && s.mix().loss().isEmpty()),
  LOUD(s -> s.mix().drive() > 1.2),
  LO_FI(s -> s.mix().loss().isPresent()),
  REVERBERANT(s -> s.mix().reverberant()),
  KEY_CHANGE(s -> s.plan().modulation() < s.plan().bars()),
  HAPPY(s -> s.facts().valence() > 0.6 && s.facts().arousal() > 0.2),
  SAD(s -> s.facts().valence() < -0.6 && s.facts().arousal() < -0.2),
  CALM(s -> s.facts().valence() > -0.2 && s.facts().arousal() < -0.6),
  AGGRESSIVE(s -> s.facts().valence() < 0 && s.facts().arousal() > 0.6);

  private final Predicate<Song> applies;

  Tag(Predicate<Song> applies) {
    this.applies = applies;
  }

  static Set<Tag> of(Song song) {
    Set<Tag> tags = EnumSet.noneOf(Tag.class);
    for (Tag tag : values()) {
      if (tag.applies.test(song)) {
        tags.add(tag);
      }
    }
    return tags;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Tag::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
