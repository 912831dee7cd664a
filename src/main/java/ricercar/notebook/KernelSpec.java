package ricercar.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.files.AtomicFiles;
import ricercar.files.Cache;

/**
 * Registers the Java kernel with a Jupyter environment under the name {@code ricercar}: JJava's own
 * main class with our classes on its class path, so that a notebook needs no magics and starts one
 * JVM instead of two.
 */
public final class KernelSpec {
  public static final String NAME = "ricercar";

  private KernelSpec() {}

  /** For the launcher: environment prefix, home of the repository, then the JVM's flags. */
  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    try {
      write(Path.of(all.get(0)), Path.of(all.get(1)), all.subList(2, all.size()));
    } catch (Problem problem) {
      System.err.println(problem.getMessage());
      System.exit(1);
    }
  }

  /** Writes the kernel description into the environment that holds {@code jjava}. */
  public static Path write(Path prefix, Path home, List<String> flags) {
    Path kernels = prefix.toAbsolutePath().resolve("share/jupyter/kernels");
    Path jjava = kernels.resolve("java/jjava.jar");
    if (!Files.isRegularFile(jjava)) {
      throw new Problem(
          "There is no kernel in " + prefix + ".", "Install it: pip install -r requirements.txt.");
    }
    Path folder = kernels.resolve(NAME);
    AtomicFiles.write(
        folder.resolve("kernel.json"), describe(jjava, home, flags).toPrettyString() + "\n");
    AtomicFiles.write(folder.resolve("logo-svg.svg"), LOGO);
    return folder;
  }

  // Jupyter runs a kernel from the notebook's folder or the caller's, so every path is absolute.
  // Classes instead of the jar: restarting a kernel is enough after a compilation.
  private static JsonNode describe(Path jjava, Path home, List<String> flags) {
    Path target = home.toAbsolutePath().resolve("target");
    String classPath =
        String.join(
            File.pathSeparator,
            jjava.toString(),
            target.resolve("classes").toString(),
            target.resolve("lib") + File.separator + "*");
    ObjectNode spec = new ObjectMapper().createObjectNode();
    ArrayNode command = spec.putArray("argv");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags.forEach(command::add);
    command.add("-cp").add(classPath);
    command.add("org.dflib.jjava.distro.JJava").add("{connection_file}");
    spec.put("display_name", "Ricercar (Java)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    ObjectNode environment = spec.putObject("env");
    environment.put("RICERCAR_HOME", home.toAbsolutePath().toString());
    environment.put("DJL_OFFLINE", "true");
    environment.put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    environment.put("DJL_CACHE_DIR", Cache.folder("djl").toString());
    spec.putObject("metadata").put("debugger", false);
    return spec;
  }

  // Three voices entering one after the other, as in a ricercar.
  private static final String LOGO =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
      <rect width="64" height="64" rx="14" fill="#14213d"/>
      <g fill="none" stroke-width="5" stroke-linecap="round">
      <path d="M12 20h6q5 0 6 4t6 4h22" stroke="#56b4e9"/>
      <path d="M22 34h5q5 0 6 4t6 4h13" stroke="#e69f00"/>
      <path d="M33 48h4q5 0 6 3t6 3h3" stroke="#f4f1ea"/>
      </g>
      </svg>
      """;
}
