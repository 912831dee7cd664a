package ricercar.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.loss.ClassificationLoss;
import ricercar.loss.SquaredError;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.Engine;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** The training of one probe, on features standardised by the training rows. */
final class ProbeFit {
  private final Probe probe;
  private final BinaryOperator<Tensor> loss;
  private final Task.Kind kind;
  private final Examples train;
  private final Examples validation;
  private final Standardiser standardiser;

  /** Of the numbers of a regression; null where there are classes. */
  private final Standardiser numbers;

  ProbeFit(Probe probe, Task.Kind kind, Examples train, Examples validation) {
    this.probe = probe;
    this.kind = kind;
    loss =
        switch (kind) {
          case SINGLE_LABEL -> ClassificationLoss.ONE_OF_MANY::of;
          case MULTI_LABEL -> ClassificationLoss.ANY_OF_MANY::of;
          case REGRESSION -> SquaredError::of;
          case SCORE, COST ->
              throw new IllegalArgumentException("nothing can be trained to be " + kind);
        };
    this.train = train;
    this.validation = validation;
    standardiser = Standardiser.of(train.features());
    numbers = train.numbers() == null ? null : Standardiser.of(train.numberFeatures());
  }

  /**
   * A trained head and how it came about.
   *
   * @param numbers takes answers to numbers; null where there are classes
   * @param trials all that was tried, in order; this head's own is the chosen one
   */
  record Fitted(
      ProbeHead head,
      Standardiser standardiser,
      Standardiser numbers,
      List<ProbeTrial> trials,
      double validationLoss,
      int epoch,
      double learningRate,
      double weightDecay)
      implements AutoCloseable {
    /** Logits, {@code [row][class]}, or the numbers of a regression. */
    float[][] scores(Features features) {
      try (Scope scope = Scope.open()) {
        Tensor logits = head.forward(standardiser.apply(features));
        float[] answers = logits.toFloats();
        return new Features(
                numbers == null ? answers : numbers.restore(answers), (int) logits.size(1))
            .rows();
      }
    }

    Map<String, Double> measures() {
      Map<String, Double> measures = new LinkedHashMap<>();
      measures.put("probe validation loss", validationLoss);
      measures.put("probe epoch", (double) epoch);
      if (!Double.isNaN(learningRate)) {
        measures.put("probe learning rate", learningRate);
      }
      measures.put("probe weight decay", weightDecay);
      return measures;
    }

    Fitted with(List<ProbeTrial> all) {
      return new Fitted(
          head, standardiser, numbers, all, validationLoss, epoch, learningRate, weightDecay);
    }

    @Override
    public void close() {
      head.close();
    }
  }

  /**
   * The candidate with the lowest validation loss; all start from the same weights. One thread: on
   * matrices this small more of them wait for each other, and so their number changes no bit.
   */
  Fitted best(Stream random) {
    int threads = Engine.threads();
    Engine.threads(1);
    try {
      return lowest(random);
    } finally {
      Engine.threads(threads);
    }
  }

  private Fitted lowest(Stream random) {
    Fitted best = null;
    List<ProbeTrial> trials = new ArrayList<>();
    int chosen = 0;
    for (double weightDecay : probe.weightDecays()) {
      for (double learningRate : probe.learningRates()) {
        Fitted fitted =
            probe.toItsOptimum()
                ? optimum(weightDecay, random)
                : fit(learningRate, weightDecay, random);
        trials.addAll(fitted.trials);
        if (best == null || fitted.validationLoss < best.validationLoss) {
          chosen = trials.size() - 1;
          Fitted beaten = best;
          best = fitted;
          fitted = beaten;
        }
        if (fitted != null) {
          fitted.close();
        }
      }
    }
    trials.set(chosen, trials.get(chosen).asChosen());
    return best.with(trials);
  }

