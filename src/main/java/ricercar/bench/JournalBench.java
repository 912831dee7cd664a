package ricercar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ricercar.Progress;
import ricercar.sweep.Axis;
import ricercar.sweep.Journal;
import ricercar.sweep.Proposal;
import ricercar.sweep.RandomSearch;
import ricercar.sweep.Sampler;

/** What it costs to propose a trial and to write down what came of it. */
public final class JournalBench {
  private static final int TRIALS = 1000;
  private static final int ROUNDS = 3;
  private static final List<Axis> SPACE =
      List.of(
          new Axis.Real("a", null, 0, 1, false),
          new Axis.Real("b", null, 0, 1, false),
          new Axis.Real("c", null, 0.01, 1, true));

  private JournalBench() {}

  public static BenchReport run(Progress progress) {
    return run(progress, PythonPeer.interpreter(), TRIALS);
  }

  static BenchReport run(Progress progress, Optional<String> python, int trials) {
    Optional<PythonPeer> peer =
        python.map(path -> PythonPeer.start(path, "optuna_journal.py", "optuna 5.0.0"));
    try (Progress.Task task = progress.start("journal", ROUNDS)) {
      List<Double> ours = new ArrayList<>();
      List<Double> memory = new ArrayList<>();
      List<Double> file = new ArrayList<>();
      cost(trials);
      for (int round = 0; round < ROUNDS; round++) {
        ours.add(cost(trials));
        peer.ifPresent(p -> memory.add(p.ask("memory " + trials)));
        peer.ifPresent(p -> file.add(p.ask("sqlite " + trials)));
        task.step(1);
      }
      return new BenchReport(
          "Journal of a sweep",
          ("%,d trials of three numbers without work, drawn at random; the median of %d rounds in"
                  + " turns after a warm-up. Ours is on disk after each trial (fsync); Optuna's in"
                  + " memory is not, on SQLite it is. %s")
              .formatted(
                  trials,
                  ROUNDS,
                  peer.map(p -> "Against " + p.versions() + ".")
                      .orElse("Compared with nothing: " + PythonPeer.VARIABLE + " is not set.")),
          List.of(
              row("a trial, against Optuna on SQLite", ours, file, "≤ 5 ms"),
              row("a trial, against Optuna in memory", ours, memory, "")));
    } finally {
      peer.ifPresent(PythonPeer::close);
    }
  }

  private static BenchRow row(String what, List<Double> ours, List<Double> theirs, String goal) {
    double mine = median(ours);
    double other = theirs.isEmpty() ? Double.NaN : median(theirs);
    return new BenchRow(what, "ms", mine, other, mine / other, goal, "");
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** In milliseconds. */
  private static double cost(int trials) {
    try {
      Path folder = Files.createTempDirectory("journal");
      try {
        return cost(folder, trials);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cost(Path folder, int trials) {
    Sampler sampler = new RandomSearch(trials);
    try (Journal journal =
        Journal.open(folder.resolve("sweep.jsonl"), new ObjectMapper().createObjectNode())) {
      List<Proposal> proposed = new ArrayList<>();
      long began = System.nanoTime();
      for (int k = 0; k < trials; k++) {
        Proposal proposal = sampler.propose(SPACE, 1, proposed, List.of());
        proposed.add(proposal);
        double value = proposal.point().values().get(0).asDouble();
        journal.append(new Journal.Entry(k, proposal, 1, "run", value, ""));
      }
      return (System.nanoTime() - began) / 1e6 / trials;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
