package ricercar.notebook;

import java.util.List;
import ricercar.plot.View;

/** Where a notebook's outputs go: below the cell, or to files where there is no notebook. */
interface Display {
  void show(View view);

  void markdown(String text);

  /** An output that changes while a cell runs. */
  Live live(View first);

  /**
   * Method and class bodies that name something unknown. JShell accepts them until they are called,
   * so that a misspelt cell looks as if it had passed.
   */
  List<String> unresolved();

  interface Live {
    void update(View view);
  }
}
