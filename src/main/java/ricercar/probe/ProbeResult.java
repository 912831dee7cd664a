package ricercar.probe;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.metric.Accuracy;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.metric.RSquared;

/**
 * What a classifier said about every test clip; enough for intervals and paired tests.
 *
 * @param clips indices into the corpus, in the order of the outcomes
 * @param measures further numbers by name, such as the chosen learning rate
 * @param trials of the search for a learning rate; none where nothing was searched
 */
public record ProbeResult(
    Outcomes outcomes, int[] clips, Map<String, Double> measures, List<ProbeTrial> trials) {
  public ProbeResult {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    trials = List.copyOf(trials);
  }

  public ProbeResult(Outcomes outcomes, int[] clips, Map<String, Double> measures) {
    this(outcomes, clips, measures, List.of());
  }

  /**
   * The result of any classifier, such as one trained end to end. Clips without a label for the
   * task are left out; tracks are what is resampled together.
   *
   * @param scores {@code [clip][class]}: logits or probabilities
   */
  public static ProbeResult of(
      Corpus corpus, String task, int[] clips, float[][] scores, Map<String, Double> measures) {
    Labels labels = corpus.labels(task);
    int[] places =
        IntStream.range(0, clips.length).filter(i -> labels.labelled(clips[i])).toArray();
    int[] kept = Arrays.stream(places).map(place -> clips[place]).toArray();
    List<String> items =
        Arrays.stream(kept).mapToObj(clip -> corpus.clips().get(clip).id()).toList();
    List<String> tracks = corpus.tracks(kept);
    int[][] truth =
        Arrays.stream(kept).mapToObj(clip -> labels.active()[clip]).toArray(int[][]::new);
    float[][] rows = Arrays.stream(places).mapToObj(place -> scores[place]).toArray(float[][]::new);
    if (labels.targets() == null) {
      return new ProbeResult(
          new Outcomes(labels.task(), items, tracks, truth, rows), kept, measures);
    }
    float[][] numbers =
        Arrays.stream(kept).mapToObj(clip -> labels.targets()[clip]).toArray(float[][]::new);
    Outcomes outcomes = new Outcomes(labels.task(), items, tracks, truth, rows, numbers);
    Map<String, Double> more = new LinkedHashMap<>(measures);
    double[] perTarget = RSquared.perTarget(outcomes);
    for (int target = 0; target < perTarget.length; target++) {
      more.put("R² " + labels.task().classes().get(target), perTarget[target]);
    }
    return new ProbeResult(outcomes, kept, more);
  }

  ProbeResult with(String measure, double value) {
    Map<String, Double> more = new LinkedHashMap<>(measures);
    more.put(measure, value);
    return new ProbeResult(outcomes, clips, more, trials);
  }

  /** With these measures in the place of its own. */
  public ProbeResult withMeasures(Map<String, Double> others) {
    return new ProbeResult(outcomes, clips, others, trials);
  }

  ProbeResult tried(List<ProbeTrial> tried) {
    return new ProbeResult(outcomes, clips, measures, tried);
  }

  /** The metrics reported for this task, the most important first. */
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> values = new LinkedHashMap<>();
    for (Metric metric : Metric.forTask(outcomes.task())) {
      values.put(metric, metric.of(outcomes));
    }
    return values;
  }

  /** Whether each clip is right; for single-label tasks. */
  public boolean[] hits() {
    return Accuracy.hits(outcomes);
  }
}
