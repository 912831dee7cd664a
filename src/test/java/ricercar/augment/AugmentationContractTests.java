package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AugmentationContractTests {
  @Property(tries = 100)
  void everyAugmentationIsAPureFunctionThatKeepsTheLength(
      @ForAll("augmentations") Augmentation augmentation,
      @ForAll @IntRange(max = 6000) int length,
      @ForAll("rates") int sampleRate,
      @ForAll long seed) {
    float[] sound = Sounds.noise(length, seed);
    float[] kept = sound.clone();

    float[] first = augmentation.apply(sound, sampleRate, stream(seed));
    float[] second = augmentation.apply(kept, sampleRate, stream(seed));

    assertThat(sound).isEqualTo(kept);
    assertThat(first).hasSize(length).isEqualTo(second);
    assertThat(first).isNotSameAs(sound);
    assertThat(Sounds.furthest(first, first)).isZero();
  }

  @Provide
  Arbitrary<Augmentation> augmentations() {
    List<Augmentation> all =
        Stream.of(Chains.clmr(), Chains.semisupcon(), Chains.semisupcon(4), Chains.semisupcon(1))
            .flatMap(chain -> chain.steps().stream())
            .map(Step::augmentation)
            .flatMap(a -> a instanceof OneOf choice ? choice.choices().stream() : Stream.of(a))
            .distinct()
            .toList();
    return Arbitraries.of(all);
  }

  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(16000, 22050, 32000, 44100);
  }

  private static ricercar.random.Stream stream(long seed) {
    return ricercar.random.Stream.of(seed, "contract");
  }
}
