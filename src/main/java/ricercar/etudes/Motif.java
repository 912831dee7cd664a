package ricercar.etudes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.corpus.Split;
import ricercar.random.Stream;

/**
 * What the pieces of a group share: style, patterns, progressions, melody and instruments. It hangs
 * on seed, split, style and group alone, so that no motif of one split can appear in another.
 */
record Motif(
    Stream seed,
    Style style,
    Optional<Loan> loan,
    Feel feel,
    Harmony harmony,
    Progression first,
    Progression second,
    Map<Role, Instrument> instruments) {
  /** Share of groups that borrow one sheet of another style. */
  static final double CONFUSED = 0.15;

  /** Share of instruments taken from the pool that all styles have in common. */
  private static final double COMMON = 0.2;

  enum Sheet {
    GROOVE,
    HARMONY,
    PALETTE
  }

  /**
   * A sheet taken from another style; the label stays with the two that were kept. Of a groove only
   * drums and bass are taken: chords and melody keep their own rhythm and tempo.
   */
  record Loan(Sheet sheet, Style from) {}

  static Motif draw(long corpusSeed, Tier.Place place) {
    Style style = Style.ALL.get(place.style());
    Stream seed =
        Stream.of(corpusSeed, "motif", place.split().ordinal(), place.style(), place.motif());
    Stream draws = seed.child("choice");
    Feel own = pick(style.groove().feels(), draws);
    Optional<Loan> loan = loan(style, own, seed.child("loan"));
    Feel feel = groove(own, lender(Sheet.GROOVE, style, loan).groove(), draws);
    Harmony harmony = lender(Sheet.HARMONY, style, loan).harmony();
    Progression first = pick(harmony.progressions(), draws);
    List<Progression> sameMode =
        harmony.progressions().stream().filter(p -> p.mode() == first.mode()).toList();
    Progression second = pick(sameMode, draws);
    Map<Role, Instrument> instruments =
        instruments(lender(Sheet.PALETTE, style, loan), place.split(), seed);
    return new Motif(seed, style, loan, feel, harmony, first, second, instruments);
  }

  /** 1, or the share of sheets that are the style's own. */
  double purity() {
    return loan.isPresent() ? 2 / 3.0 : 1;
  }

  /** A choice among options that every piece of the group makes alike. */
  <T> T choose(List<T> options, String purpose, long... path) {
    return options.get(seed.child(purpose, path).nextInt(options.size()));
  }

  private static Optional<Loan> loan(Style style, Feel own, Stream random) {
    Sheet sheet = Sheet.values()[random.nextInt(Sheet.values().length)];
    List<Style> lenders =
        Style.ALL.stream()
            .filter(other -> other != style)
            .filter(other -> sheet != Sheet.GROOVE || !inMetre(own, other.groove()).isEmpty())
            .toList();
    return random.chance(CONFUSED) && !lenders.isEmpty()
        ? Optional.of(new Loan(sheet, pick(lenders, random)))
        : Optional.empty();
  }

  private static List<Feel> inMetre(Feel own, Groove groove) {
    return groove.feels().stream().filter(feel -> feel.beats() == own.beats()).toList();
  }

  private static Feel groove(Feel own, Groove lender, Stream random) {
    return lender.feels().contains(own)
        ? own
        : own.overRhythmOf(pick(inMetre(own, lender), random));
  }

  private static Style lender(Sheet sheet, Style own, Optional<Loan> loan) {
    return loan.filter(l -> l.sheet() == sheet).map(Loan::from).orElse(own);
  }

  /** Draws until the set of instruments is one that this split owns. */
  private static Map<Role, Instrument> instruments(Style style, Split split, Stream seed) {
    for (int attempt = 0; ; attempt++) {
      Stream random = seed.child("instruments", attempt);
      Map<Role, Instrument> chosen = new EnumMap<>(Role.class);
      for (Role role : Role.values()) {
        chosen.put(role, instrument(style, role, random));
      }
      if (owner(chosen) == split) {
        return Collections.unmodifiableMap(chosen);
      }
    }
  }

  private static Instrument instrument(Style style, Role role, Stream random) {
    Role pool = role == Role.DOUBLE ? Role.LEAD : role;
    Map<Role, List<String>> palette = random.chance(COMMON) ? Common.PALETTE : style.palette();
    return Instrument.named(zipf(palette.get(pool), random));
  }

  /** A fixed division of all sets of instruments among the splits, by hash. */
  static Split owner(Map<Role, Instrument> instruments) {
    List<String> names = new ArrayList<>();
    instruments.values().forEach(instrument -> names.add(instrument.name()));
    double place = Stream.of(0, String.join("|", names)).nextDouble();
    return place < 0.5 ? Split.TRAIN : place < 0.65 ? Split.VALIDATION : Split.TEST;
  }

  private static <T> T pick(List<T> options, Stream random) {
    return options.get(random.nextInt(options.size()));
  }

  /** The r-th option with a weight of 1 / r (Zipf's law): rare instruments make rare tags. */
  private static <T> T zipf(List<T> options, Stream random) {
    double total = 0;
    for (int rank = 1; rank <= options.size(); rank++) {
      total += 1.0 / rank;
    }
    double left = random.uniform(0, total);
    for (int rank = 1; rank < options.size(); rank++) {
      left -= 1.0 / rank;
      if (left < 0) {
        return options.get(rank - 1);
      }
    }
    return options.get(options.size() - 1);
  }

  /** The instruments that belong to no style. */
  private static final class Common {
    static final Map<Role, List<String>> PALETTE = Resource.yaml("common.yaml", Palette.class);
  }

  private static final class Palette extends EnumMap<Role, List<String>> {
    Palette() {
      super(Role.class);
    }
  }
}
