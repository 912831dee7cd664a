package ricercar.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Exclusive;

/**
 * A package of the npm registry, fetched by {@code npm pack} and unpacked without being installed:
 * nothing of it is run.
 *
 * @param integrity as the registry states it, {@code sha512-} and Base64; what comes must have it
 */
record NpmPackage(String name, String version, String integrity) {
  private static final String REMEDY =
      "Is the network up, and npm installed? Without it take corpus notes, which is rendered.";

  /** The folder below {@code store} that holds the package's files; fetched once. */
  Path unpackedIn(Path store) {
    Path folder =
        store.resolve(name.replaceAll("[@/]+", "-").replaceFirst("^-", "") + "-" + version);
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
    Path work = Files.createTempDirectory(target.getParent(), ".npm");
    try {
      String wanted = name + "@" + version;
      Program.run(work, REMEDY, List.of("npm", "pack", "--ignore-scripts", wanted))
          .require("Cannot fetch the npm package " + wanted, REMEDY);
      Path archive = archive(work);
      check(Files.readAllBytes(archive));
      Program.run(work, REMEDY, List.of("tar", "-xzf", archive.toString(), "-C", target.toString()))
          .require("Cannot unpack " + archive.getFileName(), REMEDY);
    } finally {
      AtomicFiles.delete(work);
    }
  }

  private static Path archive(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new Problem("npm fetched no archive.", REMEDY));
    }
  }

  /** Refuses an archive that is not the one that was measured. */
  void check(byte[] archive) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(archive);
      String found = "sha512-" + Base64.getEncoder().encodeToString(hash);
      if (!found.equals(integrity)) {
        throw new Problem(
            "The npm package %s@%s is not what it was: its integrity is %s."
                .formatted(name, version, found),
            "Do not use it; look where your registry has it from.");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
