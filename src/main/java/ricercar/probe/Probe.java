package ricercar.probe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
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
 * @param kind null, the default, trains a head by AdamW; {@code logistic} takes a linear one to the
 *     optimum of logistic regression for each of the weight decays, which are then its L2 penalty
 *     (scikit-learn's 1 / (C · rows)), in at most so many epochs as iterations; {@code prototypes}
 *     trains nothing, see {@link Prototypes}
 * @param labelledShare of the training labels that the probe itself may see, stratified and nested
 *     for one seed; null, the default, for all
 */
public record Probe(
    Integer hidden,
    List<Double> learningRates,
    List<Double> weightDecays,
    Integer epochs,
    Integer patience,
    Integer batch,
    String aggregation,
    String kind,
    Double labelledShare) {
  private static final String LOGISTIC = "logistic";
  static final String PROTOTYPES = "prototypes";

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
        !LOGISTIC.equals(kind) || hidden == 0 && learningRates.size() == 1,
        "A probe of kind logistic is linear and needs no learningRates: %s hidden, %s.",
        hidden,
        learningRates);
    Problem.unless(
        hidden >= 0 && epochs > 0 && patience > 0 && batch > 0,
        "A probe's epochs, patience and batch must be positive: %d, %d, %d.",
        epochs,
        patience,
        batch);
    Problem.unless(
        kind == null || kind.equals(PROTOTYPES) || kind.equals(LOGISTIC),
        "A probe's kind is '%s' or '%s', or left out for a head trained by AdamW; it is '%s'.",
        LOGISTIC,
        PROTOTYPES,
        kind);
    Problem.unless(
        labelledShare == null || labelledShare > 0 && labelledShare <= 1,
        "A probe's labelledShare must be above 0 and at most 1, but is %s.",
        labelledShare);
  }

  /** A trained head that sees all labels. */
  public Probe(
      Integer hidden,
      List<Double> learningRates,
      List<Double> weightDecays,
      Integer epochs,
      Integer patience,
      Integer batch,
      String aggregation) {
    this(hidden, learningRates, weightDecays, epochs, patience, batch, aggregation, null, null);
  }

  /** Nothing trained: the nearest class mean. */
  public static Probe prototypes() {
    return new Probe(null, null, null, null, null, null, null, PROTOTYPES, null);
  }

  /** Seeing this share of the training labels. */
  public Probe seeing(double share) {
    return new Probe(
        hidden, learningRates, weightDecays, epochs, patience, batch, aggregation, kind, share);
  }

  /** Whether it needs the windows of clips, and not their means. */
  public boolean asksWindows() {
    return PROTOTYPES.equals(kind) || aggregated() != Aggregation.REPRESENTATIONS;
  }

  /** Logistic regression to its optimum, with the penalty of the lowest validation loss. */
  public static Probe logistic(List<Double> penalties) {
    return new Probe(0, null, penalties, null, null, null, null, LOGISTIC, null);
  }

  boolean toItsOptimum() {
    return LOGISTIC.equals(kind);
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
    if (kind != null) {
      return nearestClass(WindowEmbeddings.of(embeddings), corpus, task, random);
    }
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
    if (kind != null) {
      return nearestClass(windows, corpus, task, random);
    }
    ProbeResult result = evaluateRows(aggregated().rows(windows), corpus, task, random);
    Set<Integer> tested = Arrays.stream(result.clips()).boxed().collect(Collectors.toSet());
    long testWindows = Arrays.stream(windows.clips()).filter(tested::contains).count();
    return result.with(
        "windows per test clip, %s averaged".formatted(aggregated().title()),
        (double) testWindows / tested.size());
  }

  private ProbeResult evaluateRows(
      WindowEmbeddings rows, Corpus corpus, String task, Stream random) {
    try (Trained trained = train(rows, corpus, task, random)) {
      return trained.judge(rows, corpus, task);
    }
  }

  /** Trains on the rows of TRAIN and stops by those of VALIDATION. */
  Trained train(WindowEmbeddings rows, Corpus corpus, String task, Stream random) {
    Examples train = shown(Examples.of(rows, corpus, task, Split.TRAIN), corpus, task, random);
    Examples validation = Examples.of(rows, corpus, task, Split.VALIDATION);
    ProbeFit.Fitted best =
        new ProbeFit(this, corpus.task(task).kind(), train, validation).best(random);
    Map<String, Double> measures = best.measures();
    measures.put("probe training clips", (double) train.distinctClips().length);
    measures.put("unlabelled training clips", (double) train.unlabelled());
    measures.put("unlabelled validation clips", (double) validation.unlabelled());
    return new Trained(best, measures);
  }

  /** A trained head, to be asked about test clips. */
  final class Trained implements AutoCloseable {
    private final ProbeFit.Fitted head;
    private final Map<String, Double> measures;

    private Trained(ProbeFit.Fitted head, Map<String, Double> measures) {
      this.head = head;
      this.measures = measures;
    }

    Map<String, Double> measures() {
      return measures;
    }

    List<ProbeTrial> trials() {
      return head.trials();
    }

    ProbeResult judge(Embeddings embeddings, Corpus corpus, String task) {
      return judge(WindowEmbeddings.of(embeddings), corpus, task);
    }

    ProbeResult judge(WindowEmbeddings rows, Corpus corpus, String task) {
      Examples test = Examples.of(rows, corpus, task, Split.TEST);
      Map<String, Double> all = new LinkedHashMap<>(measures);
      all.put("unlabelled test clips", (double) test.unlabelled());
      float[][] answers =
          answers(head.scores(test.features()), test.clips(), corpus.task(task).kind());
      return ProbeResult.of(corpus, task, test.distinctClips(), answers, all).tried(trials());
    }

    @Override
    public void close() {
      head.close();
    }
  }

  /** The training rows whose labels it may see. */
  private Examples shown(Examples train, Corpus corpus, String task, Stream random) {
    if (labelledShare == null) {
      return train;
    }
    long seed = random.child("labels").nextLong();
    return train.among(LabelledShare.of(corpus, task, labelledShare, seed).labelled());
  }

  private ProbeResult nearestClass(
      WindowEmbeddings windows, Corpus corpus, String task, Stream random) {
    Examples train = shown(Examples.of(windows, corpus, task, Split.TRAIN), corpus, task, random);
    Examples test = Examples.of(windows, corpus, task, Split.TEST);
    Prototypes prototypes = Prototypes.of(corpus.task(task), train);
    float[][] similarities = ClipSimilarities.of(test.clips(), test.features(), prototypes).rows();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("probe training clips", (double) train.distinctClips().length);
    measures.put("classes without a prototype", (double) prototypes.missing());
    measures.put("unlabelled test clips", (double) test.unlabelled());
    return ProbeResult.of(corpus, task, test.distinctClips(), similarities, measures);
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
