package ricercar.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ricercar.Progress;

/**
 * Progress with the time left: a bar on a terminal, a plain line now and then elsewhere. Only the
 * innermost task moves its bar; the ones around it wait.
 */
public final class ConsoleProgress implements Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

  private final PrintStream out;
  private final boolean terminal;
  private final Deque<Shown> open = new ArrayDeque<>();

  ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On standard error, so that results can be piped on their own. */
  public static ConsoleProgress standard() {
    return new ConsoleProgress(System.err, isTerminal());
  }

  @Override
  public synchronized Task start(String name, long total) {
    if (!open.isEmpty()) {
      open.peek().pause();
    }
    Shown task = terminal ? new Bar(name, total) : new Lines(name, total);
    open.push(task);
    return task;
  }

  private synchronized void ended(Shown task) {
    open.remove(task);
    if (!open.isEmpty()) {
      open.peek().resume();
    }
  }

  /** From JDK 22 on there is a console even when the output is a file, and isTerminal tells. */
  private static boolean isTerminal() {
    if (System.console() == null) {
      return false;
    }
    try {
      return (boolean) System.console().getClass().getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }

  private interface Shown extends Task {
    void pause();

    void resume();
  }

  private final class Bar implements Shown {
    private final ProgressBar bar;

    Bar(String name, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(500)
              .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(out))
              .build();
    }

    @Override
    public void step(long count) {
      bar.stepBy(count);
    }

    @Override
    public void note(String text) {
      bar.setExtraMessage(" " + text);
    }

    @Override
    public void pause() {
      bar.pause();
    }

    @Override
    public void resume() {
      bar.resume();
    }

    @Override
    public void close() {
      bar.close();
      ended(this);
    }
  }

  /** For log files. Time left is counted from the steps made since the task began. */
  private final class Lines implements Shown {
    private final String name;
    private final long total;
    private final long began = System.nanoTime();
    private long lastLine = began;
    private long done;
    private String note = "";

    Lines(String name, long total) {
      this.name = name;
      this.total = total;
    }

    @Override
    public synchronized void step(long count) {
      done += count;
      if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
        print();
      }
    }

    @Override
    public synchronized void note(String text) {
      note = text;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public synchronized void close() {
      print();
      ended(this);
    }

    private void print() {
      lastLine = System.nanoTime();
      out.println(line(name, done, total, Duration.ofNanos(lastLine - began), note));
    }
  }

  static String line(String name, long done, long total, Duration spent, String note) {
    String share = total > 0 ? " (%d %%)".formatted(100 * done / total) : "";
    String left =
        done > 0 && done < total
            ? ", %s left".formatted(words(spent.multipliedBy(total - done).dividedBy(done)))
            : ", " + words(spent);
    return "%s: %d/%d%s%s%s"
        .formatted(name, done, total, share, left, note.isEmpty() ? "" : ", " + note);
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : seconds < 3600
            ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
            : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
