package ricercar.cli;

import picocli.CommandLine.Option;

/** Where tensors live; must be chosen before the engine starts. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu or gpu:N (default: $RICERCAR_DEVICE, else cpu).")
  String name;

  void choose() {
    if (name != null) {
      System.setProperty("ricercar.device", name);
    }
  }
}
