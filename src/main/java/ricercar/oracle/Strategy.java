package ricercar.oracle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.random.Stream;

/**
 * What to ask next (surveys: Settles 2009, "Active learning literature survey"; Tharwat and Schenck
 * 2023). A pure function of what is seen and of a random stream. Asking one clip at a time is
 * asking for a batch of one, again after every verdict.
 */
public sealed interface Strategy {
  /** The usual temperature of similarities when they are taken for probabilities. */
  double TEMPERATURE = 0.1;

  /** The next clips as rows, the first to be asked first; fewer where fewer are open. */
  int[] next(Pool pool, int count, Stream random);

  /** As files call it: {@code cluster-centroids}. */
  default String title() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Any. What every other strategy is to be compared with. */
  record Random() implements Strategy {
    @Override
    public int[] next(Pool pool, int count, Stream random) {
      int[] open = pool.openRows();
      return Arrays.stream(random.permutation(open.length))
          .limit(count)
          .map(i -> open[i])
          .toArray();
    }
  }

  /**
   * Whose most probable class is least probable (Lewis and Gale 1994).
   *
   * @param temperature of the similarities; {@value #TEMPERATURE} if null
   */
  record LeastConfidence(Double temperature) implements Strategy {
    public LeastConfidence {
      temperature = orUsual(temperature);
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      return highest(
          pool,
          count,
          row -> -Arrays.stream(pool.probabilities(row, temperature)).max().orElseThrow());
    }
  }

  /** Whose two most similar prototypes are most alike (Scheffer et al. 2001). */
  record Margin() implements Strategy {
    @Override
    public int[] next(Pool pool, int count, Stream random) {
      return highest(pool, count, row -> -pool.margin(row));
    }
  }

  /**
   * Whose classes are most evenly probable (Shannon's entropy).
   *
   * @param temperature of the similarities; {@value #TEMPERATURE} if null
   */
  record Entropy(Double temperature) implements Strategy {
    public Entropy {
      temperature = orUsual(temperature);
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      return highest(pool, count, row -> entropy(pool.probabilities(row, temperature)));
    }
  }

  /**
   * On whom several prototype sets disagree most, by the entropy of their votes (Dagan and Engelson
   * 1995); among equals the one of the smaller margin. Each member sees a bootstrap sample of each
   * class's labelled clips and a random half of the dimensions, so that members differ even where a
   * class has one clip.
   *
   * @param members 8 if null
   */
  record Committee(Integer members) implements Strategy {
    public Committee {
      members = members == null ? 8 : members;
      Problem.unless(members >= 2, "A committee has at least 2 members, not %d.", members);
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      double[][] votes = PrototypeCommittee.votes(pool, members, random);
      return best(
          pool,
          count,
          Comparator.comparingDouble((Integer row) -> -entropy(votes[row]))
              .thenComparingDouble(pool::margin));
    }
  }

  /**
   * Who is uncertain and has company: entropy times the mean cosine with the open clips, to a power
   * (Settles and Craven 2008, "information density").
   *
   * @param temperature of the similarities; {@value #TEMPERATURE} if null
   * @param power of the company; 1 if null
   */
  record Density(Double temperature, Double power) implements Strategy {
    public Density {
      temperature = orUsual(temperature);
      power = power == null ? 1 : power;
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      double[][] unit = pool.directions();
      double[] mean = Centres.mean(unit, pool.openRows());
      return highest(
          pool,
          count,
          row ->
              entropy(pool.probabilities(row, temperature))
                  * Math.pow(Math.max(0, Centres.dot(unit[row], mean)), power));
    }
  }

  /**
   * Who is farthest from all that is labelled or chosen before, so that no clip is far from a label
   * (greedy k-centre; Sener and Savarese 2018, "core-set").
   */
  record CoreSet() implements Strategy {
    @Override
    public int[] next(Pool pool, int count, Stream random) {
      return Centres.farthestFirst(
          pool.directions(), pool.labelledRows(), pool.openRows(), count, random);
    }
  }

  /**
   * Who is nearest to the middle of a cluster of open clips, clusters with fewest labels first, of
   * those the largest (Xu et al. 2003, "Representative sampling").
   *
   * @param clusters as many as clips are chosen, but at least as many as classes, if null
   */
  record ClusterCentroids(Integer clusters) implements Strategy {
    @Override
    public int[] next(Pool pool, int count, Stream random) {
      int wanted = clusters == null ? Math.max(count, pool.classes()) : clusters;
      return Centres.middles(
          pool.directions(), pool.labelledRows(), pool.openRows(), wanted, count, random);
    }
  }

  /**
   * Who is most similar to the class that has fewest clips, labelled or chosen before; classes
   * without a prototype cannot be sought.
   */
  record RareClass() implements Strategy {
    @Override
    public int[] next(Pool pool, int count, Stream random) {
      return RarestFirst.next(pool, count);
    }
  }

  /**
   * One strategy among the first choices of another: such as the farthest apart of the uncertain.
   *
   * @param first who goes through; by margin if null
   * @param then who is asked of them; by k-centre if null
   * @param factor how many times the number of clips go through; 5 if null
   */
  record Hybrid(Strategy first, Strategy then, Integer factor) implements Strategy {
    public Hybrid {
      first = first == null ? new Margin() : first;
      then = then == null ? new CoreSet() : then;
      factor = factor == null ? 5 : factor;
      Problem.unless(factor >= 1, "Of a hybrid's factor at least 1 is needed, not %d.", factor);
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      int[] through = first.next(pool, count * factor, random.child("first"));
      return then.next(pool.only(through), count, random.child("then"));
    }
  }

  /**
   * The easy ones first: only as many of the easiest open clips may be asked as the pacing admits.
   *
   * @param difficulty self-paced if null
   * @param pacing continuous from a fifth if null
   * @param among who is asked of them; random if null
   */
  record Curriculum(Difficulty difficulty, Pacing pacing, Strategy among) implements Strategy {
    public Curriculum {
      difficulty = difficulty == null ? new Difficulty.SelfPaced(null) : difficulty;
      pacing = pacing == null ? new Pacing.Continuous(null, null) : pacing;
      among = among == null ? new Random() : among;
    }

    @Override
    public int[] next(Pool pool, int count, Stream random) {
      int[] open = pool.openRows();
      int admitted = Math.max(count, pacing.admitted(pool.progress(), open.length));
      double[] hard = difficulty.of(pool);
      int[] easiest = highest(pool, admitted, row -> -hard[row]);
      return among.next(pool.only(easiest), count, random);
    }
  }

  /** Shannon's entropy in nats. */
  static double entropy(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum -= p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }

  private static double orUsual(Double given) {
    Problem.unless(given == null || given > 0, "temperature must be above 0, but is %s.", given);
    return given == null ? TEMPERATURE : given;
  }

  /** The open rows of the highest scores; of equal ones the earlier row. */
  private static int[] highest(Pool pool, int count, IntToDoubleFunction score) {
    double[] scores = new double[pool.open().length];
    IntStream.of(pool.openRows()).parallel().forEach(row -> scores[row] = score.applyAsDouble(row));
    return best(pool, count, Comparator.comparingDouble(row -> -scores[row]));
  }

  private static int[] best(Pool pool, int count, Comparator<Integer> order) {
    Comparator<Integer> total = order.thenComparing(Comparator.naturalOrder());
    PriorityQueue<Integer> kept = new PriorityQueue<>(total.reversed());
    for (int row : pool.openRows()) {
      kept.add(row);
      if (kept.size() > count) {
        kept.poll();
      }
    }
    return kept.stream().sorted(total).mapToInt(Integer::intValue).toArray();
  }
}
