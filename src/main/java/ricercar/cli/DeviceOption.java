package ricercar.cli;

import picocli.CommandLine.Option;

/** Where tensors live; must be chosen before the engine starts. */
final class DeviceOption {
  /** What the engine reads before the environment. */
  static final String PROPERTY = "ricercar.device";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu or gpu:N (default: $RICERCAR_DEVICE, else cpu).")
  String name;

  void choose() {
    if (name != null) {
      System.setProperty(PROPERTY, name);
    }
  }
}
