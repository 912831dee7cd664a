package ricercar.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;

/** Another program of the machine, run to its end. */
final class Program {
  private Program() {}

  /**
   * @param output of both streams
   */
  record Outcome(int code, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    }

    void require(String failure, String remedy) {
      if (code != 0) {
        throw new Problem(failure + " (" + lastLine() + ").", remedy);
      }
    }
  }

  static Outcome run(Path folder, String remedy, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new Problem("The program " + command.get(0) + " is not here.", remedy, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Fetching was interrupted.", "Start it again.", e);
    }
  }
}
