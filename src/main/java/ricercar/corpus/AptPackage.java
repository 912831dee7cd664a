package ricercar.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Exclusive;

/**
 * A Debian package, fetched and unpacked without root and without being installed; apt checks its
 * signature.
 */
record AptPackage(String name, String aptGet) {
  private static final String REMEDY =
      "Is the network up? Where apt has no such package, use --corpus folder:PATH with music of your own.";
  private static final List<String> PATIENCE =
      List.of("-o", "Acquire::Retries=3", "-o", "Acquire::http::Timeout=30");

  AptPackage(String name) {
    this(name, "apt-get");
  }

  private record Outcome(int code, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    }
  }

  /** The folder below {@code store} that holds the package's files; fetched once. */
  Path unpackedIn(Path store) {
    Path folder = store.resolve(name);
    if (!Files.exists(folder)) {
      Exclusive.at(
          folder,
          () -> {
            if (!Files.exists(folder)) {
              AtomicFiles.directory(folder, this::fetchAndUnpack);
            }
          });
    }
    return folder;
  }

  private void fetchAndUnpack(Path target) throws IOException {
    Path work = Files.createTempDirectory(target.getParent(), "." + name + ".deb");
    try {
      Path archive = fetch(work);
      Outcome outcome = run(work, List.of("dpkg-deb", "-x", archive.toString(), target.toString()));
      require(outcome, "Cannot unpack " + archive.getFileName());
    } finally {
      AtomicFiles.delete(work);
    }
  }

  private Path fetch(Path work) throws IOException {
    Outcome outcome = download(work, List.of());
    if (outcome.code() != 0) {
      // The system has no package lists, or old ones: fetch lists of our own, by its sources and
      // keys.
      List<String> own = ownState(work);
      run(work, command(own, "update"));
      outcome = download(work, own);
    }
    require(outcome, "Cannot fetch the Debian package " + name);
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new Problem("apt-get fetched no package " + name + ".", REMEDY));
    }
  }

  private Outcome download(Path work, List<String> state) {
    List<String> command = command(state, "download");
    command.add(name);
    return run(work, command);
  }

  private static List<String> ownState(Path work) throws IOException {
    Path lists = Files.createDirectories(work.resolve("lists/partial")).getParent();
    Path cache = Files.createDirectories(work.resolve("cache/archives/partial"));
    return List.of(
        "-o", "Dir::State::lists=" + lists, "-o", "Dir::Cache=" + cache.getParent().getParent());
  }

  private List<String> command(List<String> state, String verb) {
    List<String> command = new ArrayList<>(List.of(aptGet, "-q"));
    command.addAll(PATIENCE);
    command.addAll(state);
    command.add(verb);
    return command;
  }

  private static void require(Outcome outcome, String failure) {
    if (outcome.code() != 0) {
      throw new Problem(failure + " (" + outcome.lastLine() + ").", REMEDY);
    }
  }

  private static Outcome run(Path folder, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new Problem("The program " + command.get(0) + " is not here.", REMEDY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Fetching was interrupted.", "Start it again.", e);
    }
  }
}
