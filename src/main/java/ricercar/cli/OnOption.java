package ricercar.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;
import ricercar.Problem;
import ricercar.corpus.Workforce;
import ricercar.sweep.Launcher;
import ricercar.sweep.SparkCluster;
import ricercar.sweep.SparkLauncher;
import ricercar.sweep.SparkWorkforce;
import ricercar.track.Provenance;

/** A cluster to work on. Only with this option does the launcher bring Spark's libraries. */
final class OnOption {
  @Option(
      names = "--on",
      paramLabel = "MASTER",
      description = {
        "An Apache Spark cluster to work on, as spark://HOST:PORT.",
        "Its machines each need this checkout; see docs/spark.md."
      })
  private String master;

  boolean given() {
    return master != null;
  }

  /** Here, if no cluster is named. */
  <T> T work(int cores, Function<Workforce, T> body) {
    if (!given()) {
      return body.apply(Workforce.HERE);
    }
    try (SparkCluster cluster = connect(cores)) {
      return body.apply(new SparkWorkforce(cluster, SparkWorkforce.SLICE, Provenance.home()));
    }
  }

  Launcher launcher(int cores, boolean checkpoints) {
    return new SparkLauncher(
        connect(cores), SparkLauncher.TRIAL, environment(), Provenance.home(), checkpoints);
  }

  private SparkCluster connect(int cores) {
    try {
      Class.forName("org.apache.spark.SparkConf");
    } catch (ClassNotFoundException e) {
      throw new Problem(
          "Spark's libraries are not there.", "Start by './ricercar', which fetches them.", e);
    }
    return SparkCluster.at(master, cores);
  }

  /** What a run is to have as it would have here. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JDK_JAVA_OPTIONS", "-XX:+ExitOnOutOfMemoryError");
    for (String name : new String[] {"RICERCAR_HEAP", "RICERCAR_DEVICE", Main.TRACE}) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    String device = System.getProperty(DeviceOption.PROPERTY);
    if (device != null) {
      environment.put("RICERCAR_DEVICE", device);
    }
    return environment;
  }
}
