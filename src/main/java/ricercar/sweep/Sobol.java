package ricercar.sweep;

import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * Points that fill the space more evenly than chance: Sobol's sequence with the direction numbers
 * of Joe and Kuo (2008), shifted digit by digit by the seed, which keeps its evenness. Best are
 * powers of two.
 */
public record Sobol(int trials) implements Sampler {
  private static final int DIGITS = 52;
  private static final int MOST_AXES = 1000;

  public Sobol {
    Problem.unless(trials > 0, "trials must be above 0, but is %d.", trials);
  }

  @Override
  public int trials(List<Axis> space) {
    return trials;
  }

  @Override
  public boolean looksBack() {
    return false;
  }

  @Override
  public Proposal propose(List<Axis> space, long seed, List<Proposal> proposed, List<Trial> seen) {
    double[] place = sequence(space.size(), proposed.size());
    for (int i = 0; i < place.length; i++) {
      long shift = Stream.of(seed, "sobol", i).nextLong() >>> (Long.SIZE - DIGITS);
      place[i] = Math.scalb((double) ((long) Math.scalb(place[i], DIGITS) ^ shift), -DIGITS);
    }
    return Proposal.of(Point.at(space, place));
  }

  /**
   * A point of the sequence as it is; the first is the origin.
   *
   * @param number from 0
   */
  static double[] sequence(int axes, int number) {
    Problem.unless(axes <= MOST_AXES, "Sobol's sequence has up to %d axes.", MOST_AXES);
    return new SobolSequenceGenerator(axes).skipTo(number);
  }
}
