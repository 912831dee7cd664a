package ricercar.plot;

import java.nio.file.Path;
import ricercar.Problem;
import ricercar.files.AtomicFiles;

/** A picture of results, painted alike on light and on dark paper. */
public interface Figure extends Viewable {
  String title();

  /** What the picture says, in a line: the text for readers without pictures. */
  String summary();

  int width();

  int height();

  void paint(Sheet sheet);

  default byte[] png(Theme theme) {
    Sheet sheet = new Sheet(width(), height(), theme);
    sheet.title(title());
    paint(sheet);
    return sheet.png();
  }

  @Override
  default View view() {
    return View.picture(summary(), png(Theme.LIGHT), width(), height());
  }

  /**
   * Writes the picture on light paper: pixels if the file's name ends in {@code .png}, shapes if it
   * ends in {@code .svg} or {@code .pdf}.
   */
  default void save(Path file) {
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    switch (format) {
      case "png" -> AtomicFiles.write(file, png(Theme.LIGHT));
      case "svg", "pdf" -> {
        Sheet sheet = Sheet.ofShapes(width(), height(), Theme.LIGHT);
        sheet.title(title());
        paint(sheet);
        AtomicFiles.write(file, sheet.document(format));
      }
      default ->
          throw new Problem(
              "A picture cannot be saved as '" + name + "'.", "Name it .png, .svg or .pdf.");
    }
  }
}
