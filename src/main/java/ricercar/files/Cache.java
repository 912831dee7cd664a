package ricercar.files;

import java.nio.file.Path;

/**
 * The folder for what can be made or fetched again: rendered corpora, downloads, natives. {@code
 * RICERCAR_CACHE} names it; else {@code XDG_CACHE_HOME/ricercar}; else {@code ~/.cache/ricercar}.
 */
public final class Cache {
  private Cache() {}

  public static Path folder(String name) {
    return root().resolve(name);
  }

  private static Path root() {
    String own = System.getenv("RICERCAR_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String shared = System.getenv("XDG_CACHE_HOME");
    return shared != null && !shared.isBlank()
        ? Path.of(shared, "ricercar").toAbsolutePath()
        : Path.of(System.getProperty("user.home"), ".cache", "ricercar");
  }
}
