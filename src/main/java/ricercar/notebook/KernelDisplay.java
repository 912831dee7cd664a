package ricercar.notebook;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import ricercar.plot.View;

/** The display below a cell, by JJava. With the extension the only class that knows the kernel. */
final class KernelDisplay implements Display {
  private final BaseKernel kernel;

  KernelDisplay(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void show(View view) {
    DisplayData data = new DisplayData();
    fill(data, view);
    kernel.display(data);
  }

  @Override
  public void markdown(String text) {
    DisplayData data = new DisplayData(text);
    data.putMarkdown(text);
    kernel.display(data);
  }

  @Override
  public Live live(View first) {
    String id = UUID.randomUUID().toString();
    kernel.display(named(id, first));
    return view -> kernel.getIO().display.updateDisplay(id, named(id, view));
  }

  private static DisplayData named(String id, View view) {
    DisplayData data = new DisplayData();
    fill(data, view);
    // setDisplayId changed its result between kernel versions; the entry it makes did not.
    data.putTransientData("display_id", id);
    return data;
  }

  static void fill(DisplayData data, View view) {
    data.putText(view.text());
    view.html().ifPresent(data::putHTML);
    if (view.hasPicture()) {
      data.putData("image/png", Base64.getEncoder().encodeToString(view.png()));
      data.putMetaData(
          "image/png", Map.of("width", view.width(), "height", view.height(), "alt", view.text()));
    }
  }

  @Override
  public List<String> unresolved() {
    JShell shell = shell();
    return shell
        .snippets()
        .filter(snippet -> shell.status(snippet).name().startsWith("RECOVERABLE"))
        .map(snippet -> describe(shell, snippet))
        .toList();
  }

  private static String describe(JShell shell, Snippet snippet) {
    String missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration).toList().toString()
            : "";
    String source = snippet.source().strip();
    return "'%s' names what does not exist: %s"
        .formatted(source.substring(0, Math.min(60, source.length())), missing);
  }

  // The kernel's published interface has no way to its shell; the kernel itself has.
  private JShell shell() {
    try {
      return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this kernel does not show its shell", e);
    }
  }
}
