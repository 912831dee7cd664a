package ricercar.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.Problem;
import ricercar.notebook.Jupyter;
import ricercar.track.Provenance;

@Command(
    name = "notebook",
    description = "Execute a notebook without a browser, and write it as one HTML page.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar notebook 00-start-here            at its full size",
      "  ricercar notebook 00 --quick               a minute or so; the start of a name is enough",
      "  ricercar notebook 20-machup/02 --quick     one in a folder"
    })
final class NotebookCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "A notebook, or the start of its name: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  String name;

  @Option(names = "--quick", description = "Shrink data and training, as the tests do.")
  boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the page is written (default: runs/notebooks).")
  Path out;

  /** Of the notebooks of this clone, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      Path folder = Provenance.home().resolve("notebooks");
      return all(folder).stream().map(notebook -> name(folder, notebook)).iterator();
    }
  }

  @Override
  public Integer call() {
    Path home = Provenance.home();
    Path notebooks = home.resolve("notebooks");
    Path notebook = find(notebooks, name);
    Path folder = out == null ? home.resolve("runs/notebooks") : out.toAbsolutePath();
    String page =
        notebook.startsWith(notebooks)
            ? name(notebooks, notebook) + ".html"
            : notebook.getFileName().toString().replace(".ipynb", ".html");
    Map<String, String> variables = quick ? Map.of("RICERCAR_QUICK", "1") : Map.of();
    Jupyter.Execution run =
        Jupyter.installed().execute(notebook, folder.resolve(page), variables, System.out::println);
    System.out.println(run.html());
    Problem.unless(
        run.passed(), "Notebook %s failed; the error stands above.", notebook.getFileName());
    return 0;
  }

  static Path find(Path folder, String name) {
    Path direct = Path.of(name);
    if (Files.isRegularFile(direct)) {
      return direct.toAbsolutePath();
    }
    List<Path> all = all(folder);
    String asked = name.replaceFirst("\\.ipynb$", "");
    List<Path> matching =
        all.stream()
            .filter(
                path ->
                    name(folder, path).startsWith(asked)
                        || path.getFileName().toString().startsWith(asked))
            .toList();
    if (matching.size() == 1) {
      return matching.get(0);
    }
    String names =
        (matching.isEmpty() ? all : matching)
            .stream().map(path -> name(folder, path)).collect(Collectors.joining(", "));
    throw new Problem(
        (matching.isEmpty() ? "There is no notebook" : "Several notebooks begin with")
            + " '"
            + name
            + "'.",
        names.isEmpty() ? "There are none in " + folder + "." : "Choose one of: " + names + ".");
  }

  /** With the folder it is in, as in {@code 20-machup/02-table-a1}. */
  private static String name(Path folder, Path notebook) {
    String relative = folder.relativize(notebook).toString().replace(File.separatorChar, '/');
    return relative.replaceFirst("\\.ipynb$", "");
  }

  private static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(path -> path.toString().endsWith(".ipynb"))
          .filter(path -> !path.toString().contains(".ipynb_checkpoints"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem("Cannot read " + folder + ".", "Is it readable?", e);
    }
  }
}
