package ricercar.oracle;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import ricercar.Problem;
import ricercar.files.AtomicFiles;

/**
 * Where a session's page is found and what opens it. Kept beside the ledger, for its owner's eyes
 * alone, so that a page that is still open finds a session that was begun again.
 *
 * @param port 0 for any
 * @param token 122 bits from the machine's own source of secrets
 */
public record PageAccess(int port, String token) {
  private static final String FILE = "page-access";

  public static PageAccess fresh() {
    return new PageAccess(0, UUID.randomUUID().toString());
  }

  /** That of an earlier session in the folder, or a new one. */
  public static PageAccess in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        String[] parts = Files.readString(file).strip().split(" ");
        return new PageAccess(Integer.parseInt(parts[0]), UUID.fromString(parts[1]).toString());
      }
    } catch (IOException | RuntimeException unreadable) {
      // Whatever it was, a new one is as good.
    }
    return fresh();
  }

  public void keep(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.deleteIfExists(file);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, port + " " + token + "\n");
      } else {
        AtomicFiles.write(file, port + " " + token + "\n");
      }
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
  }
}
