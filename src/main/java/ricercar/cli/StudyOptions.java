package ricercar.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.experiment.CorpusSpec;
import ricercar.experiment.Overrides;
import ricercar.experiment.StudyFile;
import ricercar.experiment.StudyPlan;

/** Which study, and what the caller changes of it. */
final class StudyOptions {
  @Parameters(paramLabel = "FILE", description = "A study file.")
  Path file;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The size of the study: quick, laptop or paper (default: as the file says).")
  String profile;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "The seeds, as in 1,2,3 (default: as the file says).")
  List<Long> seeds;

  @Option(
      names = "--corpus",
      paramLabel = "CORPUS",
      description = {
        "folder:PATH, etudes:TIER, notes:TIER, real-games, real-notes, or a public set with its"
            + " folder, as in magnatagatune:PATH (default: as the file says)."
      })
  String corpus;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting in place of the file's and its profile's, as in training.steps=500; the rows"
              + " of 'vary' still win. The value is YAML. May be given several times.")
  List<String> settings = List.of();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where runs and what is made of them are kept (default: ${DEFAULT-VALUE}).")
  Path runs;

  StudyPlan plan() {
    return file().plan();
  }

  StudyFile file() {
    CorpusSpec over = corpus == null ? null : CorpusSpec.parse(corpus);
    Overrides overrides = new Overrides(profile, seeds, over);
    for (String setting : settings) {
      overrides = overrides.set(setting);
    }
    return StudyFile.read(file, overrides);
  }

  /** The file's name without its ending, and the profile if there is one. */
  String name(StudyPlan plan) {
    String base = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return plan.profile().isEmpty() ? base : base + "-" + plan.profile();
  }
}
