package ricercar.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Compiles the cells of a notebook as the kernel would, in order, and runs none of them. */
final class CellCompiler {
  private CellCompiler() {}

  /** What does not compile, each with the cell's first line. */
  static List<String> complaints(List<String> cells) {
    List<String> complaints = new ArrayList<>();
    try (JShell shell =
        JShell.builder()
            .executionEngine(new Idle(), Map.of())
            .compilerOptions("-cp", System.getProperty("java.class.path"))
            .build()) {
      cells.forEach(cell -> compile(shell, cell, complaints));
      shell
          .snippets()
          .filter(snippet -> shell.status(snippet).name().startsWith("RECOVERABLE"))
          .forEach(
              snippet ->
                  complaints.add(
                      snippet.source().lines().findFirst().orElse("")
                          + ": unknown "
                          + shell.unresolvedDependencies((DeclarationSnippet) snippet).toList()));
    }
    return complaints;
  }

  private static void compile(JShell shell, String cell, List<String> complaints) {
    String rest = cell;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!next.completeness().isComplete()) {
        complaints.add(rest.strip().lines().findFirst().orElse("") + ": not a whole statement");
        return;
      }
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.status() == Snippet.Status.REJECTED) {
          shell
              .diagnostics(event.snippet())
              .map((Diag diag) -> diag.getMessage(Locale.ROOT))
              .forEach(message -> complaints.add(next.source().strip() + ": " + message));
        }
      }
      rest = next.remaining();
    }
  }

  /** Loads the classes, so that types are known, but calls nothing. */
  private static final class Idle implements ExecutionControlProvider {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return new LocalExecutionControl() {
        @Override
        public String invoke(String className, String methodName) {
          return "";
        }

        @Override
        public String varValue(String className, String varName) {
          return "";
        }
      };
    }
  }
}
