package ricercar.augment;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;

/** The transpositions that a pitch shift draws from; each takes one draw. */
public sealed interface Transpositions {
  Ratio draw(int sampleRate, Stream random);

  /** Any whole number of cents from {@code low} to {@code high}, both included (CLMR). */
  record Cents(int low, int high) implements Transpositions {
    public Cents {
      Ranges.ordered("transposition in cents", low, high);
    }

    @Override
    public Ratio draw(int sampleRate, Stream random) {
      return Ratio.ofCents(low + random.nextInt(high - low + 1));
    }
  }

  /**
   * Ratios of two divisors of the sample rate other than 1 (torch-pitch-shift's "fast shifts",
   * SemiSupCon), within a range in semitones, each as likely as the others.
   */
  record Friendly(double low, double high) implements Transpositions {
    public Friendly {
      Ranges.ordered("transposition in semitones", low, high);
    }

    @Override
    public Ratio draw(int sampleRate, Stream random) {
      List<Ratio> ratios = ratios(sampleRate);
      return ratios.get(random.nextInt(ratios.size()));
    }

    /** Ascending. */
    List<Ratio> ratios(int sampleRate) {
      double lowest = StrictMath.pow(2, low / 12);
      double highest = StrictMath.pow(2, high / 12);
      List<Integer> divisors = divisors(sampleRate);
      TreeMap<Double, Ratio> found = new TreeMap<>();
      for (int above : divisors) {
        for (int below : divisors) {
          double ratio = (double) above / below;
          if (ratio >= lowest && ratio <= highest && above != below) {
            found.put(ratio, Ratio.reduced(above, below));
          }
        }
      }
      if (found.isEmpty()) {
        throw new Problem(
            "No ratio of divisors of " + sampleRate + " Hz lies in " + low + " … " + high + " st.",
            "Widen the range or use whole cents.");
      }
      return List.copyOf(found.values());
    }

    private static List<Integer> divisors(int number) {
      return IntStream.rangeClosed(2, number).filter(d -> number % d == 0).boxed().toList();
    }
  }
}
