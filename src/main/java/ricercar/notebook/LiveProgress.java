package ricercar.notebook;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import ricercar.Progress;
import ricercar.plot.Html;
import ricercar.plot.View;

/**
 * Bars with the time left below a cell. They are repainted a few times a second at most, since each
 * repainting is a message; and they end the work when the cell is interrupted, which library loops
 * would not notice by themselves.
 *
 * @param nanoTime the clock, as {@link System#nanoTime}
 */
record LiveProgress(Display display, LongSupplier nanoTime) implements Progress {
  private static final long PAUSE_NANOS = 250_000_000;

  @Override
  public Progress.Task start(String name, long total) {
    return new Bar(name, total);
  }

  private final class Bar implements Progress.Task {
    private final String name;
    private final long total;
    private final long began = nanoTime.getAsLong();
    private final Display.Live live;
    private long done;
    private long painted = began;
    private String note = "";
    private boolean closed;

    Bar(String name, long total) {
      this.name = name;
      this.total = total;
      live = display.live(view(false));
    }

    // Parallel workers count on one bar.
    @Override
    public synchronized void step(long count) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "'" + name + "' was interrupted at " + done + " of " + total);
      }
      done += count;
      long now = nanoTime.getAsLong();
      if (now - painted >= PAUSE_NANOS) {
        painted = now;
        live.update(view(false));
      }
    }

    @Override
    public synchronized void note(String text) {
      note = text;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        live.update(view(true));
      }
    }

    private View view(boolean ended) {
      double seconds = (nanoTime.getAsLong() - began) / 1e9;
      double share = total <= 0 ? 0 : Math.min(1, done / (double) total);
      String state =
          ended
              ? "%,d in %s".formatted(done, clock(seconds))
              : "%d %%%s".formatted((int) (share * 100), left(seconds, share));
      String text = name + ": " + state + (note.isEmpty() ? "" : " · " + note);
      return new View(text, Optional.of(html(text, ended ? 1 : share)), new byte[0], 0, 0);
    }

    private String left(double seconds, double share) {
      return share <= 0 || seconds < 1 ? "" : " · " + clock(seconds / share - seconds) + " left";
    }

    private String html(String text, double share) {
      return String.format(
          Locale.ROOT,
          "<div style=\"display:flex;align-items:center;gap:12px;font-size:13px;margin:2px 0\">"
              + "<div style=\"flex:0 0 180px;height:6px;border-radius:3px;background:#8884;overflow:hidden\">"
              + "<div style=\"width:%.1f%%;height:100%%;background:#0067b8\"></div></div>"
              + "<span style=\"font-variant-numeric:tabular-nums\">%s</span></div>",
          100 * share,
          Html.escape(text));
    }
  }

  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return seconds < 9.95
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : whole < 60
            ? whole + " s"
            : whole < 3600
                ? "%d:%02d min".formatted(whole / 60, whole % 60)
                : "%d:%02d h".formatted(whole / 3600, whole / 60 % 60);
  }
}
