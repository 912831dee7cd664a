package ricercar.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains a small net and prints a line "step, arrays, resident kB" every ten steps. */
final class LeakProbe {
  private LeakProbe() {}

  public static void main(String[] arguments) throws IOException {
    int steps = Integer.parseInt(arguments[1]);
    Engine.threads(1);
    try (Scope scope = Scope.open();
        SmallNets net = SmallNets.named(arguments[0], 1)) {
      for (int step = 1; step <= steps; step++) {
        net.step(step);
        if (step % 10 == 0) {
          System.out.println(step + ", " + Engine.liveArrays() + ", " + residentKilobytes());
        }
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }
}