  private Fitted fit(double learningRate, double weightDecay, Stream random) {
    int width = train.features().width();
    ProbeHead head = new ProbeHead(width, probe.hidden(), train.classes(), random.child("head"));
    try (Scope scope = Scope.open();
        AdamW optimiser = new AdamW(head.parameters(), AdamW.Settings.decay(weightDecay))) {
      Tensor features = standardiser.apply(train.features());
      Tensor targets = targets(train);
      Tensor heldOut = standardiser.apply(validation.features());
      Tensor heldOutTargets = targets(validation);
      List<Double> losses = new ArrayList<>();
      Map<String, float[]> weights = snapshot(head);
      double lowest = Double.POSITIVE_INFINITY;
      int best = 0;
      for (int epoch = 1; epoch <= probe.epochs() && epoch - best <= probe.patience(); epoch++) {
        for (long[] rows : batches(random.child("order", epoch))) {
          step(head, optimiser, features, targets, rows, learningRate);
        }
        double heldOutLoss = loss(head, heldOut, heldOutTargets);
        losses.add(heldOutLoss);
        if (heldOutLoss < lowest) {
          lowest = heldOutLoss;
          best = epoch;
          weights = snapshot(head);
        }
      }
      restore(head, weights);
      ProbeTrial trial = new ProbeTrial(learningRate, weightDecay, losses, best, false);
      return new Fitted(
          head, standardiser, numbers, List.of(trial), lowest, best, learningRate, weightDecay);
    }
  }

  private Tensor targets(Examples examples) {
    return numbers == null ? examples.targets() : numbers.apply(examples.numberFeatures());
  }

  /** Logistic regression; there is no learning rate. */
  private Fitted optimum(double penalty, Stream random) {
    Problem.unless(
        kind != Task.Kind.REGRESSION,
        "A probe of kind logistic answers with classes, but the task is of numbers.");
    int width = train.features().width();
    ProbeHead head = new ProbeHead(width, 0, train.classes(), random.child("head"));
    try (Scope scope = Scope.open()) {
      LogisticFit.Solution solution =
          new LogisticFit(standardiser.apply(train.features()), train.targets(), kind, penalty)
              .solve(probe.epochs());
      Map<String, Tensor> weights = head.state();
      weights.get("0.weight").set(Tensor.of(solution.weights(), train.classes(), width));
      weights.get("0.bias").set(Tensor.of(solution.biases(), train.classes()));
      double heldOut = loss(head, standardiser.apply(validation.features()), validation.targets());
      int iterations = solution.iterations();
      ProbeTrial trial = new ProbeTrial(Double.NaN, penalty, List.of(heldOut), iterations, false);
      return new Fitted(
          head, standardiser, null, List.of(trial), heldOut, iterations, Double.NaN, penalty);
    }
  }

  /** The training rows in a new order, cut into equal batches but for the last. */
  private List<long[]> batches(Stream random) {
    int[] order = random.permutation(train.size());
    List<long[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += probe.batch()) {
      int to = Math.min(order.length, from + probe.batch());
      batches.add(IntStream.range(from, to).mapToLong(i -> order[i]).toArray());
    }
    return batches;
  }

  private void step(
      ProbeHead head,
      AdamW optimiser,
      Tensor features,
      Tensor targets,
      long[] rows,
      double learningRate) {
    try (Scope scope = Scope.open()) {
      Tensor index = Tensor.of(rows, rows.length);
      Tensor x = features.select(0, index);
      Tensor y = targets.select(0, index);
      Gradients.backward(() -> loss.apply(head.forward(x), y));
      optimiser.step(learningRate);
    }
  }

  private double loss(ProbeHead head, Tensor features, Tensor targets) {
    try (Scope scope = Scope.open()) {
      return loss.apply(head.forward(features), targets).item();
    }
  }

  private static Map<String, float[]> snapshot(ProbeHead head) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    head.state().forEach((name, tensor) -> weights.put(name, tensor.toFloats()));
    return weights;
  }

  private static void restore(ProbeHead head, Map<String, float[]> weights) {
    try (Scope scope = Scope.open()) {
      head.state()
          .forEach((name, tensor) -> tensor.set(Tensor.of(weights.get(name), tensor.shape())));
    }
  }
}
