package ricercar.bench;

import java.util.List;
import java.util.Map;

/**
 * A Python that runs the same steps.
 *
 * @param variable of the environment that names the interpreter
 * @param arguments of the script after those that all sides get
 */
record StepPeer(
    String name, String variable, List<String> arguments, Map<String, String> environment) {

  /** What the launcher sets: large blocks from huge pages, which take fewer faults to clear. */
  static final Map<String, String> HUGE_PAGES = Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

  private static final String PINNED = "RICERCAR_BENCH_PYTHON";
  private static final String NEWEST = "RICERCAR_BENCH_PYTHON_NEWEST";

  /** As it comes: the PyTorch of our libtorch, and the newest. */
  static List<StepPeer> plain(String... arguments) {
    return List.of(
        new StepPeer("PyTorch 2.7.1", PINNED, List.of(arguments), Map.of()),
        new StepPeer("newest PyTorch", NEWEST, List.of(arguments), Map.of()));
  }

  /** The PyTorch of our libtorch with the settings that we run with. */
  static StepPeer tuned(String how, String... arguments) {
    return new StepPeer("PyTorch 2.7.1 with " + how, PINNED, List.of(arguments), HUGE_PAGES);
  }

  /** Null where the environment names none. */
  String interpreter() {
    return System.getenv(variable);
  }
}
