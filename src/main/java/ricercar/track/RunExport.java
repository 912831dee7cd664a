package ricercar.track;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Progress;
import ricercar.files.AtomicFiles;

/**
 * A place in which another program looks for runs. What is already there stays as it is, so an
 * export may be repeated when more runs have finished.
 */
public enum RunExport {
  /** A file store: {@code mlflow ui --backend-store-uri DIR}. */
  MLFLOW {
    @Override
    boolean write(RunRecord run, Path folder) {
      return new MlflowStore(folder).add(run);
    }
  },
  /** Event files: {@code tensorboard --logdir DIR}. */
  TENSORBOARD {
    @Override
    boolean write(RunRecord run, Path folder) {
      RunClock clock = new RunClock(run.provenance().sessions());
      String name = "events.out.tfevents.%010d.ricercar".formatted(clock.start().getEpochSecond());
      Path file = folder.resolve(run.run()).resolve(name);
      if (Files.exists(file)) {
        return false;
      }
      EventFile events = new EventFile(clock.start());
      run.scalars().forEach(events::scalar);
      AtomicFiles.write(file, events.bytes());
      return true;
    }
  };

  /** Whether the run was not there yet. */
  abstract boolean write(RunRecord run, Path folder);

  /** Adds runs to the folder, and says how many were not there yet. */
  public int write(List<RunRecord> runs, Path folder, Progress progress) {
    int added = 0;
    try (Progress.Task task = progress.start("export", runs.size())) {
      for (RunRecord run : runs) {
        added += write(run, folder) ? 1 : 0;
        task.step(1);
      }
    }
    return added;
  }
}
