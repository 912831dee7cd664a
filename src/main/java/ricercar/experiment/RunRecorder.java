package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import ricercar.files.AtomicFiles;
import ricercar.track.MetricsLog;
import ricercar.track.TimesLog;
import ricercar.train.TrainingListener;

/** Writes what training reports into a run's folder. */
final class RunRecorder implements TrainingListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MetricsLog metrics;
  private final TimesLog times;
  private final Path folder;

  RunRecorder(MetricsLog metrics, TimesLog times, Path folder) {
    this.metrics = metrics;
    this.times = times;
    this.folder = folder;
  }

  @Override
  public void resumed(long step) {
    metrics.truncateAfter(step);
  }

  @Override
  public void step(Step step) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", step.loss());
    new TreeMap<>(step.terms()).forEach(values::put);
    values.put("gradientNorm", step.gradientNorm());
    values.put("learningRate", step.learningRate());
    metrics.append(step.step(), values);
  }

  @Override
  public void saving(long step) {
    metrics.sync();
    times.mark(step);
  }

  @Override
  public void incident(Incident incident) {
    try {
      AtomicFiles.write(
          folder.resolve("incident.json"),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(incident) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
