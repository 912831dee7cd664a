package ricercar;

/**
 * Hears how far a long piece of work has come. Rooms only count; the doors know the clock and draw
 * the bar with the time left.
 */
public interface Progress {
  Progress SILENT =
      new Progress() {
        @Override
        public Task start(String name, long total) {
          return new Task() {};
        }
      };

  /** Begins a piece of work of {@code total} steps; close the task when it ends. */
  Task start(String name, long total);

  /** The same without the pieces of work within a piece, where there are too many to look at. */
  default Progress outermost() {
    return new Outermost(this);
  }

  interface Task extends AutoCloseable {
    default void step(long count) {}

    /** A short remark shown beside the bar, such as the current loss. */
    default void note(String text) {}

    @Override
    default void close() {}
  }
}
