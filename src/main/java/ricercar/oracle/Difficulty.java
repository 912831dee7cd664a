package ricercar.oracle;

import java.util.stream.IntStream;
import ricercar.Problem;

/**
 * How hard a clip is, for a curriculum (Wang, Chen and Zhu 2021, "A survey on curriculum
 * learning"). Only the order counts.
 */
public sealed interface Difficulty {
  /** Of each row, higher where harder. */
  double[] of(Pool pool);

  /** As given from outside, such as a count of notes. */
  record Predefined() implements Difficulty {
    @Override
    public double[] of(Pool pool) {
      Problem.unless(
          pool.difficulty() != null, "A predefined curriculum needs a difficulty of each clip.");
      return pool.difficulty();
    }
  }

  /**
   * The model's own loss: −log of the probability of the known class, or of the most probable one
   * where none is known (Kumar, Packer and Koller 2010).
   *
   * @param temperature of the similarities; {@value Strategy#TEMPERATURE} if null
   */
  record SelfPaced(Double temperature) implements Difficulty {
    public SelfPaced {
      temperature = temperature == null ? Strategy.TEMPERATURE : temperature;
    }

    @Override
    public double[] of(Pool pool) {
      return losses(pool, pool.similarities(), temperature);
    }
  }

  /**
   * The same by another model, trained before (Weinshall, Cohen and Amir 2018).
   *
   * @param temperature of its similarities; {@value Strategy#TEMPERATURE} if null
   */
  record TransferTeacher(Double temperature) implements Difficulty {
    public TransferTeacher {
      temperature = temperature == null ? Strategy.TEMPERATURE : temperature;
    }

    @Override
    public double[] of(Pool pool) {
      Problem.unless(
          pool.teacher() != null, "A transfer-teacher curriculum needs a teacher's similarities.");
      return losses(pool, pool.teacher(), temperature);
    }
  }

  private static double[] losses(Pool pool, float[][] similarities, double temperature) {
    return IntStream.range(0, similarities.length)
        .mapToDouble(
            row -> {
              double[] p = Pool.softmax(similarities[row], temperature);
              int known = pool.label()[row];
              double right =
                  known >= 0
                      ? p[known]
                      : IntStream.range(0, p.length).mapToDouble(c -> p[c]).max().orElseThrow();
              return -Math.log(Math.max(1e-300, right));
            })
        .toArray();
  }
}
