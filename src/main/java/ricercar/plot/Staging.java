package ricercar.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the layouts of a map belong together. */
public enum Staging {
  /** Each for itself, to be looked at in turn or side by side. */
  APART {
    @Override
    List<Layout> staged(List<Layout> layouts) {
      return layouts;
    }

    @Override
    Layout.Square square(List<Layout> layouts, Layout layout) {
      return Layout.Square.around(List.of(layout));
    }
  },
  /** Laid upon the last one, so that what moved can be drawn as arrows. */
  MOVED {
    @Override
    List<Layout> staged(List<Layout> layouts) {
      Layout last = layouts.get(layouts.size() - 1);
      return layouts.stream().map(l -> l == last ? l : l.alignedTo(last)).toList();
    }

    @Override
    Layout.Square square(List<Layout> layouts, Layout layout) {
      return Layout.Square.around(layouts);
    }
  },
  /** Steps of one course, each laid upon the next, to be run through. */
  FILM {
    @Override
    List<Layout> staged(List<Layout> layouts) {
      List<Layout> backwards = new ArrayList<>();
      for (int k = layouts.size() - 1; k >= 0; k--) {
        Layout layout = layouts.get(k);
        backwards.add(
            backwards.isEmpty() ? layout : layout.alignedTo(backwards.get(backwards.size() - 1)));
      }
      Collections.reverse(backwards);
      return backwards;
    }

    @Override
    Layout.Square square(List<Layout> layouts, Layout layout) {
      return Layout.Square.around(layouts);
    }
  };

  abstract List<Layout> staged(List<Layout> layouts);

  /** What of the plane one of the layouts is shown in. */
  abstract Layout.Square square(List<Layout> layouts, Layout layout);
}
