package ricercar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ricercar.Problem;
import ricercar.notebook.KernelSpec;
import ricercar.track.Provenance;

/**
 * The Jupyter that the launcher prepared: named in RICERCAR_JUPYTER, else the one in .venv.
 *
 * @param program the {@code jupyter} command
 */
record Jupyter(Path program) {
  static Optional<Jupyter> find() {
    String named = System.getenv("RICERCAR_JUPYTER");
    Path program =
        named == null || named.isBlank()
            ? Provenance.home().resolve(".venv/bin/jupyter")
            : Path.of(named);
    return Files.isExecutable(program) ? Optional.of(new Jupyter(program)) : Optional.empty();
  }

  static Jupyter require() {
    return find()
        .orElseThrow(
            () ->
                new Problem(
                    "Jupyter is not prepared.",
                    "Start through the launcher: './ricercar lab' or './ricercar notebook NAME'."));
  }

  List<String> command(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The description of our kernel in this environment. */
  Path kernel() {
    return program
        .toAbsolutePath()
        .getParent()
        .resolveSibling("share/jupyter/kernels")
        .resolve(KernelSpec.NAME)
        .resolve("kernel.json");
  }
}
