package ricercar.sweep;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.track.RunStore;

/** What the command line's hidden command does, with coins. */
final class CoinChild {
  private CoinChild() {}

  /**
   * @param arguments how long a run takes in milliseconds, and the folder of runs
   */
  public static void main(String[] arguments) {
    try {
      ChildRun.serve(
          new InputStreamReader(System.in, StandardCharsets.UTF_8),
          new RunStore(Path.of(arguments[1])),
          new Coins(Integer.parseInt(arguments[0])),
          Progress.SILENT,
          () -> Runtime.getRuntime().halt(143));
    } catch (Problem e) {
      System.err.println("ricercar: " + e.getMessage());
      System.exit(1);
    }
  }
}
