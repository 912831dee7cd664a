package ricercar.notebook;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import ricercar.files.AtomicFiles;
import ricercar.plot.View;

/** The display of a plain program: texts to a stream, pictures and pages to numbered files. */
final class FileDisplay implements Display {
  private final Path folder;
  private final PrintStream out;
  private int count;

  FileDisplay(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  @Override
  public void show(View view) {
    out.println(view.text());
    if (view.hasPicture() || view.html().isPresent()) {
      String name = "%03d".formatted(++count);
      if (view.hasPicture()) {
        keep(name + ".png", view.png());
      }
      view.html().ifPresent(html -> keep(name + ".html", Pages.around(html)));
    }
  }

  private void keep(String name, byte[] bytes) {
    AtomicFiles.write(folder.resolve(name), bytes);
    out.println("  → " + folder.resolve(name));
  }

  @Override
  public void markdown(String text) {
    out.println(text);
  }

  // Only the last state: a stream cannot be repainted.
  @Override
  public Live live(View first) {
    return view -> {};
  }

  @Override
  public List<String> unresolved() {
    return List.of();
  }
}
