package ricercar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.corpus.Corpus;
import ricercar.metric.Metric;
import ricercar.probe.Embeddings;
import ricercar.probe.Probe;
import ricercar.probe.ProbeResult;
import ricercar.random.Stream;

/**
 * Fits of a linear probe in a process of their own: arguments and the line printed are those of
 * {@code probe_sklearn.py}.
 */
final class ProbeStep {
  private ProbeStep() {}

  public static void main(String[] arguments) {
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    int warmUp = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    ProbeData data = ProbeData.drawn(ProbeBench.stream());
    Embeddings embeddings = data.embeddings();
    List<Double> scores = new ArrayList<>();
    try (Corpus corpus = data.corpus(Path.of(arguments[0]).resolve("corpus"))) {
      corpus.labels(ProbeData.TASK);
      for (int step = 0; step < warmUp + steps; step++) {
        if (step == warmUp) {
          log.restart();
          scores.clear();
        }
        ProbeResult result =
            log.time(
                () ->
                    Probe.logistic(
                            List.of(1.0 / (Double.parseDouble(arguments[4]) * ProbeData.TRAIN)))
                        .evaluate(embeddings, corpus, ProbeData.TASK, Stream.of(1, "probe")));
        scores.add(Metric.AUROC.of(result.outcomes()));
        log.add("probe epoch", result.measures().get("probe epoch"));
      }
    }
    log.print("scores", scores);
  }
}
