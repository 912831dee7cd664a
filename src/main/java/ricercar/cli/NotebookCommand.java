package ricercar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "  ricercar notebook 00 --quick               a few minutes; the start of a name is enough"
    })
final class NotebookCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "A notebook in notebooks/, or the start of its name.")
  String name;

  @Option(names = "--quick", description = "Shrink data and training, as the tests do.")
  boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the page is written (default: runs/notebooks).")
  Path out;

  @Override
  public Integer call() {
    Path home = Provenance.home();
    Path notebook = find(home.resolve("notebooks"), name);
    Path folder = out == null ? home.resolve("runs/notebooks") : out.toAbsolutePath();
    String page = notebook.getFileName().toString().replace(".ipynb", ".html");
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
    List<Path> matching =
        all.stream().filter(path -> path.getFileName().toString().startsWith(name)).toList();
    if (matching.size() == 1) {
      return matching.get(0);
    }
    String names =
        String.join(
            ", ",
            (matching.isEmpty() ? all : matching)
                .stream()
                    .map(path -> path.getFileName().toString().replace(".ipynb", ""))
                    .toList());
    throw new Problem(
        (matching.isEmpty() ? "There is no notebook" : "Several notebooks begin with")
            + " '"
            + name
            + "'.",
        names.isEmpty() ? "There are none in " + folder + "." : "Choose one of: " + names + ".");
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
