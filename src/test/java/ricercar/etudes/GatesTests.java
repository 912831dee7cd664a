package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ricercar.Progress;

class GatesTests {
  @Test
  void symbolsDecideTheStyleOnFiveHundredPiecesOfTwoSeeds() {
    assertThat(EtudesGates.oracle(1, 500)).isBetween(0.95, 1.0);
    assertThat(EtudesGates.oracle(2, 500)).isBetween(0.95, 1.0);
  }

  /** Bounds are those of the gates, widened by the error of a share of 120. */
  @Test
  void soundHidesTheStyleAndShowsSomeKeyAndTempo() {
    EtudesGates gates = EtudesGates.measure(4, 120, Bank.builtIn(), Progress.SILENT);
    assertThat(gates.mel()).isBetween(0.16, 0.6);
    assertThat(gates.key()).isBetween(0.4, 0.85);
    assertThat(gates.tempo()).isBetween(0.5, 0.9);
  }
}
