package ricercar.experiment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.augment.Deformation;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.model.Encoder;
import ricercar.model.Machup;
import ricercar.probe.Embedder;
import ricercar.probe.Embeddings;
import ricercar.probe.MelStatistics;
import ricercar.probe.Robustness;
import ricercar.probe.WindowEmbeddings;
import ricercar.track.RunFolder;
import ricercar.train.Checkpoints;

/**
 * What the encoders of finished runs make of clips: of a trained run its encoder, of the others the
 * untrained one or statistics.
 */
public final class FinishedEncoders {
  private final Laboratory laboratory;
  private final TokenRoom tokens;

  /** By run: numbers, maps and pairs are often asked of the same ones. */
  private final Map<Path, Embeddings> embedded = new HashMap<>();

  FinishedEncoders(Laboratory laboratory, TokenRoom tokens) {
    this.laboratory = laboratory;
    this.tokens = tokens;
  }

  /** Whether the encoder is at hand; finished runs may be kept without what they trained. */
  public boolean has(Experiment experiment, RunFolder folder) {
    return !experiment.method().trains()
        || new Checkpoints(folder.checkpoints()).newest().isPresent();
  }

  /** The vectors that a finished run judged, of all clips of its corpus; made once. */
  public Embeddings embeddings(Experiment experiment, RunFolder folder, Progress progress) {
    Embeddings known = embedded.get(folder.path());
    if (known == null) {
      known = embed(experiment, folder, progress);
      embedded.put(folder.path(), known);
    }
    return known;
  }

  private Embeddings embed(Experiment experiment, RunFolder folder, Progress progress) {
    Corpus corpus = laboratory.corpus(experiment, progress);
    Method method = experiment.method();
    if (method == Method.MEL_STATISTICS || method == Method.MEL_ROBUSTNESS) {
      return MelStatistics.of(corpus, Laboratory.all(corpus), progress);
    }
    if (method == Method.CODEC_STATISTICS) {
      return laboratory.codecStatistics(experiment, corpus, progress);
    }
    if (experiment.usesTokens()) {
      MachupLab lab = laboratory.lab(experiment, corpus, progress);
      try (Machup model = masked(lab, experiment, folder)) {
        return lab.embed(model, Laboratory.all(corpus));
      }
    }
    ContrastiveLab lab = new ContrastiveLab(experiment, corpus, progress);
    try (Encoder encoder = encoder(lab, experiment, folder)) {
      return lab.embed(encoder, lab.all());
    }
  }

  /**
   * The same of every window of some clips, as {@link #embeddings} averages them; of statistics,
   * which have no windows, the whole clip as one.
   */
  public WindowEmbeddings windows(
      Experiment experiment, RunFolder folder, int[] clips, Progress progress) {
    Method method = experiment.method();
    if (method == Method.MEL_STATISTICS || method == Method.CODEC_STATISTICS) {
      return WindowEmbeddings.of(embeddings(experiment, folder, progress).only(clips));
    }
    Corpus corpus = laboratory.corpus(experiment, progress);
    if (experiment.usesTokens()) {
      MachupLab lab = laboratory.lab(experiment, corpus, progress);
      try (Machup model = masked(lab, experiment, folder)) {
        return lab.embedWindows(model, clips);
      }
    }
    ContrastiveLab lab = new ContrastiveLab(experiment, corpus, progress);
    try (Encoder encoder = encoder(lab, experiment, folder)) {
      return lab.embedWindows(encoder, clips);
    }
  }

  /**
   * The projections z of a finished contrastive run: what its loss compared, averaged over the
   * windows of a clip.
   */
  public Embeddings projections(Experiment experiment, RunFolder folder, Progress progress) {
    return new ContrastiveLab(experiment, laboratory.corpus(experiment, progress), progress)
        .project(folder);
  }

  /**
   * What an encoder of sound makes of some clips once they are deformed.
   *
   * @param clips ascending, as the rows of the answer
   */
  public Embeddings deformed(
      Experiment experiment,
      RunFolder folder,
      int[] clips,
      Deformation deformation,
      double amount,
      Progress progress) {
    Problem.unless(
        !experiment.usesTokens() && !experiment.method().aboutCodecs(),
        "'%s' has no encoder of sound to be given deformed clips.",
        experiment.name());
    Corpus corpus = laboratory.corpus(experiment, progress);
    ClipInputs inputs = Robustness.inputs(corpus, clips, deformation, amount, progress);
    if (!experiment.method().dependsOn().contains("encoder")) {
      return MelStatistics.of(inputs, clips, progress);
    }
    ContrastiveLab lab = new ContrastiveLab(experiment, corpus, progress);
    try (Encoder encoder = encoder(lab, experiment, folder)) {
      return Embedder.of(experiment.views().samples()).embed(encoder, inputs, clips, progress);
    }
  }

  private Encoder encoder(ContrastiveLab lab, Experiment experiment, RunFolder folder) {
    return experiment.method().trains()
        ? TrainedEncoder.of(experiment, folder, tokens)
        : lab.untrained();
  }

  private Machup masked(MachupLab lab, Experiment experiment, RunFolder folder) {
    return experiment.method().trains()
        ? (Machup) TrainedEncoder.of(experiment, folder, tokens)
        : lab.untrained();
  }
}
