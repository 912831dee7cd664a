package ricercar.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.random.Stream;

/**
 * A small classifier on frozen embeddings: how much they make plain. It is trained on TRAIN; the
 * epoch, and the pair of a learning rate and a weight decay, are those of the lowest loss on
 * VALIDATION; only then is it asked about TEST.
 *
 * @param hidden units of a hidden layer with ReLU; 0, the default, gives a linear probe
 * @param learningRates to try, of AdamW
 * @param weightDecays to try with each of them
 * @param epochs at most
 * @param patience epochs without a lower validation loss before it stops
 * @param batch rows (clips, windows or frames) per step; of far more, AdamW makes a worse linear
 *     probe (the sign of a gradient without noise is a poor direction)
 * @param aggregation of the windows of a clip: representations (null, the default), logits or
 *     probabilities; see {@link Aggregation}
 * @param solver of a linear probe: {@code lbfgs} goes to the optimum of logistic regression for
 *     each of the weight decays, which are then its L2 penalty (scikit-learn's 1 / (C · rows)), in
 *     at most so many epochs as iterations; null, the default, is AdamW
 */
public record Probe(
    Integer hidden,
    List<Double> learningRates,
    List<Double> weightDecays,
    Integer epochs,
    Integer patience,
    Integer batch,
    String aggregation,
    String solver) {
  public Probe {
    hidden = hidden == null ? 0 : hidden;
    learningRates = learningRates == null ? List.of(1e-3) : List.copyOf(learningRates);
    weightDecays = weightDecays == null ? List.of(1e-2) : List.copyOf(weightDecays);
    epochs = epochs == null ? 200 : epochs;
    patience = patience == null ? 15 : patience;
    batch = batch == null ? 64 : batch;
    if (aggregation != null) {
      // The default stays unwritten, so that runs made before there was a choice are still found.
      Aggregation chosen = Aggregation.named(aggregation);
      aggregation = chosen == Aggregation.REPRESENTATIONS ? null : aggregation;
    }
    Problem.unless(
        !learningRates.isEmpty() && learningRates.stream().allMatch(rate -> rate > 0),
        "A probe's learningRates must be positive, but are %s.",
        learningRates);
    Problem.unless(
        !weightDecays.isEmpty() && weightDecays.stream().allMatch(decay -> decay >= 0),
        "A probe's weightDecays must not be negative, but are %s.",
        weightDecays);
    Problem.unless(
        solver == null || solver.equals("lbfgs"),
        "A probe's solver is lbfgs, or left out for AdamW, but is '%s'.",
        solver);
    Problem.unless(
        solver == null || hidden == 0 && learningRates.size() == 1,
        "A probe's solver lbfgs is for linear probes and needs no learningRates: %s hidden, %s.",
        hidden,
        learningRates);
    Problem.unless(
        hidden >= 0 && epochs > 0 && patience > 0 && batch > 0,
        "A probe's epochs, patience and batch must be positive: %d, %d, %d.",
        epochs,
        patience,
        batch);
  }

  /** By AdamW. */
  public Probe(
      Integer hidden,
      List<Double> learningRates,
      List<Double> weightDecays,
      Integer epochs,
      Integer patience,
      Integer batch,
      String aggregation) {
    this(hidden, learningRates, weightDecays, epochs, patience, batch, aggregation, null);
  }

  /** Logistic regression to its optimum, with the penalty of the lowest validation loss. */
  public static Probe logistic(List<Double> penalties) {
    return new Probe(0, null, penalties, null, null, null, null, "lbfgs");
  }

  boolean toItsOptimum() {
    return solver != null;
  }

  public static Probe linear() {
    return mlp(0);
  }

  /** One hidden layer. */
  public static Probe mlp(int hidden) {
    return new Probe(hidden, null, null, null, null, null, null);
  }

  public Aggregation aggregated() {
    return aggregation == null ? Aggregation.REPRESENTATIONS : Aggregation.named(aggregation);
  }

  /** Trains on the embedded clips that have labels for the task and scores the test clips. */
  public ProbeResult evaluate(Embeddings embeddings, Corpus corpus, String task, Stream random) {
    if (aggregated() != Aggregation.REPRESENTATIONS) {
      throw new Problem(
          "A probe that averages %s needs the windows of every clip, not one vector of each."
              .formatted(aggregation),
          "Embed with Embedder.embedWindows, or leave the probe's aggregation out.");
    }
    return evaluateRows(WindowEmbeddings.of(embeddings), corpus, task, random);
  }

  /**
   * As for whole clips; the windows of a clip become one answer by {@link #aggregated()}. A clip
   * with more windows weighs more where the head is trained on windows.
   */
  public ProbeResult evaluate(WindowEmbeddings windows, Corpus corpus, String task, Stream random) {
    ProbeResult result = evaluateRows(aggregated().rows(windows), corpus, task, random);
    Set<Integer> tested = Arrays.stream(result.clips()).boxed().collect(Collectors.toSet());
    long testWindows = Arrays.stream(windows.clips()).filter(tested::contains).count();
    return result.with(
        "windows per test clip, %s averaged".formatted(aggregated().title()),
        (double) testWindows / tested.size());
  }

  private ProbeResult evaluateRows(
      WindowEmbeddings rows, Corpus corpus, String task, Stream random) {
    Examples train = Examples.of(rows, corpus, task, Split.TRAIN);
    Examples validation = Examples.of(rows, corpus, task, Split.VALIDATION);
    Examples test = Examples.of(rows, corpus, task, Split.TEST);
    Task.Kind kind = corpus.task(task).kind();
    try (ProbeFit.Fitted best = new ProbeFit(this, kind, train, validation).best(random)) {
      Map<String, Double> measures = best.measures();
      measures.put("probe training clips", (double) train.distinctClips().length);
      measures.put("unlabelled training clips", (double) train.unlabelled());
      measures.put("unlabelled validation clips", (double) validation.unlabelled());
      measures.put("unlabelled test clips", (double) test.unlabelled());
      float[][] answers = answers(best.scores(test.features()), test.clips(), kind);
      return ProbeResult.of(corpus, task, test.distinctClips(), answers, measures);
    }
  }

  /** One answer per clip from the logits of its rows. */
  float[][] answers(float[][] logits, int[] clips, Task.Kind kind) {
    int classes = logits[0].length;
    float[] all = new float[logits.length * classes];
    for (int i = 0; i < logits.length; i++) {
      System.arraycopy(aggregated().answer(logits[i], kind), 0, all, i * classes, classes);
    }
    return new Features(Mean.byClip(clips, all, classes), classes).rows();
  }
}
