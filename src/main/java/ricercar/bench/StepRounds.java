package ricercar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import ricercar.Problem;
import ricercar.Progress;

/**
 * The same steps in a process of ours and in one of each peer, in turns.
 *
 * @param what a step is, in the words of the rows
 * @param program ours, with a main method
 * @param script the peers', beside this class; prints what {@code program} prints
 * @param heap of our process, as Java's {@code -Xmx} has it
 */
record StepRounds(String what, Class<?> program, String script, List<StepPeer> peers, String heap) {

  private static final String GOAL = "≤ 1.0";
  private static final String MISSING = "%s is not set to a Python with PyTorch";
  private static final Map<String, ToDoubleFunction<StepFigures>> MEASURES = measures();

  private static Map<String, ToDoubleFunction<StepFigures>> measures() {
    Map<String, ToDoubleFunction<StepFigures>> measures = new LinkedHashMap<>();
    measures.put("CPU s per step", StepFigures::cpuSeconds);
    measures.put("wall s per step", StepFigures::wallSeconds);
    measures.put("MiB above the level after import", StepFigures::megabytes);
    return measures;
  }

  /** How far a peer's outcome is from ours, for the note of its rows; may refuse it. */
  @FunctionalInterface
  interface Agreement {
    String of(StepFigures ours, StepFigures theirs);
  }

  /** Three rows for each peer. */
  List<BenchRow> run(int rounds, List<String> arguments, Agreement agreement, Progress progress) {
    Problem.unless(
        Files.isReadable(Path.of("/proc/self/status")),
        "The benchmark of %s reads resident memory from /proc and so runs on Linux only.",
        what);
    List<StepFigures> ours = new ArrayList<>();
    Map<StepPeer, List<StepFigures>> theirs = new LinkedHashMap<>();
    peers.forEach(peer -> theirs.put(peer, new ArrayList<>()));
    try (Progress.Task task = progress.start(what, rounds)) {
      for (int round = 0; round < rounds; round++) {
        ours.add(StepFigures.of(java(arguments), StepPeer.HUGE_PAGES));
        for (StepPeer peer : peers) {
          if (peer.interpreter() != null) {
            theirs.get(peer).add(StepFigures.of(python(peer, arguments), peer.environment()));
          }
        }
        task.step(1);
      }
    }
    List<BenchRow> rows = new ArrayList<>();
    theirs.forEach((peer, figures) -> rows.addAll(rows(peer, ours, figures, agreement)));
    return rows;
  }

  private List<BenchRow> rows(
      StepPeer peer, List<StepFigures> ours, List<StepFigures> theirs, Agreement agreement) {
    String note =
        theirs.isEmpty()
            ? MISSING.formatted(peer.variable())
            : theirs.get(0).named() + agreement.of(ours.get(0), theirs.get(0));
    List<BenchRow> rows = new ArrayList<>();
    MEASURES.forEach(
        (unit, measure) -> {
          double[] own = ours.stream().mapToDouble(measure).toArray();
          double[] other = theirs.stream().mapToDouble(measure).toArray();
          double[] ratios = new double[other.length];
          for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own[i] / other[i];
          }
          rows.add(
              new BenchRow(
                  what + " against " + peer.name(),
                  unit,
                  StepFigures.median(own),
                  StepFigures.median(other),
                  StepFigures.median(ratios),
                  GOAL,
                  note));
        });
    return rows;
  }

  private List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    return command;
  }

  private List<String> python(StepPeer peer, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(peer.interpreter(), "-c", source()));
    command.addAll(arguments);
    command.addAll(peer.arguments());
    return command;
  }

  private String source() {
    try (InputStream in = StepRounds.class.getResourceAsStream(script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
