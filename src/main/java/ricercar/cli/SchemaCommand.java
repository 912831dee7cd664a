package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ricercar.experiment.StudySchema;
import ricercar.files.AtomicFiles;
import ricercar.sweep.SweepPlan;

@Command(
    name = "schema",
    description = "Write the JSON Schema of study files, after a change of the settings.",
    mixinStandardHelpOptions = true,
    hidden = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar schema")
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "experiments/schema.json",
      description = "Where it goes (default: ${DEFAULT-VALUE}).")
  Path out;

  @Override
  public Integer call() {
    AtomicFiles.write(out, StudySchema.json(SweepPlan.sections()));
    System.out.println("Schema: " + out);
    return 0;
  }
}
