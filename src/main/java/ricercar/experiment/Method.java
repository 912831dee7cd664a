package ricercar.experiment;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the embedding comes about. Each method names the settings that it depends on, so that a run
 * is not repeated because of a setting that it never reads.
 */
public enum Method {
  /** Means and deviations of log-mel bands: what needs no learning at all. */
  MEL_STATISTICS(Set.of("corpus", "task", "sampleRate", "probe", "seed", "threads"), false),

  /** Means and deviations of a codec's latents: what its tokens hold before anything is learnt. */
  CODEC_STATISTICS(Set.of("corpus", "task", "codec", "probe", "seed", "threads"), false),

  /** The encoder with the very weights that training would start from. */
  UNTRAINED(
      Set.of("corpus", "task", "encoder", "views.samples", "probe", "seed", "threads"), false),

  /**
   * Contrastive training: without labels (B.1), with all (B.2) or with some (B.3), as {@code
   * labels.labelledShare} says.
   */
  CONTRASTIVE(Method.contrastive(), true),

  /** Two views of a clip that are to agree, without labels, as {@code siamese} says. */
  SIAMESE(
      Set.of(
          "corpus",
          "task",
          "encoder",
          "views",
          "siamese",
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
      true),

  /** Masked modelling of a codec's tokens with contrast (MaCHUP), as {@code machup} says. */
  MACHUP(Method.machup(), true),

  /** The encoder of a {@link #MACHUP} run, trained on end to end with a linear head. */
  MACHUP_FINETUNED(Method.machup("fineTuning"), true),

  /** The frames of the encoder of a {@link #MACHUP} run, as {@code frames} says. */
  MACHUP_FRAMES(Method.machup("frames"), true),

  /** The frames of a masked model with the very weights that training would start from. */
  UNTRAINED_FRAMES(
      Set.of("corpus", "encoder", "codec", "views.samples", "frames", "probe", "seed", "threads"),
      false),

  /** The local vectors of a {@link #MACHUP} run around their global ones. */
  MACHUP_CLOUD(Method.machup(), true),

  /** The same of a masked model with the very weights that training would start from. */
  UNTRAINED_CLOUD(Set.of("corpus", "encoder", "codec", "views.samples", "seed", "threads"), false),

  /** The bands of a log-mel spectrogram as frames: what needs no learning at all. */
  MEL_FRAMES(Set.of("corpus", "sampleRate", "frames", "probe", "seed", "threads"), false),

  /** A probe on mel statistics, asked about deformed sound as {@code robustness} says. */
  MEL_ROBUSTNESS(
      Set.of("corpus", "task", "sampleRate", "probe", "robustness", "seed", "threads"), false),

  /** The same with the very weights that training would start from. */
  UNTRAINED_ROBUSTNESS(
      Set.of(
          "corpus", "task", "encoder", "views.samples", "probe", "robustness", "seed", "threads"),
      false),

  /** The same with the encoder of a {@link #CONTRASTIVE} run. */
  CONTRASTIVE_ROBUSTNESS(Method.contrastive("robustness"), true),

  /** Class prototypes in the space of a {@link #CONTRASTIVE} run, as {@code zeroShot} says. */
  CONTRASTIVE_PROTOTYPES(Method.contrastive("zeroShot"), true),

  /** Verdicts on the predictions of a {@link #CONTRASTIVE} run, as {@code oracle} says. */
  ORACLE(Method.contrastive("oracle"), true),

  /** A codec trained to give back what it is given, judged on the test clips. */
  CODEC_TRAINING(
      Set.of("corpus", "codec", "codecTraining", "views", "training", "seed", "threads"), true),

  /** A codec as it is: the embedded one, one of a folder, or one with random weights. */
  CODEC(Set.of("corpus", "codec", "seed", "threads"), false),

  /** Plain PCM at the codec's bitrate. */
  PCM(Set.of("corpus", "codec", "seed", "threads"), false);

  private final Set<String> dependsOn;
  private final boolean trains;

  Method(Set<String> dependsOn, boolean trains) {
    this.dependsOn = dependsOn;
    this.trains = trains;
  }

  private static Set<String> contrastive(String... more) {
    Set<String> all = new TreeSet<>(Set.of(more));
    all.addAll(
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
            "threads"));
    return all;
  }

  private static Set<String> machup(String... more) {
    Set<String> all = new TreeSet<>(Set.of(more));
    all.addAll(
        Set.of(
            "corpus",
            "task",
            "encoder",
            "codec",
            "machup",
            "views",
            "contrastive.temperature",
            "training",
            "probeEvery",
            "probe",
            "seed",
            "threads"));
    return all;
  }

  /** The method of the run that one of this method goes on from, if it does. */
  Optional<Method> basis() {
    if (this == CONTRASTIVE_ROBUSTNESS || this == CONTRASTIVE_PROTOTYPES || this == ORACLE) {
      return Optional.of(CONTRASTIVE);
    }
    return this == MACHUP_FINETUNED || this == MACHUP_FRAMES || this == MACHUP_CLOUD
        ? Optional.of(MACHUP)
        : Optional.empty();
  }

  /** Whether an encoder learns by contrast of views, in this run or in the one before it. */
  boolean contrasts() {
    return this == CONTRASTIVE || basis().filter(method -> method == CONTRASTIVE).isPresent();
  }

  /** Whether only a masked model will do. */
  boolean needsMachup() {
    return this == MACHUP
        || this == CODEC_STATISTICS
        || this == MACHUP_FINETUNED
        || this == MACHUP_FRAMES
        || this == MACHUP_CLOUD
        || this == UNTRAINED_FRAMES
        || this == UNTRAINED_CLOUD;
  }

  /** Whether its encoder of sound can be asked about other tasks and corpora. */
  boolean transfers() {
    return this == MEL_STATISTICS
        || this == UNTRAINED
        || this == CONTRASTIVE
        || this == SIAMESE
        || this == SUPERVISED;
  }

  /** Whether encoder weights move. */
  public boolean trains() {
    return trains;
  }

  /** Whether a codec is what is judged, by the sound that it gives back. */
  boolean aboutCodecs() {
    return this == CODEC_TRAINING || this == CODEC || this == PCM;
  }

  Set<String> dependsOn() {
    return dependsOn;
  }
}
