package ricercar.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ricercar.Progress;

/** Passes progress on, and remembers the latest for a page that asks. */
public final class LearningProgress implements Progress {
  private final Progress on;
  private String name = "";
  private long done;
  private long total;

  public LearningProgress(Progress on) {
    this.on = on;
  }

  @Override
  public synchronized Task start(String name, long total) {
    this.name = name;
    this.done = 0;
    this.total = total;
    Task told = on.start(name, total);
    return new Task() {
      @Override
      public void step(long count) {
        told.step(count);
        add(count);
      }

      @Override
      public void note(String text) {
        told.note(text);
      }

      @Override
      public void close() {
        told.close();
      }
    };
  }

  private synchronized void add(long count) {
    done += count;
  }

  synchronized ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("done", done)
        .put("total", total);
  }
}
