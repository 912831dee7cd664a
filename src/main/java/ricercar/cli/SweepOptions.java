package ricercar.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ricercar.Problem;
import ricercar.sweep.ChildJvms;
import ricercar.sweep.Launcher;
import ricercar.sweep.SweepPlan;

/** Where a sweep's runs are made, and how many at once. */
final class SweepOptions {
  /** What a run takes at most as a rule: its heap of 3 GB, and tensors beside it. */
  private static final long MEMORY_OF_RUN = 4L << 30;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description =
          "Of a sweep, how many runs at the same time (default: as cores and memory allow).")
  Integer atOnce;

  @Option(
      names = "--bring-checkpoints",
      description =
          "With --on: bring checkpoints back from machines that do not share the folder of runs.")
  boolean bringCheckpoints;

  @Mixin OnOption on;

  Launcher launcher(SweepPlan plan) {
    Problem.unless(
        atOnce == null || atOnce >= 1, "--at-once must be at least 1, but is %s.", atOnce);
    if (on.given()) {
      return on.launcher(threads(plan), bringCheckpoints);
    }
    return new ChildJvms(command(), atOnce == null ? fitting(plan) : atOnce);
  }

  private static int threads(SweepPlan plan) {
    return plan.file().plan().experiments().get(0).threads();
  }

  private static int fitting(SweepPlan plan) {
    int byCores = Runtime.getRuntime().availableProcessors() / threads(plan);
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long byMemory = system.getTotalMemorySize() / MEMORY_OF_RUN;
    return (int) Math.max(1, Math.min(byCores, byMemory));
  }

  /** This very Java, with its flags and its class path. */
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent")) {
        command.add(flag);
      }
    }
    String device = System.getProperty(DeviceOption.PROPERTY);
    if (device != null) {
      command.add("-D" + DeviceOption.PROPERTY + "=" + device);
    }
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "trial"));
    return command;
  }
}
