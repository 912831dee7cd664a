package ricercar.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.ClipSounds;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusPair;
import ricercar.oracle.Entry;
import ricercar.oracle.Feedback;
import ricercar.oracle.FeedbackModel;
import ricercar.oracle.LabelBase;
import ricercar.oracle.LabelState;
import ricercar.oracle.Ledger;
import ricercar.oracle.Rectification;
import ricercar.probe.Embedder;
import ricercar.probe.WindowEmbeddings;
import ricercar.tensor.Engine;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunStore;
import ricercar.train.Checkpoints;

/**
 * A person's verdicts on what a finished contrastive run makes of clips, and what the run learns
 * from them. It lies in a folder of its own: {@code ledger.jsonl}, and the checkpoints that came of
 * it. The ledger alone leads to the same state and weights again: what its marks say was learnt,
 * and the checkpoints do not hold, is learnt again when the session is opened.
 */
public final class AnnotationSession implements FeedbackModel, AutoCloseable {
  private static final String STEP = "step-";

  private final ContrastiveLab lab;
  private final Corpus own;
  private final Corpus asked;
  private final ClipSounds sounds;
  private final int windowLength;
  private final int steps;
  private final Progress progress;
  private final RunFolder folder;
  private final Ledger ledger;
  private final FurtherTraining training;
  private final Feedback feedback;
  private final LabelBase base;
  private final long begun;

  /**
   * Opens a session, or goes on with it. Its {@link #feedback} has yet to {@link #look} at the
   * clips before it can predict anything.
   *
   * @param of the run and its clips
   * @param steps of further training each time that it learns; 0 moves prototypes alone
   * @param store of sessions
   */
  public static AnnotationSession open(
      Annotated of, int steps, RunStore store, Laboratory laboratory, Progress progress) {
    Problem.unless(steps >= 0, "steps must be 0 or more, but are %d.", steps);
    KeptRun run = of.read();
    Engine.threads(run.experiment().threads());
    Corpus own = laboratory.corpus(run.experiment(), progress);
    Corpus asked =
        of.corpus() == null
            ? own
            : laboratory.corpus(of.corpus(), run.experiment().sampleRate(), progress);
    asked = asked.fingerprint().equals(own.fingerprint()) ? own : asked;
    LabelBase base = of.base(run.experiment(), own, asked);
    RunIdentity identity = of.identity(run.experiment(), own, asked);
    return new AnnotationSession(run, own, asked, base, steps, store.open(identity), progress);
  }

  private AnnotationSession(
      KeptRun run,
      Corpus own,
      Corpus asked,
      LabelBase base,
      int steps,
      RunFolder folder,
      Progress progress) {
    this.own = own;
    this.asked = asked;
    this.base = base;
    this.steps = steps;
    this.progress = progress;
    this.folder = folder;
    Experiment experiment = run.experiment();
    windowLength = experiment.views().samples();
    sounds = asked == own ? own : new CorpusPair(asked, own);
    lab = new ContrastiveLab(experiment, own, progress);
    begun = new Checkpoints(run.folder().checkpoints()).newest().orElseThrow();
    training = new FurtherTraining(experiment, sounds, lab, folder, progress);
    ledger = Ledger.open(folder.path().resolve(OracleLab.LEDGER));
    try {
      // Learning that ended before its mark is no part of what the ledger tells.
      new Checkpoints(folder.checkpoints()).forgetAfter(learnt());
      training.start(run.folder());
      catchUp();
      feedback =
          new Feedback(
              experiment.task(),
              sounds.clips().stream().map(Clip::id).toList(),
              base,
              ledger,
              experiment.oracle().prototypes());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Learns what the ledger's marks say was learnt, as far as the checkpoints do not hold it. */
  private void catchUp() {
    List<Entry> entries = ledger.entries();
    long from = begun;
    int round = 0;
    for (int place = 0; place < entries.size(); place++) {
      if (entries.get(place) instanceof Entry.Rectified mark) {
        round++;
        long until = step(mark);
        if (training.step() < until) {
          LabelState then = LabelState.replay(base, entries.subList(0, place));
          training.rectify(round, from, then, new Rectification.Steps(until - from));
        }
        from = until;
      }
    }
  }

  public Feedback feedback() {
    return feedback;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Of the session's clips, in their order. */
  public ClipSounds sounds() {
    return sounds;
  }

  /** Where the ledger and the checkpoints are. */
  public Path path() {
    return folder.path();
  }

  /** Takes verdicts over that were given elsewhere, those that are not here yet; says how many. */
  public int take(List<Entry.Judged> verdicts) {
    Set<String> known =
        ledger.entries().stream()
            .filter(Entry.Judged.class::isInstance)
            .map(entry -> ((Entry.Judged) entry).id())
            .collect(Collectors.toSet());
    List<Entry.Judged> more =
        verdicts.stream().filter(judged -> !known.contains(judged.id())).toList();
    // All of them first: half of a file is worse than none of it.
    for (Entry.Judged judged : more) {
      Problem.unless(
          feedback.mayBeAsked(judged.clip()),
          "Verdict %s is about a clip '%s', which is none that the session asks about.",
          judged.id(),
          judged.clip());
      feedback.state().check(judged.verdict());
    }
    more.forEach(feedback::append);
    return more.size();
  }

  @Override
  public void rectify(int round, LabelState state) {
    if (steps > 0) {
      training.rectify(round, learnt(), state, new Rectification.Steps(steps));
    }
  }

  /** The step up to which the ledger says that the model has learnt. */
  private long learnt() {
    long step = begun;
    for (Entry entry : ledger.entries()) {
      if (entry instanceof Entry.Rectified mark) {
        step = step(mark);
      }
    }
    return step;
  }

  private static long step(Entry.Rectified mark) {
    return Long.parseLong(mark.model().substring(STEP.length()));
  }

  @Override
  public void look(Feedback session) {
    WindowEmbeddings windows = windows(asked);
    session.look(
        (asked == own ? windows : windows.followedBy(windows(own))).through(training::project));
  }

  private WindowEmbeddings windows(Corpus corpus) {
    int[] all = IntStream.range(0, corpus.clips().size()).toArray();
    return Embedder.of(windowLength)
        .embedWindows(training.encoder(), ClipInputs.samples(corpus), all, progress);
  }

  @Override
  public String version() {
    return STEP + training.step();
  }

  @Override
  public void close() {
    training.close();
    ledger.close();
    folder.close();
  }
}
