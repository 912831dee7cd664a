package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each style does what its name promises, measured on what is played. */
class StyleTests {
  private static final Tier TIER = new Tier("styles", 300, 0, 0, 12);
  private static final List<Song> SONGS =
      TIER.places().stream()
          .map(place -> Song.compose(3, place, TIER.seconds()))
          .filter(song -> song.plan().motif().loan().isEmpty())
          .toList();

  @Test
  void houseHasAKickOnEveryBeatAndAHatBetween() {
    assertThat(share("house", Role.DRUMS, Drum.KICK, 0, 0.02)).isGreaterThan(0.95);
    assertThat(share("house", Role.DRUMS, Drum.OPEN_HAT, 0.5, 0.02)).isGreaterThan(0.9);
  }

  @Test
  void reggaeChordsFallBetweenTheBeats() {
    assertThat(offBeat("reggae", Role.COMP)).isGreaterThan(0.8);
    assertThat(offBeat("rock", Role.COMP)).isLessThan(0.6);
  }

  @Test
  void jazzAndBluesSwingAndTheOthersDoNot() {
    for (Style style : Style.ALL) {
      boolean swings = style.name().equals("jazz") || style.name().equals("blues");
      double most =
          of(style.name()).stream().mapToDouble(song -> song.plan().swing()).max().orElseThrow();
      assertThat(most > 0.57).as(style.name()).isEqualTo(swings);
    }
  }

  @Test
  void rockPlaysBareFifthsJazzSeventhsReggaeTriads() {
    assertThat(chords("rock", c -> c.quality() == Quality.POWER)).isGreaterThan(0.9);
    assertThat(chords("jazz", c -> c.quality().tones().length >= 4)).isGreaterThan(0.9);
    assertThat(chords("reggae", c -> c.quality().tones().length == 3)).isGreaterThan(0.9);
  }

  @Test
  void drumsAreUsualInEightStylesAndRareInTwo() {
    for (Style style : Style.ALL) {
      List<Song> songs = of(style.name());
      double share =
          songs.stream().filter(song -> song.plan().has(Role.DRUMS)).count()
              / (double) songs.size();
      boolean rare = style.name().equals("classical") || style.name().equals("ambient");
      assertThat(share).as(style.name()).isBetween(rare ? 0.0 : 0.4, rare ? 0.35 : 1.0);
    }
  }

  @Test
  void breaksAreFastAndAmbientIsSlowAndSparse() {
    assertThat(of("breaks")).allMatch(song -> song.plan().bpm() >= 150);
    assertThat(of("ambient")).allMatch(song -> song.plan().bpm() <= 90);
    double sparse =
        of("ambient").stream().mapToDouble(s -> s.facts().density()).average().orElse(9);
    double dense = of("breaks").stream().mapToDouble(s -> s.facts().density()).average().orElse(0);
    assertThat(sparse * 3).isLessThan(dense);
  }

  /** Share of a drum's strokes that lie at a fraction of the beat. */
  private static double share(String style, Role role, Drum drum, double fraction, double width) {
    int hits = 0;
    int all = 0;
    for (Song song : of(style)) {
      for (Note note : song.score().parts().getOrDefault(role, List.of())) {
        if (note.pitch() == drum.note()) {
          all++;
          hits += Math.abs(note.beat() - Math.floor(note.beat()) - fraction) < width ? 1 : 0;
        }
      }
    }
    assertThat(all).isGreaterThan(100);
    return hits / (double) all;
  }

  private static double offBeat(String style, Role role) {
    int off = 0;
    int all = 0;
    for (Song song : of(style)) {
      for (Note note : song.score().parts().getOrDefault(role, List.of())) {
        all++;
        off += note.beat() == Math.rint(note.beat()) ? 0 : 1;
      }
    }
    return off / (double) all;
  }

  private static double chords(String style, Predicate<Chord> kind) {
    List<Chord> chords = of(style).stream().flatMap(s -> s.score().chords().stream()).toList();
    return chords.stream().filter(kind).count() / (double) chords.size();
  }

  private static List<Song> of(String style) {
    return SONGS.stream().filter(s -> s.plan().motif().style().name().equals(style)).toList();
  }
}
