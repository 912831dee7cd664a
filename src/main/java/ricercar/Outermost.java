package ricercar;

import java.util.concurrent.atomic.AtomicBoolean;

/** Tells of a piece of work, and not of the pieces that begin before it ends. */
final class Outermost implements Progress {
  private final Progress told;
  private final AtomicBoolean busy = new AtomicBoolean();

  Outermost(Progress told) {
    this.told = told;
  }

  @Override
  public Task start(String name, long total) {
    if (!busy.compareAndSet(false, true)) {
      return SILENT.start(name, total);
    }
    Task task = told.start(name, total);
    return new Task() {
      @Override
      public void step(long count) {
        task.step(count);
      }

      @Override
      public void note(String text) {
        task.note(text);
      }

      @Override
      public void close() {
        task.close();
        busy.set(false);
      }
    };
  }
}
