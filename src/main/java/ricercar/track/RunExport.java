package ricercar.track;

import java.nio.file.Path;
import java.util.List;

/** The formats of other programs that finished runs can be handed to. */
public enum RunExport {
  /** The file store of MLflow: a folder {@code mlruns}, with an experiment for each run store. */
  MLFLOW {
    @Override
    public void write(List<RunFolder> runs, Path target) {
      MlflowStore store = new MlflowStore(target);
      runs.forEach(store::add);
    }
  },

  /** Event files of TensorBoard: a folder for each run. */
  TENSORBOARD {
    @Override
    public void write(List<RunFolder> runs, Path target) {
      runs.forEach(run -> TensorBoardEvents.write(run, target));
    }
  };

  /** Writes runs into a folder; those that are there already are written again. */
  public abstract void write(List<RunFolder> runs, Path target);
}
