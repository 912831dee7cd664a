package ricercar.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.experiment.Experiment;
import ricercar.experiment.Study;
import ricercar.files.Sha256;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;
import ricercar.track.RunStore;

/**
 * Runs a sweep's trials, as many at once as window and launcher allow, and journals each run as it
 * ends. What is proposed depends on the plan and on earlier values alone: neither on the order in
 * which runs end, nor on how often the sweep was stopped.
 */
public final class Sweep {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  private final SweepPlan plan;
  private final RunStore store;
  private final Study.Executor executor;
  private final Launcher launcher;
  private final Journal journal;

  private final List<Proposal> proposed = new ArrayList<>();
  private final Map<Integer, Map<Long, Journal.Entry>> ended = new TreeMap<>();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Map<String, CompletableFuture<Void>> running = new HashMap<>();
  private final LinkedBlockingQueue<Ended> endings = new LinkedBlockingQueue<>();

  private record Job(int trial, Proposal proposal, Experiment experiment) {}

  /**
   * @param failure null if the run is finished
   */
  private record Ended(Job job, RunIdentity identity, Throwable failure) {}

  /**
   * @param executor tells a run's identity; the launcher makes it
   */
  public Sweep(
      SweepPlan plan, RunStore store, Study.Executor executor, Launcher launcher, Journal journal) {
    this.plan = plan;
    this.store = store;
    this.executor = executor;
    this.launcher = launcher;
    this.journal = journal;
  }

  /** What makes a sweep this one; how many trials it has is left out, since it may be widened. */
  public static ObjectNode about(SweepPlan plan) {
    ObjectNode about = new ObjectMapper().createObjectNode();
    ArrayNode axes = about.putArray("axes");
    plan.axes().forEach(axis -> axes.add(axis.toString()));
    about.put("sampler", plan.sampler().toString().replaceFirst("trials=\\d+", ""));
    about.put("window", plan.window());
    about.put("proposal seed", plan.seed());
    about.put("objective", plan.objective().toString());
    List<String> canonical = new ArrayList<>();
    double[] first = new double[plan.axes().size()];
    for (Experiment experiment :
        plan.row(Proposal.of(Point.at(plan.axes(), first))).experiments()) {
      canonical.add(experiment.canonical());
    }
    about.put("settings", Sha256.of(String.join("\n", canonical)).substring(0, 16));
    return about;
  }

  /** Runs what is missing, and returns every trial in its order. */
  public List<SweepTrial> run(Progress progress) {
    int seeds = plan.file().seeds().size();
    journal.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    journal.entries().forEach(this::remember);
    try (Progress.Task task = progress.start(plan.title(), (long) plan.trials() * seeds)) {
      journal.entries().stream().filter(e -> e.trial() < plan.trials()).forEach(e -> task.step(1));
      while (true) {
        propose();
        launch(progress);
        if (running.isEmpty() && endings.isEmpty() && waiting.isEmpty()) {
          break;
        }
        Ended next = next(task);
        if (next != null) {
          finish(next);
          task.step(1);
        }
      }
    }
    return trials();
  }

  private List<SweepTrial> trials() {
    List<SweepTrial> all = new ArrayList<>();
    for (int k = 0; k < proposed.size(); k++) {
      all.add(new SweepTrial(k, proposed.get(k), List.copyOf(ended.get(k).values())));
    }
    return all;
  }

  private void remember(Journal.Entry entry) {
    ended.computeIfAbsent(entry.trial(), k -> new TreeMap<>()).put(entry.seed(), entry);
  }

  private boolean isEnded(int trial) {
    return ended.getOrDefault(trial, Map.of()).size() >= plan.file().seeds().size();
  }

  /** Proposes trials until one must see what has not ended yet. */
  private void propose() {
    int lag = plan.sampler().looksBack() ? plan.window() : plan.trials();
    int known = 0;
    while (known < proposed.size() && isEnded(known)) {
      known++;
    }
    while (proposed.size() < plan.trials()) {
      int must = Math.max(0, proposed.size() - lag + 1);
      if (known < must) {
        return;
      }
      List<Trial> seen = new ArrayList<>();
      for (int k = 0; k < must; k++) {
        seen.add(new SweepTrial(k, proposed.get(k), List.copyOf(ended.get(k).values())).seen());
      }
      add(plan.propose(List.copyOf(proposed), seen));
      while (known < proposed.size() && isEnded(known)) {
        known++;
      }
    }
  }

  private void add(Proposal proposal) {
    int trial = proposed.size();
    proposed.add(proposal);
    Map<Long, Journal.Entry> there = ended.computeIfAbsent(trial, k -> new TreeMap<>());
    for (Journal.Entry entry : there.values()) {
      if (!entry.proposal().equals(proposal)) {
        throw new Problem(
            "The journal has trial %d as '%s', but this sampler proposes '%s'."
                .formatted(trial, plan.name(entry.proposal()), plan.name(proposal)),
            "It was made by another version. Delete it: finished runs are found again.");
      }
    }
    for (Experiment experiment : plan.row(proposal).experiments()) {
      if (!there.containsKey(experiment.seed())) {
        waiting.add(new Job(trial, proposal, experiment));
      }
    }
  }

  private void launch(Progress progress) {
    while (!waiting.isEmpty() && running.size() < launcher.atOnce()) {
      Job job = waiting.poll();
      RunIdentity identity = executor.identify(job.experiment(), progress);
      // Samplers may propose the same point again: its run is then awaited, not made twice.
      CompletableFuture<Void> run =
          running.computeIfAbsent(
              identity.hash(),
              hash ->
                  store.finished(identity).isPresent()
                      ? CompletableFuture.completedFuture(null)
                      : launcher.launch(job.experiment(), store));
      run.whenComplete((done, failure) -> endings.add(new Ended(job, identity, failure)));
    }
  }

  private Ended next(Progress.Task task) {
    try {
      Ended next = endings.poll(1, TimeUnit.SECONDS);
      task.note(launcher.told());
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("The sweep was interrupted.", "Run it again; it goes on where it was.", e);
    }
  }

  private void finish(Ended run) {
    running.remove(run.identity().hash());
    Job job = run.job();
    double value = Double.NaN;
    String failure = "";
    if (run.failure() == null) {
      RunResult result = store.finished(run.identity()).orElseThrow().result();
      if (plan.sampler().looksBack()) {
        plan.objective().requireFromValidation(result);
      }
      value = plan.objective().of(result);
      if (Double.isNaN(value)) {
        failure = "its '%s' is not a number".formatted(plan.objective().measure());
      }
    } else {
      failure = reason(run.failure());
    }
    Journal.Entry entry =
        new Journal.Entry(
            job.trial(),
            job.proposal(),
            job.experiment().seed(),
            run.identity().hash().substring(0, 16),
            value,
            failure);
    journal.append(entry);
    remember(entry);
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CancellationException) {
      throw new Problem("A run was stopped.", "Run the sweep again; it goes on where it was.");
    }
    return cause instanceof Problem ? cause.getMessage() : cause.toString();
  }
}
