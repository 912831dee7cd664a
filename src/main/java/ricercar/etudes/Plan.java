package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;
import ricercar.random.Stream;

/**
 * What is settled before the first note of one piece: the group's motif and this piece's own key,
 * tempo, form and ensemble. Key and ensemble size do not depend on the style.
 *
 * @param cut beats of the first bar that lie before the clip begins
 * @param modulation bar from which the music stands two semitones higher; {@code bars} for never
 * @param gate how much of its written length a note sounds
 */
record Plan(
    Tier.Place place,
    Motif motif,
    Key key,
    double bpm,
    double swing,
    double gate,
    double cut,
    int bars,
    int modulation,
    List<Section> sections,
    List<Role> roles,
    double seconds,
    Stream seed) {
  private static final double MODULATES = 0.03;

  /** Probability of one, two, … six parts. */
  private static final double[] SIZES = {0.03, 0.04, 0.10, 0.30, 0.35, 0.18};

  static Plan draw(long corpusSeed, Tier.Place place, double seconds) {
    Motif motif = Motif.draw(corpusSeed, place);
    Stream seed = Stream.of(corpusSeed, "track", place.track());
    Stream random = seed.child("plan");
    Key key = new Key(random.nextInt(12), motif.first().mode());
    double bpm = motif.feel().tempo().draw(random);
    double swing = motif.feel().swing().draw(random);
    int beats = motif.feel().beats();
    double cut = random.uniform(0, beats);
    int bars = (int) StrictMath.ceil((seconds * bpm / 60 * 1.05 + cut) / beats) + 1;
    int modulation = random.chance(MODULATES) ? bars / 2 : bars;
    return new Plan(
        place,
        motif,
        key,
        bpm,
        swing,
        gate(random),
        cut,
        bars,
        modulation,
        Form.lay(bars, seed.child("form")),
        roles(motif.style().groove(), seed.child("ensemble")),
        seconds,
        seed);
  }

  int beatsPerBar() {
    return motif.feel().beats();
  }

  Section sectionAt(int bar) {
    return sections.stream().filter(s -> bar < s.end()).findFirst().orElseThrow();
  }

  boolean has(Role role) {
    return roles.contains(role);
  }

  private static double gate(Stream random) {
    double draw = random.nextDouble();
    return draw < 0.1 ? 0.45 : draw < 0.88 ? random.uniform(0.8, 0.95) : 1.1;
  }

  private static List<Role> roles(Groove groove, Stream random) {
    boolean drums = random.chance(groove.drumChance());
    double draw = random.nextDouble();
    int size = 1;
    for (double sum = SIZES[0]; size < SIZES.length && draw >= sum; sum += SIZES[size++]) {}
    List<Role> roles = new ArrayList<>();
    for (Role role : groove.roles()) {
      boolean wanted = role != Role.DRUMS || drums && size > 1;
      if (wanted && (role != Role.DOUBLE || roles.contains(Role.LEAD)) && roles.size() < size) {
        roles.add(role);
      }
    }
    return roles.equals(List.of(Role.BASS)) ? List.of(Role.COMP) : List.copyOf(roles);
  }
}
