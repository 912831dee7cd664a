package ricercar.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.track.Provenance;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunStore;

/**
 * A finished run that somebody kept, and the experiment that it was, as this code reads it: the
 * settings that it stored over the built-in defaults, since some came later.
 */
public record KeptRun(RunFolder folder, Experiment experiment) {
  /**
   * The runs behind a result.
   *
   * @param result a run's folder, a folder of runs, or a table such as {@code results/a.md} whose
   *     runs lie in {@code results/runs/a}
   */
  public static List<KeptRun> of(Path result) {
    Path place = result.toAbsolutePath().normalize();
    if (Files.isRegularFile(place)) {
      String table = place.getFileName().toString().replaceFirst("\\.(md|csv|tex)$", "");
      place = place.resolveSibling("runs").resolve(table);
      Problem.unless(
          Files.isDirectory(place),
          "The runs of the table %s are not there: there is no folder %s.",
          result,
          place);
    }
    if (Files.exists(place.resolve("experiment.yaml"))) {
      return List.of(read(place));
    }
    List<KeptRun> runs =
        new RunStore(place).allFinished().stream().map(run -> read(run.path())).toList();
    if (runs.isEmpty()) {
      throw new Problem(
          "There is no finished run in " + result + ".",
          "Name a run's folder, a folder of runs, or a table under 'results/'.");
    }
    return runs;
  }

  /** Those runs of a store that a table's CSV rests on: of its rows, with their seeds. */
  public static List<KeptRun> behind(Path csv, RunStore store) {
    List<KeptRun> all = store.allFinished().stream().map(run -> read(run.path())).toList();
    List<KeptRun> behind = new ArrayList<>();
    for (TableRuns.Named named : TableRuns.of(csv)) {
      List<KeptRun> found = all.stream().filter(run -> named.is(run.experiment)).toList();
      if (found.isEmpty()) {
        throw new Problem(
            "%s rests on '%s' with seed %d, which %s does not hold."
                .formatted(csv, named.row(), named.seed(), store.folder()),
            "Name the folder that the table's runs were kept in.");
      }
      behind.addAll(found);
    }
    return behind;
  }

  static KeptRun read(Path place) {
    return read(place, Settings.empty());
  }

  /**
   * The run with some settings changed: what it is to be gone on from as.
   *
   * @param changed over those that it stored
   */
  static KeptRun read(Path place, Settings changed) {
    RunFolder folder = RunFolder.read(place);
    Settings stored =
        Settings.parse(folder.experiment(), place.resolve("experiment.yaml").toString());
    Settings whole = changed.over(stored).over(StudyReader.defaults().without("seeds", "report"));
    return new KeptRun(folder, new RecordReader(whole).read(Experiment.class));
  }

  /** In words. */
  public String told() {
    return "%s, seed %d".formatted(experiment.name(), experiment.seed());
  }

  /** Complains unless this code would make the very same run, as far as can be told beforehand. */
  public void requireRepeatable(Study.Executor executor, Progress progress) {
    requireSameCode();
    RunIdentity here = executor.identify(experiment, progress);
    Provenance then = folder.provenance();
    if (!here.device().equals(then.device())) {
      throw new Problem(
          "The run %s was made on %s, and this is %s."
              .formatted(name(), then.device(), here.device()),
          "Give --device " + then.device() + ".");
    }
    if (!here.corpusFingerprint().equals(then.corpus().fingerprint())) {
      throw new Problem(
          "The corpus of run %s was %s with fingerprint %.12s; here it is %s with %.12s."
              .formatted(
                  name(),
                  then.corpus().name(),
                  then.corpus().fingerprint(),
                  here.corpusName(),
                  here.corpusFingerprint()),
          "It needs the same files, and for composed music the same sound bank.");
    }
  }

  /** Its hash tells revision, settings and codec apart, but not which of them it is. */
  private void requireSameCode() {
    Provenance then = folder.provenance();
    String codec = new TokenRoom().fingerprint(experiment);
    RunIdentity same =
        experiment.identity(
            then.corpus().name(), then.corpus().fingerprint(), then.device(), codec);
    if (!same.hash().equals(then.run())) {
      throw new Problem(
          ("The run %s was made by other code, at commit %s: its settings as this code reads them"
                  + " (revision %d of the numbers%s) are another run.")
              .formatted(
                  name(),
                  then.git(),
                  Experiment.REVISION,
                  codec.isEmpty() ? "" : ", codec %.12s".formatted(codec)),
          "Check out that commit and reproduce it there.");
    }
  }

  private String name() {
    return folder.path().getFileName().toString();
  }
}
