package ricercar.augment;

import java.util.List;
import ricercar.random.Stream;

/**
 * One of several, each as likely as the others. Draws: which one; its own draws come from a child
 * stream of its name.
 */
public record OneOf(String name, List<Augmentation> choices) implements Augmentation {
  public OneOf {
    choices = List.copyOf(choices);
  }

  public static OneOf of(String name, Augmentation... choices) {
    return new OneOf(name, List.of(choices));
  }

  @Override
  public float[] apply(float[] samples, int sampleRate, Stream random) {
    Augmentation chosen = choices.get(random.nextInt(choices.size()));
    return chosen.apply(samples, sampleRate, random.child(chosen.name()));
  }
}
