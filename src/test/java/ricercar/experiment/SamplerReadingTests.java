package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.sweep.Asha;
import ricercar.sweep.Grid;
import ricercar.sweep.RandomSearch;
import ricercar.sweep.Sampler;
import ricercar.sweep.Sobol;
import ricercar.sweep.Tpe;

class SamplerReadingTests {
  record Sweep(Sampler sampler) {}

  @Test
  void samplersAreChosenByTypeAndFillInWhatIsLeftOut() {
    assertThat(read("{type: grid}")).isEqualTo(new Grid());
    assertThat(read("{type: random-search, trials: 9}")).isEqualTo(new RandomSearch(9));
    assertThat(read("{type: sobol, trials: 16}")).isEqualTo(new Sobol(16));
    assertThat(read("{type: tpe, trials: 50}")).isEqualTo(new Tpe(50, 10, 24, true));
    assertThat(read("{type: tpe, trials: 50, startup: 5, candidates: 9, joint: false}"))
        .isEqualTo(new Tpe(50, 5, 9, false));
    assertThat(read("{type: asha, trials: 50, minimum: 100, maximum: 900}"))
        .isEqualTo(new Asha(50, 3, 100, 900));
  }

  @Test
  void mistakesAreNamedWithTheirLineAndTheNearestWord() {
    assertThatThrownBy(() -> read("{type: tpa, trials: 9}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sampler.type")
        .hasMessageContaining("tpe");
    assertThatThrownBy(() -> read("{type: tpe, trails: 9}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sampler.trails")
        .hasMessageContaining("trials");
    assertThatThrownBy(() -> read("{type: asha, trials: 9, minimum: 5, maximum: 6}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nothing is promoted");
    assertThatThrownBy(() -> read("{type: sobol}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'sampler.trials' is missing");
  }

  private static Sampler read(String sampler) {
    return new RecordReader(Settings.parse("sampler: " + sampler, "sweep.yaml"))
        .read(Sweep.class)
        .sampler();
  }
}
