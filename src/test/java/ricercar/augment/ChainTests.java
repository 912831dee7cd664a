package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;

class ChainTests {
  private static final float[] SOUND = Sounds.noise(Sounds.VIEW, 1);

  @Test
  void theResultDoesNotDependOnThreads() {
    for (Chain chain : List.of(Chains.clmr(), Chains.semisupcon())) {
      List<float[]> alone = IntStream.range(0, 24).mapToObj(i -> view(chain, i)).toList();
      List<float[]> together =
          IntStream.range(0, 24).parallel().mapToObj(i -> view(chain, 23 - i)).toList();

      for (int i = 0; i < 24; i++) {
        assertThat(together.get(23 - i)).isEqualTo(alone.get(i));
      }
    }
  }

  @Test
  void changingOneStepLeavesTheDrawsOfTheOthers() {
    Step before = Step.of(.5, new Gain(-20, -1, false));
    Step after = new Step("second gain", .5, new Gain(-20, -1, false));
    Chain with = new Chain("a", 1, List.of(before, Step.of(.5, new RelativeNoise(0, 0)), after));
    Chain without = new Chain("b", 1, List.of(after, before));

    for (int i = 0; i < 50; i++) {
      float[] one = with.apply(new float[] {1, 1}, Sounds.RATE, Stream.of(i, "v"));
      float[] other = without.apply(new float[] {1, 1}, Sounds.RATE, Stream.of(i, "v"));
      assertThat(one[0]).isCloseTo(other[0], org.assertj.core.api.Assertions.within(1e-6f));
    }
  }

  @Test
  void theStreamPassedInIsNotAdvancedAndTheSoundNotTouched() {
    float[] sound = SOUND.clone();
    Stream random = Stream.of(1, "v");

    float[] first = Chains.clmr().apply(sound, Sounds.RATE, random);
    float[] second = Chains.clmr().apply(sound, Sounds.RATE, random);

    assertThat(second).isEqualTo(first);
    assertThat(sound).isEqualTo(SOUND);
    assertThat(random.nextLong()).isEqualTo(Stream.of(1, "v").nextLong());
  }

  @Test
  void noneGivesAFreshCopy() {
    float[] out = Chains.none().apply(SOUND, Sounds.RATE, Stream.of(1, "v"));

    assertThat(out).isEqualTo(SOUND).isNotSameAs(SOUND);
  }

  @Test
  void anOutputThatIsNotFiniteIsLeftOutAndCounted() {
    Chain chain =
        new Chain(
            "test",
            1,
            List.of(
                Step.of(1, new PolarityInversion()),
                Step.of(1, new Broken(Float.NaN)),
                new Step("worse", 1, new Broken(Float.NEGATIVE_INFINITY)),
                Step.of(1, new Gain(-6, -6, false))));

    Chain.Outcome outcome =
        chain.run(new float[] {1, 0, 0}, 8000, Stream.of(1, "v"), Stream.of(1, "v"));
    chain.apply(new float[] {1, 0, 0}, 8000, Stream.of(2, "v"));

    assertThat(outcome.samples()[0]).isBetween(-0.502f, -0.501f);
    assertThat(outcome.applied()).containsExactly("polarity", "gain");
    assertThat(outcome.fellBack()).containsExactly("broken", "worse");
    assertThat(chain.fallbacks()).isEqualTo(Map.of("broken", 2L, "worse", 2L));
  }

  @Test
  void theOuterGateMayBeOneForAllViewsOfAClip() {
    Chain chain = Chains.semisupcon();
    int clean = 0;
    int mixed = 0;
    for (int item = 0; item < 400; item++) {
      Stream clip = Stream.of(3, "clip", item);
      List<Boolean> changed = new ArrayList<>();
      for (int v = 0; v < 2; v++) {
        Stream view = clip.child("view", v);
        changed.add(!outcome(chain, Gating.PER_CLIP, clip, view).applied().isEmpty());
        boolean alone = !outcome(chain, Gating.PER_VIEW, clip, view).applied().isEmpty();
        mixed += alone != changed.get(v) ? 1 : 0;
      }
      clean += !changed.get(0) && !changed.get(1) ? 1 : 0;
    }

    // .2 by the shared gate; one by one it would be about .04.
    assertThat(clean).isBetween(55, 115);
    assertThat(mixed).isPositive();
  }

  @Test
  void twoStepsMayNotShareAName() {
    Step step = Step.of(.5, new PolarityInversion());

    assertThatThrownBy(() -> new Chain("twice", 1, List.of(step, step)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> Step.of(1.2, new PolarityInversion())).isInstanceOf(Problem.class);
  }

  private static Chain.Outcome outcome(Chain chain, Gating gating, Stream clip, Stream view) {
    return chain.run(new float[64], Sounds.RATE, gating.outer(clip, view), view);
  }

  private static float[] view(Chain chain, int i) {
    return chain.apply(SOUND, Sounds.RATE, Stream.of(9, "view", 900, 17, i));
  }

  private record Broken(float value) implements Augmentation {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public float[] apply(float[] samples, int sampleRate, Stream random) {
      float[] out = samples.clone();
      out[out.length - 1] = value;
      return out;
    }
  }
}
