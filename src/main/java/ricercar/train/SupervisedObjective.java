package ricercar.train;

import java.util.function.Function;
import ricercar.Problem;
import ricercar.corpus.Labels;
import ricercar.corpus.Task;
import ricercar.loss.ClassificationLoss;
import ricercar.model.Encoder;
import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** End-to-end supervision: an encoder and a linear classifier, trained together on labels. */
public final class SupervisedObjective implements Objective {
  private final Encoder encoder;
  private final Linear classifier;
  private final Labels labels;
  private final Function<Batch, Tensor> inputs;
  private final ClassificationLoss loss;
  private final Model model;

  private static final class Model extends Layer {
    Model(Encoder encoder, Linear classifier) {
      child("encoder", encoder);
      child("classifier", classifier);
    }
  }

  public SupervisedObjective(Encoder encoder, Linear classifier, Labels labels) {
    this(encoder, classifier, labels, Batch::waveforms);
  }

  /**
   * @param inputs what the encoder is given of a batch
   */
  public SupervisedObjective(
      Encoder encoder, Linear classifier, Labels labels, Function<Batch, Tensor> inputs) {
    this.encoder = encoder;
    this.classifier = classifier;
    this.labels = labels;
    this.inputs = inputs;
    Problem.unless(
        labels.task().kind() != Task.Kind.REGRESSION,
        "End-to-end supervision needs classes, but '%s' has numbers; take a task with classes.",
        labels.task().name());
    loss =
        labels.task().kind() == Task.Kind.SINGLE_LABEL
            ? ClassificationLoss.ONE_OF_MANY
            : ClassificationLoss.ANY_OF_MANY;
    model = new Model(encoder, classifier);
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Tensor loss(Batch batch) {
    int classes = labels.task().classes().size();
    float[] targets = new float[batch.views() * classes];
    for (int i = 0; i < batch.views(); i++) {
      int clip = batch.clip()[i];
      if (!batch.labelled()[i]) {
        throw new IllegalArgumentException("clip " + clip + " has no label to learn from");
      }
      for (int c : labels.active()[clip]) {
        targets[i * classes + c] = 1;
      }
    }
    return Scope.run(
        () -> {
          Tensor logits = classifier.forward(encoder.forward(inputs.apply(batch), Mode.TRAINING));
          return loss.of(logits, Tensor.of(targets, batch.views(), classes));
        });
  }

  /** Logits [rows, classes] of embeddings [rows, width]. */
  public Tensor classify(Tensor embeddings) {
    return classifier.forward(embeddings);
  }
}
