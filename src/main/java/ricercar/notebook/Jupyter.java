package ricercar.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ricercar.Problem;
import ricercar.track.Provenance;

/** The installed Jupyter: opens the lab and executes notebooks without a browser. */
public record Jupyter(Path program) {
  /**
   * How an execution ended.
   *
   * @param html the notebook with all its outputs, also when a cell failed
   * @param log all that was said meanwhile; after {@code failed:} what the failing cell threw
   */
  public record Execution(boolean passed, Path html, String log) {}

  /** The one the launcher has prepared, else that of {@code .venv} or of the conda environment. */
  public static Optional<Jupyter> find() {
    String prepared = System.getenv("RICERCAR_JUPYTER");
    String conda = System.getenv("CONDA_PREFIX");
    return Stream.of(
            prepared == null ? null : Path.of(prepared),
            Provenance.home().resolve(".venv/bin/jupyter"),
            conda == null ? null : Path.of(conda, "bin/jupyter"))
        .filter(Objects::nonNull)
        .filter(Files::isExecutable)
        .filter(jupyter -> Files.exists(prefix(jupyter).resolve("share/jupyter/kernels/java")))
        .map(Jupyter::new)
        .findFirst();
  }

  public static Jupyter installed() {
    return find()
        .orElseThrow(
            () ->
                new Problem(
                    "Jupyter is not prepared.",
                    "Start through the launcher: './ricercar lab' or './ricercar notebook NAME'."));
  }

  private static Path prefix(Path jupyter) {
    return jupyter.toAbsolutePath().getParent().getParent();
  }

  /** The environment it is installed in. */
  public Path prefix() {
    return prefix(program);
  }

  /** The description of our kernel in that environment; absent before it is registered. */
  public Path kernel() {
    return prefix()
        .resolve("share/jupyter/kernels")
        .resolve(KernelSpec.NAME)
        .resolve("kernel.json");
  }

  /** Opens JupyterLab on the notebooks and stays until it is closed. */
  public int lab(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "lab",
                "--notebook-dir=" + Provenance.home().resolve("notebooks")));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Problem("Cannot start " + program + ".", "Is .venv whole? Remove it.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  /**
   * Executes a notebook into a page with its outputs, and leaves the executed notebook beside it.
   *
   * @param variables for the environment, such as {@code RICERCAR_QUICK}
   * @param says hears what happens, line by line: each cell as it begins
   */
  public Execution execute(
      Path notebook, Path html, Map<String, String> variables, Consumer<String> says) {
    Path page = html.toAbsolutePath();
    String stem = page.getFileName().toString().replaceFirst("\\.html$", "");
    Path executed = page.resolveSibling(stem + ".ipynb");
    StringBuilder log = new StringBuilder();
    Consumer<String> listener =
        line -> {
          log.append(line).append("\n");
          says.accept(line);
        };
    try {
      Files.createDirectories(page.getParent());
      int cells = run(executing(notebook, executed), variables, listener);
      int converted = run(converting(executed, page.getParent(), stem), Map.of(), log::append);
      return new Execution(cells == 0 && converted == 0, page, log.toString());
    } catch (IOException e) {
      throw new Problem("Cannot execute " + notebook + ".", "Is .venv whole? Remove it.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("The execution of " + notebook + " was interrupted.", "Run it again.", e);
    }
  }

  private List<String> executing(Path notebook, Path executed) throws IOException {
    try (InputStream script = Jupyter.class.getResourceAsStream("execute.py")) {
      return List.of(
          program.resolveSibling("python").toString(),
          "-c",
          new String(script.readAllBytes(), StandardCharsets.UTF_8),
          notebook.toAbsolutePath().toString(),
          executed.toString());
    }
  }

  // Empty addresses: the page must not ask anyone for scripts. A notebook of ours needs none.
  private List<String> converting(Path executed, Path folder, String stem) {
    return List.of(
        program.toString(),
        "nbconvert",
        "--to=html",
        "--log-level=ERROR",
        "--HTMLExporter.require_js_url=",
        "--HTMLExporter.jquery_url=",
        "--HTMLExporter.mathjax_url=",
        "--output-dir=" + folder,
        "--output=" + stem,
        executed.toString());
  }

  private static int run(List<String> command, Map<String, String> variables, Consumer<String> says)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("RICERCAR_HOME", Provenance.home().toString());
    Process process = builder.start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.contains("Loop-")) { // the kernel's own chatter
          says.accept(line);
        }
      }
    }
    return process.waitFor();
  }
}
