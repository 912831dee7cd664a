package ricercar.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Does the same work on many things, here or elsewhere, and hands on what comes of them in order.
 */
public interface Workforce {
  /** On the cores of this machine. */
  Workforce HERE =
      new Workforce() {
        @Override
        public <I, R> void each(
            int count, IntFunction<I> items, Work<I, R> work, Consumer<R> take) {
          InOrder.each(count, i -> work.on(List.of(items.apply(i))).get(0), take);
        }
      };

  /** What can be done on another machine: work, items and results are Java-serializable. */
  interface Work<I, R> extends Serializable {
    /** One result for each item, the same however the items are parted. */
    List<R> on(List<I> items);
  }

  /**
   * @param take called by one thread, in the items' order, while later ones are worked on
   */
  <I, R> void each(int count, IntFunction<I> items, Work<I, R> work, Consumer<R> take);
}
