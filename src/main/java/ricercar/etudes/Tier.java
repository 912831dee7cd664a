package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ricercar.Problem;
import ricercar.corpus.Split;

/**
 * A size of the corpus: tracks in each split (multiples of ten, so that styles are balanced) and
 * the length of each.
 */
public record Tier(String name, int train, int validation, int test, double seconds) {
  public static final Tier QUICK = new Tier("quick", 100, 30, 70, 12);
  public static final Tier FULL = new Tier("full", 450, 150, 400, 20);
  public static final Tier LONG = new Tier("long", 20, 10, 10, 180);

  /** At most this many pieces share a motif, and so a group. */
  static final int SIBLINGS = 2;

  public Tier {
    Problem.unless(
        train % 10 == 0 && validation % 10 == 0 && test % 10 == 0 && train + validation + test > 0,
        "A tier needs multiples of ten tracks in each split, not %d, %d, %d.",
        train,
        validation,
        test);
  }

  public static Tier named(String name) {
    return List.of(QUICK, FULL, LONG).stream()
        .filter(tier -> tier.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Problem("There is no tier '" + name + "'.", "Take quick, full or long."));
  }

  public int tracks() {
    return train + validation + test;
  }

  /** Where each track stands, in track order: splits one after the other, styles in turn. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Split split : Split.values()) {
      for (int i = 0; i < size(split); i++) {
        places.add(new Place(places.size(), split, i % 10, i / 10 / SIBLINGS));
      }
    }
    return places;
  }

  private int size(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /** A track's number, split, style and motif group within split and style. */
  record Place(int track, Split split, int style, int motif) {
    String group() {
      return "%s-%s-%03d".formatted(split.name().toLowerCase(Locale.ROOT), styleName(), motif);
    }

    String styleName() {
      return Style.ALL.get(style).name();
    }
  }
}
