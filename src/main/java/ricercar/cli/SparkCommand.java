package ricercar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;
import ricercar.Problem;

@Command(
    name = "spark",
    description = {
      "Start a machine of an Apache Spark cluster: one master, and workers that know it.",
      "Options are those of Spark's own Master and Worker. See docs/spark.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar spark master --host node1 --port 7077",
      "  ricercar spark worker --cores 4 --memory 8g spark://node1:7077",
      "  ricercar run sweep.yaml --on spark://node1:7077"
    })
final class SparkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "master|worker", description = "Which.")
  String part;

  @Unmatched List<String> options;

  /** The launcher answers this itself, which alone knows where Spark's libraries lie. */
  @Override
  public Integer call() {
    throw new Problem(
        "'spark " + part + "' does not start from here.",
        "Call './ricercar spark master' or './ricercar spark worker'.");
  }
}
