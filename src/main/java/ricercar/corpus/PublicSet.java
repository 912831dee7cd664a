package ricercar.corpus;

import java.nio.file.Path;
import java.util.Map;

/** A public data set in the layout of its makers, with its usual splits and labels. */
public interface PublicSet {
  /** As on the command line: {@code magnatagatune}. */
  String name();

  /** The name with every choice that changes what a result means, as tables show it. */
  String corpusName();

  SetSource source();

  /** The task that the set is known for. */
  String usualTask();

  /** What a reader of a table must know of the labels; empty if they are what they seem. */
  String caveat();

  /** How its files become clips. */
  ImportOptions options();

  /** The published totals by part, in the order of the report. */
  Map<String, Long> published();

  /**
   * Reads labels and splits, and looks at every file that they name; a wrong table is a Problem.
   */
  void inspect(Path root, Inventory inventory);
}
