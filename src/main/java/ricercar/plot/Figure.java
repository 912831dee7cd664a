package ricercar.plot;

import java.nio.file.Path;
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

  /** Writes the picture on light paper. */
  default void save(Path png) {
    AtomicFiles.write(png, png(Theme.LIGHT));
  }
}
