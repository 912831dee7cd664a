package ricercar.etudes;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ricercar.random.Stream;

/**
 * How a piece is recorded. Nothing here depends on the style, so that level, tone and room tell
 * nothing about it.
 *
 * @param gains decibels by role
 * @param tilt decibels that the treble stands above the bass
 * @param drive how hard the saturation is hit, 0 for clean
 * @param level root mean square of the clip in decibels below full scale
 */
record Mix(
    Map<Role, Double> gains,
    double tilt,
    Optional<Double> highPass,
    Optional<Double> lowPass,
    Optional<Reverb> reverb,
    double drive,
    Optional<Loss> loss,
    Optional<Double> noise,
    double detuneCents,
    double level) {

  /** A narrow channel: cut-off in hertz and bits of resolution. */
  record Loss(double hertz, int bits) {}

  private static final double NOMINAL_VOLUME = 75;

  static Mix draw(Stream random) {
    Map<Role, Double> gains = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      gains.put(role, random.uniform(-6, 6));
    }
    return new Mix(
        Collections.unmodifiableMap(gains),
        random.uniform(-4, 4),
        maybe(random, 0.2, logUniform(random, 50, 200)),
        maybe(random, 0.2, logUniform(random, 4_000, 9_000)),
        maybe(random, 0.6, reverb(random)),
        random.chance(0.25) ? random.uniform(0.5, 4) : 0,
        maybe(random, 0.1, new Loss(logUniform(random, 4_000, 7_000), 8 + random.nextInt(4))),
        maybe(random, 0.3, random.uniform(20, 50)),
        random.uniform(-30, 30),
        random.uniform(-26, -12));
  }

  /** The MIDI volume that gives a role its gain; the standard maps 127 to 0 dB by 40 log10. */
  int volume(Role role) {
    return (int) StrictMath.round(NOMINAL_VOLUME * StrictMath.pow(10, gains.get(role) / 40));
  }

  boolean reverberant() {
    return reverb.isPresent() && reverb.get().wet() * reverb.get().room() > 0.28;
  }

  private static Reverb reverb(Stream random) {
    return new Reverb(random.uniform(0.7, 0.95), random.nextDouble(), random.uniform(0.05, 0.45));
  }

  private static double logUniform(Stream random, double low, double high) {
    return low * StrictMath.pow(high / low, random.nextDouble());
  }

  private static <T> Optional<T> maybe(Stream random, double probability, T value) {
    return random.chance(probability) ? Optional.of(value) : Optional.empty();
  }
}
