package ricercar.experiment;

import java.util.List;
import ricercar.Problem;

/**
 * The judge of frozen embeddings.
 *
 * @param hidden units of a hidden layer; 0 (if null) gives a linear probe
 * @param learningRates to choose from by validation loss
 * @param weightDecays to choose from likewise
 * @param epochs at most
 * @param patience epochs without a better validation loss before it stops
 * @param batch clips per step
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
    learningRates = learningRates == null ? List.of(3e-3, 3e-4) : List.copyOf(learningRates);
    weightDecays = weightDecays == null ? List.of(1e-2) : List.copyOf(weightDecays);
    epochs = epochs == null ? 100 : epochs;
    patience = patience == null ? 15 : patience;
    batch = batch == null ? 64 : batch;
    Problem.unless(
        hidden >= 0 && epochs > 0 && patience > 0 && batch > 0,
        "probe.epochs, probe.patience and probe.batch must be positive: %d, %d, %d.",
        epochs,
        patience,
        batch);
  }
}
