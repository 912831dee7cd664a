package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.Problem;
import ricercar.random.Stream;

class ChainsTests {
  @Test
  void clmrStepsComeInOrderAsOftenAsPublished() {
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("polarity", .8);
    expected.put("noise", .01);
    expected.put("gain", .3);
    expected.put("filter", .8);
    expected.put("delay", .3);
    expected.put("pitch", .6);
    expected.put("reverb", .6);

    assertOftenness(Chains.clmr(), 1, expected);
  }

  @Test
  void semisupconStepsComeInOrderAsOftenAsPublished() {
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("gain", .4);
    expected.put("polarity", .6);
    expected.put("coloured noise", .6);
    expected.put("filter", .3);
    expected.put("pitch", .6);
    expected.put("delay", .6);

    assertOftenness(Chains.semisupcon(), .8, expected);
  }

  @Test
  void rangesAreThePublishedOnes() {
    assertThat(Chains.clmr().steps().toString())
        .contains(
            "RelativeNoise[lowFraction=1.0E-4, highFraction=0.01]",
            "Gain[lowDb=-20.0, highDb=-1.0, clipped=true]",
            "HighPass[cutoff=FrequencyRange[lowHz=200.0, highHz=1200.0, spacing=HERTZ]]",
            "LowPass[cutoff=FrequencyRange[lowHz=2200.0, highHz=4000.0, spacing=HERTZ]]",
            "Echo[lowMs=200, highMs=450, stepMs=50, volume=0.5]",
            "Cents[low=-700, high=700]");
    assertThat(Chains.semisupcon().steps().toString())
        .contains(
            "Gain[lowDb=-15.0, highDb=5.0, clipped=false]",
            "ColouredNoise[lowSnrDb=3.0, highSnrDb=30.0, lowSlope=-2.0, highSlope=2.0]",
            "lowHz=200.0, highHz=4000.0, spacing=MEL], narrowest=0.5, widest=1.99, side=PASS",
            "lowHz=200.0, highHz=4000.0, spacing=MEL], narrowest=0.5, widest=1.99, side=STOP",
            "HighPass[cutoff=FrequencyRange[lowHz=200.0, highHz=2400.0, spacing=MEL]]",
            "LowPass[cutoff=FrequencyRange[lowHz=150.0, highHz=7500.0, spacing=MEL]]",
            "Friendly[low=-4.0, high=4.0]",
            "RepeatedDelay[lowMs=100.0, highMs=500.0, volume=0.5, repeats=2, attenuation=0.5]");
  }

  @Test
  void severityScalesProbabilitiesAndRanges() {
    assertThat(Chains.semisupcon(2).steps()).isEqualTo(Chains.semisupcon().steps());
    assertThat(Chains.semisupcon(0).steps()).isEmpty();
    assertThat(Chains.semisupcon(1).probability()).isEqualTo(.4);
    Chain strong = Chains.semisupcon(4);
    assertThat(strong.probability()).isEqualTo(1);
    assertThat(strong.steps().stream().map(Step::probability))
        .containsExactly(.7, .8, .8, .6, .75, .6);
    assertThat(strong.steps().toString())
        .contains(
            "Gain[lowDb=-30.0, highDb=10.0, clipped=false]",
            "ColouredNoise[lowSnrDb=1.5, highSnrDb=15.0, lowSlope=-4.0, highSlope=4.0]",
            "HighPass[cutoff=FrequencyRange[lowHz=400.0, highHz=4800.0, spacing=MEL]]",
            "LowPass[cutoff=FrequencyRange[lowHz=75.0, highHz=3750.0, spacing=MEL]]",
            "Friendly[low=-8.0, high=8.0]",
            "RepeatedDelay[lowMs=50.0, highMs=500.0, volume=1.0, repeats=4, attenuation=1.0]");
    assertThatThrownBy(() -> Chains.semisupcon(5)).isInstanceOf(Problem.class);
  }

  @Test
  void chainsAreFoundByName() {
    assertThat(Chains.named("clmr").steps()).isEqualTo(Chains.clmr().steps());
    assertThat(Chains.named("none").steps()).isEmpty();
    assertThatThrownBy(() -> Chains.named("clrm"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("clrm")
        .hasMessageContaining("clmr");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 300, 4000})
  void shortSoundsPassThroughEveryChain(int length) {
    float[] sound = Sounds.noise(length, 2);
    for (Chain chain : new Chain[] {Chains.clmr(), Chains.semisupcon(), Chains.semisupcon(4)}) {
      for (int i = 0; i < 30; i++) {
        assertThat(chain.apply(sound, Sounds.RATE, Stream.of(i, "v"))).hasSize(length);
      }
      assertThat(chain.fallbacks()).isEmpty();
    }
  }

  @Test
  void silenceStaysFinite() {
    for (Chain chain : new Chain[] {Chains.clmr(), Chains.semisupcon()}) {
      for (int i = 0; i < 20; i++) {
        float[] out = chain.apply(new float[8000], Sounds.RATE, Stream.of(i, "v"));
        assertThat(Sounds.furthest(out, new float[8000])).isLessThan(1e-15);
      }
      assertThat(chain.fallbacks()).isEmpty();
    }
  }

  /** Counted on sounds of no samples at a low rate, where every step is quick. */
  private static void assertOftenness(Chain chain, double outer, Map<String, Double> expected) {
    int views = 10_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < views; i++) {
      Stream view = Stream.of(11, "view", i);
      chain
          .run(new float[0], 2310, view, view)
          .applied()
          .forEach(step -> counts.merge(step, 1, Integer::sum));
    }

    assertThat(chain.steps().stream().map(Step::name)).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (step, p) -> {
          double sigma = Math.sqrt(views * p * outer * (1 - p * outer));
          assertThat(counts.getOrDefault(step, 0) - views * p * outer)
              .as(step)
              .isBetween(-4 * sigma, 4 * sigma);
        });
  }
}
