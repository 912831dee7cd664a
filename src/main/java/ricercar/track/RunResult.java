package ricercar.track;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;

/**
 * What a run found out, with the scores of every test item, so that intervals and paired tests can
 * be computed again.
 *
 * @param measures further numbers by name, such as the last training loss
 */
public record RunResult(Outcomes outcomes, Map<String, Double> measures) {
  public RunResult {
    measures = Map.copyOf(measures);
  }

  /** The metrics that are reported for this task, by title. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Map<String, Double> metrics() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Metric metric : Metric.forTask(outcomes.task())) {
      values.put(metric.title(), metric.of(outcomes));
    }
    return values;
  }
}
