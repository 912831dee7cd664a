package ricercar.experiment;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Labels;
import ricercar.corpus.Task;
import ricercar.oracle.LabelBase;

/** What a simulated oracle may be asked about: training clips whose labels the run never saw. */
final class OracleClips {
  private OracleClips() {}

  /** Refuses an experiment whose oracle could not be asked as it says. */
  static LabelBase of(Experiment experiment, Corpus corpus) {
    Task task = corpus.task(experiment.task());
    if (task.kind() != Task.Kind.SINGLE_LABEL) {
      throw new Problem(
          "method is oracle, but task '%s' is %s, and a verdict names one class of a clip."
              .formatted(task.name(), TypeNames.of(task.kind())),
          "Choose a task in which every clip has one class.");
    }
    LabelBase base = base(experiment, corpus, corpus.labels(task.name()));
    int open = base.unlabelled().size();
    if (open == 0) {
      throw new Problem(
          "method is oracle, but with labels.labelledShare %s no training clip is left to ask about."
              .formatted(experiment.labels().labelledShare()),
          "Lower labels.labelledShare.");
    }
    List<Integer> budgets = experiment.oracle().budgets();
    int most = budgets.get(budgets.size() - 1);
    if (most > open && experiment.oracle().answers() != OracleUse.Answers.NONE) {
      throw new Problem(
          "oracle.budgets ends with %,d verdicts, but only %,d clips can be asked about."
              .formatted(most, open),
          "End it with at most %d, or lower labels.labelledShare.".formatted(open));
    }
    return base;
  }

  private static LabelBase base(Experiment experiment, Corpus corpus, Labels labels) {
    LabelledShare share = new TrainingData(experiment, corpus, corpus).share();
    List<String> classes = labels.task().classes();
    TreeMap<String, String> known = new TreeMap<>();
    for (int clip : share.labelled()) {
      known.put(corpus.clips().get(clip).id(), classes.get(labels.classOf(clip)));
    }
    TreeSet<String> open = new TreeSet<>();
    for (int clip : share.unlabelled()) {
      if (labels.labelled(clip)) {
        open.add(corpus.clips().get(clip).id());
      }
    }
    return new LabelBase(classes, known, open);
  }
}
