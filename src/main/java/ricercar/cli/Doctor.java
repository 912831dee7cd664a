package ricercar.cli;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.etudes.Bank;
import ricercar.files.Cache;
import ricercar.notebook.Jupyter;
import ricercar.notebook.KernelSpec;
import ricercar.tensor.Engine;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;

/** Looks at everything that Ricercar stands on; nothing that is missing stops it. */
final class Doctor {
  private static final long ENOUGH_DISK_MIB = 4_000;
  private static final long ENOUGH_HEAP_MIB = 2_000;

  private Doctor() {}

  static List<Finding> examine() {
    return Stream.<Supplier<Finding>>of(
            Doctor::jdk,
            Doctor::shell,
            Doctor::maven,
            Doctor::engine,
            Doctor::device,
            Doctor::processor,
            Doctor::memory,
            Doctor::cache,
            Doctor::bank,
            Doctor::jupyter,
            Doctor::kernel,
            Doctor::sources)
        .map(Supplier::get)
        .toList();
  }

  private static Finding jdk() {
    return Finding.ok("JDK", Runtime.version() + ", " + System.getProperty("java.home"));
  }

  private static Finding shell() {
    return ModuleFinder.ofSystem().find("jdk.jshell").isPresent()
        ? Finding.ok("JShell", "for notebooks")
        : Finding.missing(
            "JShell",
            "this is a Java runtime without jdk.jshell",
            "Install a full JDK, not a JRE.");
  }

  private static Finding maven() {
    return Shell.which("mvn")
        .map(path -> Finding.ok("Maven", path.toString()))
        .orElseGet(
            () ->
                Finding.optional(
                    "Maven",
                    "not on the PATH",
                    "Install it to build and test: 'apt install maven'."));
  }

  private static Finding engine() {
    try {
      return Finding.ok("engine", Engine.describe());
    } catch (Problem | LinkageError e) {
      Throwable cause = e instanceof ExceptionInInitializerError ? e.getCause() : e;
      return Finding.missing(
          "engine",
          String.valueOf(cause.getMessage()),
          "Build again: './ricercar doctor' after 'mvn clean'.");
    }
  }

  private static Finding device() {
    String asked =
        System.getProperty(
            "ricercar.device", System.getenv().getOrDefault("RICERCAR_DEVICE", "cpu"));
    return Finding.ok(
        "device",
        asked.equals("cpu") ? "cpu; for a GPU see requirements-gpu.txt and --device gpu" : asked);
  }

  private static Finding processor() {
    Machine machine = Machine.here();
    return Finding.ok(
        "processor", machine.cpu() + ", " + machine.cores() + " cores, " + machine.os());
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    String detail =
        "%,d MiB for Java of %,d MiB in the machine".formatted(heap, Machine.here().memoryMiB());
    return heap >= ENOUGH_HEAP_MIB
        ? Finding.ok("memory", detail)
        : Finding.missing("memory", detail, "Set RICERCAR_HEAP=3g or more.");
  }

  private static Finding cache() {
    Path folder = Cache.folder("");
    try {
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace() >> 20;
      String detail = "%s, %,d MiB free".formatted(folder, free);
      return !Files.isWritable(folder) || free < ENOUGH_DISK_MIB
          ? Finding.missing(
              "cache", detail, "Name a writable folder with 4 GB free in RICERCAR_CACHE.")
          : Finding.ok("cache", detail);
    } catch (IOException e) {
      return Finding.missing(
          "cache", folder + " cannot be written", "Name another folder in RICERCAR_CACHE.");
    }
  }

  private static Finding bank() {
    try {
      Bank bank = Bank.installed();
      return bank == Bank.builtIn()
          ? Finding.optional(
              "sound bank",
              "the built-in one, whose timbres are poor",
              "For the full Études: 'apt install fluid-soundfont-gm', or FluidR3_GM.sf2 in"
                  + " ~/.local/share/soundfonts.")
          : Finding.ok("sound bank", bank.name());
    } catch (Problem e) {
      return Finding.missing("sound bank", e.getMessage(), "Remove or replace the file.");
    }
  }

  private static Finding jupyter() {
    return Jupyter.find()
        .flatMap(
            jupyter ->
                version(jupyter).map(v -> Finding.ok("Jupyter", v + ", " + jupyter.program())))
        .orElseGet(
            () ->
                Finding.optional(
                    "Jupyter",
                    "not prepared",
                    "For notebooks: './ricercar lab' installs it (Python 3.9 or newer with venv)."));
  }

  private static Optional<String> version(Jupyter jupyter) {
    return Shell.firstLine(jupyter.program().toString(), "lab", "--version")
        .map(version -> "JupyterLab " + version);
  }

  private static Finding kernel() {
    Optional<Path> kernel = Jupyter.find().map(Jupyter::kernel).filter(Files::isRegularFile);
    return kernel
        .map(path -> Finding.ok("kernel", "'" + KernelSpec.NAME + "', " + path))
        .orElseGet(
            () ->
                Finding.optional(
                    "kernel", "not registered", "For notebooks: './ricercar lab' registers it."));
  }

  private static Finding sources() {
    GitState git = GitState.of(Provenance.home());
    return git.commit().equals("unknown")
        ? Finding.optional(
            "sources",
            Provenance.home() + " is no git clone, or git is missing",
            "Results will not name the commit they were made with.")
        : Finding.ok(
            "sources", "%s (%s)".formatted(git, git.dirty() ? "files changed" : "as committed"));
  }
}
