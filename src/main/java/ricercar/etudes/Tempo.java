package ricercar.etudes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Classes of tempo, about equally filled; {@code below} in beats a minute. */
enum Tempo {
  SLOW(90),
  MEDIUM(120),
  BRISK(150),
  FAST(Double.POSITIVE_INFINITY);

  private final double below;

  Tempo(double below) {
    this.below = below;
  }

  static Tempo of(double bpm) {
    return Arrays.stream(values()).filter(t -> bpm < t.below).findFirst().orElseThrow();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Tempo::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
