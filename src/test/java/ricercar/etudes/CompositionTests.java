package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ricercar.corpus.Split;

class CompositionTests {
  private static final List<Song> SONGS = songs(Tier.FULL);

  @Test
  void everyStyleIsEquallyFrequentInEverySplit() {
    for (Tier tier : List.of(Tier.QUICK, Tier.FULL, Tier.LONG)) {
      Map<String, Integer> counts = new HashMap<>();
      for (Tier.Place place : tier.places()) {
        counts.merge(place.split() + " " + place.style(), 1, Integer::sum);
      }
      assertThat(counts).hasSize(30);
      assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(tier.tracks());
      for (Split split : Split.values()) {
        assertThat(
                counts.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(split + " "))
                    .map(Map.Entry::getValue)
                    .distinct())
            .hasSize(1);
      }
    }
  }

  @Test
  void noGroupAndNoSetOfInstrumentsStandsInTwoSplits() {
    Map<String, Split> groups = new HashMap<>();
    Map<Map<Role, Instrument>, Split> ensembles = new HashMap<>();
    for (Song song : SONGS) {
      Split split = song.plan().place().split();
      assertThat(groups.merge(song.plan().place().group(), split, (a, b) -> a)).isEqualTo(split);
      assertThat(ensembles.merge(song.plan().motif().instruments(), split, (a, b) -> a))
          .isEqualTo(split);
    }
    assertThat(groups).hasSizeGreaterThan(500);
  }

  @Test
  void siblingsShareTheirMotifButNotTheirKeyAndTempo() {
    Map<String, Song> first = new HashMap<>();
    int pairs = 0;
    int sameKey = 0;
    for (Song song : SONGS) {
      Song sibling = first.putIfAbsent(song.plan().place().group(), song);
      if (sibling != null) {
        pairs++;
        assertThat(song.plan().motif().instruments())
            .isEqualTo(sibling.plan().motif().instruments());
        assertThat(song.plan().bpm()).isNotEqualTo(sibling.plan().bpm());
        sameKey += song.plan().key().equals(sibling.plan().key()) ? 1 : 0;
      }
    }
    assertThat(pairs).isGreaterThan(400);
    assertThat(sameKey / (double) pairs).isLessThan(0.2);
  }

  @Test
  void tagsHaveALongTail() {
    Map<Tag, Integer> counts = new EnumMap<>(Tag.class);
    SONGS.forEach(song -> Tag.of(song).forEach(tag -> counts.merge(tag, 1, Integer::sum)));
    List<Double> shares =
        counts.values().stream().map(n -> n / (double) SONGS.size()).sorted().toList();
    assertThat(shares).hasSize(Tag.values().length).hasSizeGreaterThanOrEqualTo(30);
    assertThat(shares.get(shares.size() - 1)).isBetween(0.36, 0.5);
    assertThat(shares.get(0)).isBetween(0.004, 0.02);
    assertThat(shares.get(shares.size() / 2)).isBetween(0.05, 0.2);
  }

  @Test
  void aFifthOfTheTagsIsMissingInTrainingAndNoneElsewhere() {
    Map<Split, int[]> kept = new EnumMap<>(Split.class);
    for (Song song : SONGS) {
      List<String> given = Piece.clip(song).labels().get("tags");
      int[] count = kept.computeIfAbsent(song.plan().place().split(), split -> new int[2]);
      count[0] += given.size();
      count[1] += Tag.of(song).size();
      assertThat(Tag.of(song).stream().map(Tag::label)).containsAll(given);
    }
    assertThat(kept.get(Split.TRAIN)[0] / (double) kept.get(Split.TRAIN)[1]).isBetween(0.77, 0.83);
    assertThat(kept.get(Split.VALIDATION)[0]).isEqualTo(kept.get(Split.VALIDATION)[1]);
    assertThat(kept.get(Split.TEST)[0]).isEqualTo(kept.get(Split.TEST)[1]);
  }

  @Test
  void keyIsUniformAndLevelAndToneAreTheSameForAllStyles() {
    int[] tonics = new int[12];
    double[] level = new double[10];
    double[] tilt = new double[10];
    for (Song song : SONGS) {
      tonics[song.plan().key().tonic()]++;
      level[song.plan().place().style()] += song.mix().level() / 100;
      tilt[song.plan().place().style()] += song.mix().tilt() / 100;
    }
    for (int count : tonics) {
      assertThat(count).isBetween(55, 115);
    }
    for (int style = 0; style < 10; style++) {
      // Five standard errors of a uniform mean of 100 draws.
      assertThat(level[style]).isBetween(-19 - 2.1, -19 + 2.1);
      assertThat(tilt[style]).isBetween(-1.8, 1.8);
    }
  }

  @Test
  void aSixthOfTheGroupsBorrowsASheetAndSaysSo() {
    Set<String> groups = new HashSet<>();
    Set<String> borrowed = new HashSet<>();
    Set<Motif.Sheet> sheets = new HashSet<>();
    for (Song song : SONGS) {
      Motif motif = song.plan().motif();
      groups.add(song.plan().place().group());
      motif.loan().ifPresent(loan -> borrowed.add(song.plan().place().group()));
      motif.loan().ifPresent(loan -> sheets.add(loan.sheet()));
      assertThat(Annotations.of(song).has("borrowed")).isEqualTo(motif.purity() < 1);
    }
    assertThat(borrowed.size() / (double) groups.size()).isBetween(0.11, 0.19);
    assertThat(sheets).containsExactlyInAnyOrder(Motif.Sheet.values());
  }

  @Test
  void beatsChordsAndSectionsCoverTheClipInOrder() {
    for (Song song : SONGS.subList(0, 100)) {
      var facts = Annotations.of(song);
      double end = 0;
      for (var chord : facts.get("chords")) {
        assertThat(chord.get("on").asDouble()).isEqualTo(end);
        end = chord.get("off").asDouble();
      }
      assertThat(end).isEqualTo(20);
      end = 0;
      for (var section : facts.get("sections")) {
        assertThat(section.get("on").asDouble()).isEqualTo(end);
        end = section.get("off").asDouble();
      }
      assertThat(end).isEqualTo(20);
      double bpm = facts.get("tempo").get("bpm").asDouble();
      assertThat(facts.get("beats").size())
          .isBetween((int) (bpm / 3 * 0.85), (int) (bpm / 3 * 1.15) + 1);
    }
  }

  private static List<Song> songs(Tier tier) {
    return tier.places().stream().map(p -> Song.compose(7, p, tier.seconds())).toList();
  }
}
