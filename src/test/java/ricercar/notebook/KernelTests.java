package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.notebook.NotebookFile.Cell;
import ricercar.notebook.NotebookFile.Kind;

class KernelTests {
  @Test
  void theKernelStartsWithAbsolutePathsOnly(@TempDir Path prefix) throws Exception {
    Path jjava = prefix.resolve("share/jupyter/kernels/java/jjava.jar");
    Files.createDirectories(jjava.getParent());
    Files.createFile(jjava);

    Path folder = KernelSpec.write(prefix, Path.of("a home"), List.of("-Xmx1g"));

    JsonNode spec = new ObjectMapper().readTree(folder.resolve("kernel.json").toFile());
    assertThat(Path.of(spec.get("argv").get(0).asText())).isAbsolute().isExecutable();
    assertThat(spec.get("argv").get(1).asText()).isEqualTo("-Xmx1g");
    assertThat(spec.get("argv").get(3).asText().split(File.pathSeparator))
        .hasSize(3)
        .allMatch(entry -> Path.of(entry).isAbsolute())
        .startsWith(jjava.toAbsolutePath().toString());
    assertThat(spec.get("interrupt_mode").asText()).isEqualTo("message");
    assertThat(spec.get("env").get("RICERCAR_HOME").asText()).endsWith("/a home");
  }

  @Test
  void anEnvironmentWithoutTheKernelIsNamed(@TempDir Path prefix) {
    assertThatThrownBy(() -> KernelSpec.write(prefix, Path.of(""), List.of()))
        .hasMessageContaining("There is no kernel in " + prefix);
  }

  @Test
  void aNotebookReadAndWrittenIsTheSame(@TempDir Path folder) throws Exception {
    String awkward = "String s = \"a\" + \" : \"; // é\n\nf(\"\\n\");";
    NotebookFile notebook =
        new NotebookFile(List.of(new Cell(Kind.MARKDOWN, "# T"), new Cell(Kind.CODE, awkward)));
    Path file = Files.writeString(folder.resolve("n.ipynb"), notebook.toJson());

    assertThat(NotebookFile.read(file)).isEqualTo(notebook);
    assertThat(notebook.toJson()).contains("\"outputs\": [],", "\"id\": \"cell-02\"");
  }

  @Test
  void outputsAndCountersOfAnExecutedNotebookAreLeftOut(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("n.ipynb"),
            """
            {"cells": [{"cell_type": "code", "id": "x", "execution_count": 7,
              "metadata": {"execution": {"iopub.execute_input": "2026"}},
              "outputs": [{"output_type": "stream", "name": "stdout", "text": ["hi"]}],
              "source": ["int a = 1;\\n", "int b;"]}],
             "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5}
            """);

    assertThat(NotebookFile.read(file).toJson())
        .doesNotContain("hi", "2026", "7", "widgets")
        .contains("\"int a = 1;\\n\",");
  }

  @Test
  void theKernelReportsWhatJupyterTakesForSuccess(@TempDir Path folder) throws Exception {
    Jupyter jupyter = NotebooksTests.jupyter();
    NotebookFile planted =
        new NotebookFile(
            List.of(
                new Cell(Kind.CODE, "import static ricercar.notebook.Lab.*; start(\"planted\");"),
                new Cell(Kind.CODE, "int f() { return missing(); }"),
                new Cell(
                    Kind.CODE,
                    "var t = new Thread(() -> { throw new IllegalStateException(\"lost\"); });\n"
                        + "t.start(); t.join();"),
                new Cell(Kind.CODE, "check(1 > 2, \"one is more than two\");"),
                new Cell(Kind.CODE, "finish();")));
    Path file = Files.writeString(folder.resolve("planted.ipynb"), planted.toJson());

    Jupyter.Execution run =
        jupyter.execute(
            file, folder.resolve("planted.html"), Map.of("RICERCAR_QUICK", "1"), line -> {});

    assertThat(run.passed()).isFalse();
    assertThat(run.html()).content().contains("one is more than two");
    assertThat(run.log())
        .contains("failed: ricercar.Problem: The notebook 'planted' did not pass: 'int f()")
        .contains("names what does not exist: [method missing()]")
        .contains("IllegalStateException: lost")
        .contains("does not hold: one is more than two");
  }
}
