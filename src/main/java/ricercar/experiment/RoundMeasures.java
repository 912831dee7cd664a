package ricercar.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.geometry.Distance;
import ricercar.geometry.NeighbourAgreement;
import ricercar.geometry.PrototypeMargins;
import ricercar.metric.Metric;
import ricercar.oracle.Feedback;
import ricercar.probe.Embeddings;
import ricercar.probe.ProbeResult;

/**
 * What is measured after each round, on test clips: of the task, how often prototypes are right; of
 * the space, what a probe of the frozen embeddings finds, by how much clips are nearer to their own
 * class, and how often their neighbours have it. Probe and margins see all training labels, so that
 * they tell of the embeddings alone.
 */
record RoundMeasures(Experiment experiment, Corpus corpus) {
  private static final int NEIGHBOURS = 10;

  /**
   * @param untouched tasks that were not asked about
   */
  Map<String, Double> of(Feedback session, Embeddings embeddings, List<String> untouched) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("prototypes accuracy", first(judged(session)));
    values.put("probe accuracy", first(probed(embeddings, experiment.task())));
    values.putAll(space(embeddings));
    for (String task : untouched) {
      ProbeResult result = probed(embeddings, task);
      Metric metric = Metric.forTask(result.outcomes().task()).get(0);
      values.put("probe %s, %s".formatted(metric.title(), task), first(result));
    }
    return values;
  }

  /** What prototypes say; classes that came up in between are no answers to the task. */
  ProbeResult judged(Feedback session) {
    int[] test = corpus.indices(Split.TEST);
    float[][] all = session.similarities();
    int classes = corpus.task(experiment.task()).classes().size();
    float[][] scores =
        Arrays.stream(test)
            .mapToObj(clip -> Arrays.copyOf(all[clip], classes))
            .toArray(float[][]::new);
    return ProbeResult.of(corpus, experiment.task(), test, scores, Map.of());
  }

  private ProbeResult probed(Embeddings embeddings, String task) {
    return experiment
        .probe()
        .evaluate(embeddings, corpus, task, Laboratory.probeStream(experiment));
  }

  private static double first(ProbeResult result) {
    return Metric.forTask(result.outcomes().task()).get(0).of(result.outcomes());
  }

  private Map<String, Double> space(Embeddings embeddings) {
    int[] test = corpus.indices(Split.TEST);
    int[] train = corpus.indices(Split.TRAIN);
    float[][] rows = embeddings.only(test).rows();
    double[] margins =
        PrototypeMargins.of(embeddings.only(train).rows(), classes(train), rows, classes(test));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(
        "prototype margin",
        Arrays.stream(margins)
            .filter(margin -> !Double.isNaN(margin))
            .average()
            .orElse(Double.NaN));
    values.put(
        "neighbour agreement",
        NeighbourAgreement.of(
            rows, classes(test), corpus.tracks(test), NEIGHBOURS, Distance.COSINE));
    return values;
  }

  private int[] classes(int[] clips) {
    Labels labels = corpus.labels(experiment.task());
    return Arrays.stream(clips)
        .map(clip -> labels.labelled(clip) ? labels.classOf(clip) : -1)
        .toArray();
  }
}
