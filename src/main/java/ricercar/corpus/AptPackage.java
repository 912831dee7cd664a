package ricercar.corpus;

import java.io.IOException;
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
      Program.Outcome outcome =
          Program.run(
              work, REMEDY, List.of("dpkg-deb", "-x", archive.toString(), target.toString()));
      outcome.require("Cannot unpack " + archive.getFileName(), REMEDY);
    } finally {
      AtomicFiles.delete(work);
    }
  }

  private Path fetch(Path work) throws IOException {
    Program.Outcome outcome = download(work, List.of());
    if (outcome.code() != 0) {
      // The system has no package lists, or old ones: fetch lists of our own, by its sources and
      // keys.
      List<String> own = ownState(work);
      Program.run(work, REMEDY, command(own, "update"));
      outcome = download(work, own);
    }
    outcome.require("Cannot fetch the Debian package " + name, REMEDY);
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new Problem("apt-get fetched no package " + name + ".", REMEDY));
    }
  }

  private Program.Outcome download(Path work, List<String> state) {
    List<String> command = command(state, "download");
    command.add(name);
    return Program.run(work, REMEDY, command);
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
}
