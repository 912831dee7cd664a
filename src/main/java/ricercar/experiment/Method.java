package ricercar.experiment;

import java.util.Set;

/**
 * How the embedding comes about. Each method names the settings that it depends on, so that a run
 * is not repeated because of a setting that it never reads.
 */
public enum Method {
  /** Means and deviations of log-mel bands: what needs no learning at all. */
  MEL_STATISTICS(Set.of("corpus", "task", "sampleRate", "probe", "seed", "threads"), false),

  /** The encoder with the very weights that training would start from. */
  UNTRAINED(
      Set.of("corpus", "task", "encoder", "views.samples", "probe", "seed", "threads"), false),

  /**
   * Contrastive training: without labels (B.1), with all (B.2) or with some (B.3), as {@code
   * labels.labelledShare} says.
   */
  CONTRASTIVE(
      Set.of(
          "corpus",
          "task",
          "encoder",
          "views",
          "labels",
          "contrastive",
          "training",
          "probeEvery",
          "probe",
          "seed",
          "threads"),
      true),

  /** Encoder and a linear head trained end to end on the task's labels. */
  SUPERVISED(
      Set.of(
          "corpus",
          "task",
          "encoder",
          "views",
          "labels",
          "training",
          "probeEvery",
          "probe",
          "seed",
          "threads"),
      true);

  private final Set<String> dependsOn;
  private final boolean trains;

  Method(Set<String> dependsOn, boolean trains) {
    this.dependsOn = dependsOn;
    this.trains = trains;
  }

  /** Whether encoder weights move. */
  public boolean trains() {
    return trains;
  }

  Set<String> dependsOn() {
    return dependsOn;
  }
}
