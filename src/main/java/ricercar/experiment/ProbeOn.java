package ricercar.experiment;

import ricercar.Problem;

/**
 * What a finished encoder is asked besides what it was made for.
 *
 * @param corpus the experiment's own if null
 * @param task the experiment's own if null, or the usual one of another corpus
 */
public record ProbeOn(@OrNone CorpusSpec corpus, String task) {
  public ProbeOn {
    Problem.unless(
        corpus != null || task != null, "probeOn needs a corpus, a task, or both of them.");
    task = task == null ? corpus.usualTask() : task;
  }
}
