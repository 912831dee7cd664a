package ricercar.probe;

import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
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
 * @param batch clips per step; of far more, AdamW makes a worse linear probe (the sign of a
 *     gradient without noise is a poor direction)
 */
public record Probe(
    Integer hidden,
    List<Double> learningRates,
    List<Double> weightDecays,
    Integer epochs,
    Integer patience,
    Integer batch) {
  public Probe {
    hidden = hidden == null ? 0 : hidden;
    learningRates = learningRates == null ? List.of(1e-3) : List.copyOf(learningRates);
    weightDecays = weightDecays == null ? List.of(1e-2) : List.copyOf(weightDecays);
    epochs = epochs == null ? 200 : epochs;
    patience = patience == null ? 15 : patience;
    batch = batch == null ? 64 : batch;
    Problem.unless(
        !learningRates.isEmpty() && learningRates.stream().allMatch(rate -> rate > 0),
        "A probe's learningRates must be positive, but are %s.",
        learningRates);
    Problem.unless(
        !weightDecays.isEmpty() && weightDecays.stream().allMatch(decay -> decay >= 0),
        "A probe's weightDecays must not be negative, but are %s.",
        weightDecays);
    Problem.unless(
        hidden >= 0 && epochs > 0 && patience > 0 && batch > 0,
        "A probe's epochs, patience and batch must be positive: %d, %d, %d.",
        epochs,
        patience,
        batch);
  }

  public static Probe linear() {
    return new Probe(0, null, null, null, null, null);
  }

  /** One hidden layer. */
  public static Probe mlp(int hidden) {
    return new Probe(hidden, null, null, null, null, null);
  }

  /** Trains on the embedded clips that have labels for the task and scores the test clips. */
  public ProbeResult evaluate(Embeddings embeddings, Corpus corpus, String task, Stream random) {
    Examples train = Examples.of(embeddings, corpus, task, Split.TRAIN);
    Examples validation = Examples.of(embeddings, corpus, task, Split.VALIDATION);
    Examples test = Examples.of(embeddings, corpus, task, Split.TEST);
    ProbeFit fit = new ProbeFit(this, corpus.task(task).kind(), train, validation);
    try (ProbeFit.Fitted best = fit.best(random)) {
      Map<String, Double> measures = best.measures();
      measures.put("probe training clips", (double) train.size());
      measures.put("unlabelled training clips", (double) train.unlabelled());
      measures.put("unlabelled validation clips", (double) validation.unlabelled());
      measures.put("unlabelled test clips", (double) test.unlabelled());
      return ProbeResult.of(
          corpus, task, test.features().clips(), best.scores(test.features()), measures);
    }
  }
}
