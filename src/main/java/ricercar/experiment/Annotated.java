package ricercar.experiment;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.LabelledShare;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.corpus.TrainingOnly;
import ricercar.oracle.LabelBase;
import ricercar.oracle.Strategy;
import ricercar.tensor.Engine;
import ricercar.track.RunIdentity;
import ricercar.train.Checkpoints;

/**
 * What a person is asked about: predictions of a finished contrastive run for clips of its own
 * corpus or of another.
 *
 * @param run its folder
 * @param corpus to ask about; the run's own if null
 * @param known share of the labelled training clips of the run's corpus whose labels are known from
 *     the start; as in the run if null
 * @param all whether validation and test clips are asked about too; training never sees them
 */
public record Annotated(Path run, CorpusSpec corpus, Double known, boolean all) {
  /** A strategy by its name in files, with its usual settings. */
  public static Strategy strategy(String name) {
    Settings settings = Settings.assigned("strategy", "{type: " + name + "}", "--strategy");
    return new RecordReader(settings).read(Named.class).strategy();
  }

  private record Named(Strategy strategy) {}

  /** The run, as it is gone on from. */
  KeptRun read() {
    Settings settings = Settings.assigned("method", "oracle", "annotate");
    settings = Settings.assigned("oracle", "{budgets: [1]}", "annotate").over(settings);
    if (known != null) {
      settings =
          Settings.assigned("labels", "{labelledShare: " + known + "}", "annotate").over(settings);
    }
    Experiment before = KeptRun.read(run).experiment();
    Method method = before.method();
    if (method != Method.CONTRASTIVE) {
      throw new Problem(
          "The run %s is of method %s.".formatted(run, TypeNames.of(method)),
          "Predictions by prototypes that learn from verdicts need one of method contrastive.");
    }
    if (known == null && before.labels().labelledShare() == 0) {
      throw new Problem(
          "The run %s was trained without labels, so that there are no prototypes yet."
              .formatted(run),
          "Say by --known which share of its corpus's training labels may be used, such as 0.1.");
    }
    KeptRun kept = KeptRun.read(run, settings);
    if (new Checkpoints(kept.folder().checkpoints()).newest().isEmpty()) {
      throw new Problem(
          "The run %s has no weights.".formatted(run),
          "Name the run where it was made; what is kept under 'results/' are its numbers alone.");
    }
    return kept;
  }

  LabelBase base(Experiment experiment, Corpus own, Corpus asked) {
    Task task = own.task(experiment.task());
    Problem.unless(
        task.kind() == Task.Kind.SINGLE_LABEL,
        "Task '%s' is %s, but a verdict names one class of a clip.",
        task.name(),
        TypeNames.of(task.kind()));
    LabelledShare share =
        LabelledShare.of(
            own, experiment.task(), experiment.labels().labelledShare(), experiment.seed());
    Labels labels = own.labels(experiment.task());
    TreeMap<String, String> labelled = new TreeMap<>();
    for (int clip : share.labelled()) {
      labelled.put(own.clips().get(clip).id(), task.classes().get(labels.classOf(clip)));
    }
    if (asked != own) {
      requireApart(own, asked);
    }
    TreeSet<String> open = new TreeSet<>();
    asked.clips().stream()
        .filter(clip -> all || clip.split() == Split.TRAIN)
        .map(Clip::id)
        .filter(clip -> !labelled.containsKey(clip))
        .forEach(open::add);
    if (open.isEmpty()) {
      throw new Problem(
          "There is no clip to ask about in corpus '%s'.".formatted(asked.name()),
          asked == own
              ? "Name another corpus, or let fewer labels be known from the start by --known."
              : "All its clips are of the validation and test splits; --all asks about them too.");
    }
    return new LabelBase(task.classes(), labelled, open);
  }

  private static void requireApart(Corpus own, Corpus asked) {
    TrainingOnly.check(asked, own);
    Set<String> ids = new HashSet<>();
    own.clips().forEach(clip -> ids.add(clip.id()));
    asked.clips().stream()
        .filter(clip -> ids.contains(clip.id()))
        .findFirst()
        .ifPresent(
            clip -> {
              throw new Problem(
                  "Corpus '%s' and the run's own, '%s', both have a clip %s."
                      .formatted(asked.name(), own.name(), clip.id()),
                  "Rename it in one of them.");
            });
  }

  /** Of the session: another run, another corpus or other known labels are another session. */
  RunIdentity identity(Experiment experiment, Corpus own, Corpus asked) {
    String name = asked == own ? own.name() : asked.name() + " by " + own.name();
    String fingerprint =
        asked == own ? own.fingerprint() : asked.fingerprint() + "\n" + own.fingerprint();
    return experiment.identity(name, fingerprint, Engine.device(), "");
  }
}
