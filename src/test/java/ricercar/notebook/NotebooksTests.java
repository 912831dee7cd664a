package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotebooksTests {
  static Stream<Path> notebooks() throws Exception {
    return Files.walk(Path.of("notebooks"))
        .filter(file -> file.toString().endsWith(".ipynb"))
        .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isCommittedStrippedAndInOneSpelling(Path file) throws Exception {
    assertThat(Files.readString(file))
        .as("write it again: java … ricercar.notebook.NotebookFile " + file)
        .isEqualTo(NotebookFile.read(file).toJson());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void opensWithOneLineAndEndsWithFinish(Path file) {
    String id = id(file);
    List<String> code = NotebookFile.read(file).code();

    assertThat(code.get(0))
        .isEqualTo("import static ricercar.notebook.Lab.*; start(\"" + id + "\");");
    assertThat(code.get(code.size() - 1)).isEqualTo("finish();");
    assertThat(code).noneMatch(cell -> cell.matches("(?m)^%.*"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCellCompiles(Path file) {
    assertThat(CellCompiler.complaints(NotebookFile.read(file).code())).isEmpty();
  }

  @Test
  void aCellThatDoesNotCompileIsNamed() {
    assertThat(CellCompiler.complaints(List.of("int a = 1;", "String b = a;")))
        .singleElement()
        .asString()
        .contains("String b = a;", "incompatible types");
    assertThat(CellCompiler.complaints(List.of("int f() { return g(); }")))
        .singleElement()
        .asString()
        .contains("unknown [method g()]");
    assertThat(CellCompiler.complaints(List.of("int f( {"))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void runsInQuickMode(Path file) {
    Jupyter jupyter = jupyter();
    Path html = Path.of("target/notebooks").resolve(id(file) + ".html").toAbsolutePath();

    Jupyter.Execution run = jupyter.execute(file, html, Map.of("RICERCAR_QUICK", "1"), line -> {});

    assertThat(run.passed()).as(run.log()).isTrue();
    // Nothing is fetched from elsewhere; a link to a page of this machine is no fetching.
    assertThat(html)
        .content()
        .contains("Passed in ")
        .doesNotContainPattern("(src|href)=\"http(?!://127\\.0\\.0\\.1:)");
  }

  /** The name with the folder that it is in. */
  private static String id(Path file) {
    String relative = Path.of("notebooks").relativize(file).toString();
    return relative.replace(File.separatorChar, '/').replace(".ipynb", "");
  }

  @Test
  void notebooksInFoldersAreAmongThem() throws Exception {
    assertThat(notebooks()).extracting(NotebooksTests::id).contains("20-machup/02-table-a1");
  }

  static Jupyter jupyter() {
    assumeTrue(Jupyter.find().isPresent(), "no Jupyter here: './ricercar test' installs it");
    Jupyter jupyter = Jupyter.find().orElseThrow();
    KernelSpec.write(
        jupyter.prefix(),
        Path.of(""),
        List.of(
            "--add-exports",
            "java.desktop/com.sun.media.sound=ALL-UNNAMED",
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Xmx3g"));
    return jupyter;
  }
}
