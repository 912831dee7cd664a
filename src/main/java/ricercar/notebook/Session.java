package ricercar.notebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.files.Sha256;
import ricercar.track.Provenance;

/**
 * What a notebook has done so far: its checks, its tables, and what failed where no cell saw it.
 */
final class Session {
  private static Display display =
      new FileDisplay(Provenance.home().resolve("runs/shown"), System.out);

  final String id;
  final Instant began = Instant.now();
  private final Map<String, Boolean> checks = new LinkedHashMap<>();
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  Session(String id) {
    this.id = id;
  }

  /** The kernel says where outputs go; until then they go to files. */
  static void showOn(Display chosen) {
    display = chosen;
  }

  static Display display() {
    return display;
  }

  /** Remembers what a thread died of: the cell that started it has long passed. */
  void watchThreads() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failures.add("thread '" + thread.getName() + "' failed: " + failure);
          failure.printStackTrace();
        });
  }

  void check(boolean holds, String sentence) {
    checks.put(sentence, holds);
  }

  void table(String title, String text) {
    tables.put(title, Sha256.of(text));
  }

  Map<String, Boolean> checks() {
    return checks;
  }

  Map<String, String> tables() {
    return tables;
  }

  double seconds() {
    return Duration.between(began, Instant.now()).toMillis() / 1e3;
  }

  /** All that went wrong unseen, in sentences. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(display.unresolved());
    all.addAll(List.copyOf(failures));
    checks.forEach(
        (sentence, holds) -> {
          if (!holds) {
            all.add("does not hold: " + sentence);
          }
        });
    return all;
  }
}
