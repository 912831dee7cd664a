package ricercar.augment;

/**
 * One step of a chain.
 *
 * @param name unique in its chain: it keys the step's own random stream
 * @param probability that the step is applied
 */
public record Step(String name, double probability, Augmentation augmentation) {
  public Step {
    Ranges.probability(name, probability);
  }

  public static Step of(double probability, Augmentation augmentation) {
    return new Step(augmentation.name(), probability, augmentation);
  }
}
