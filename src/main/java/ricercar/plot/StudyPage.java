package ricercar.plot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;

/**
 * A study as one page that can be sent as it is: no script, picture or sound comes from elsewhere.
 * Pictures follow the reader's light or dark setting.
 */
public final class StudyPage implements Viewable {
  private static final int FRAME_HEIGHT = 900;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<String> chapters = new ArrayList<>();

  /**
   * @param question what the study asks, in a sentence
   */
  public StudyPage(String title, String question) {
    this.title = title;
    body.append("<header><p class=\"house\">Ricercar</p><h1>")
        .append(Html.escape(title))
        .append("</h1><p class=\"question\">")
        .append(Html.escape(question))
        .append("</p></header>\n");
  }

  public StudyPage chapter(String heading) {
    chapters.add(heading);
    body.append("<h2 id=\"c%d\">".formatted(chapters.size()))
        .append(Html.escape(heading))
        .append("</h2>\n");
    return this;
  }

  /** Paragraphs, parted by empty lines. */
  public StudyPage text(String paragraphs) {
    for (String paragraph : paragraphs.strip().split("\n\\s*\n")) {
      body.append("<p>").append(Html.escape(paragraph.strip())).append("</p>\n");
    }
    return this;
  }

  /** What a reader should take along, set apart. */
  public StudyPage finding(String sentence) {
    body.append("<p class=\"finding\">").append(Html.escape(sentence)).append("</p>\n");
    return this;
  }

  public StudyPage table(Grid grid) {
    body.append("<div class=\"table\">").append(grid.html()).append("</div>\n");
    return this;
  }

  public StudyPage figure(Figure figure, String caption) {
    body.append(
            "<figure class=\"plate\"><picture><source media=\"(prefers-color-scheme: dark)\""
                + " srcset=\"")
        .append(Html.dataUri("image/png", figure.png(Theme.DARK)))
        .append("\"><img width=\"%d\" alt=\"".formatted(figure.width()))
        .append(Html.escape(figure.summary()))
        .append("\" src=\"")
        .append(Html.dataUri("image/png", figure.png(Theme.LIGHT)))
        .append("\"></picture>");
    caption(caption);
    body.append("</figure>\n");
    return this;
  }

  public StudyPage map(EmbeddingMap map, String caption) {
    body.append("<figure class=\"wide\">").append(map.fragment());
    caption(caption);
    body.append("</figure>\n");
    return this;
  }

  public StudyPage sounds(Audition player, String caption) {
    body.append("<figure>").append(player.html());
    caption(caption);
    body.append("</figure>\n");
    return this;
  }

  /** Where the numbers come from: versions, seeds, fingerprints. */
  public StudyPage provenance(Map<String, String> facts) {
    body.append("<h2>Provenance</h2>\n<dl>");
    facts.forEach(
        (name, value) ->
            body.append("<dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd>"));
    body.append("</dl>\n");
    return this;
  }

  private void caption(String caption) {
    if (!caption.isEmpty()) {
      body.append("<figcaption>").append(Html.escape(caption)).append("</figcaption>");
    }
  }

  /** The page inside a notebook. */
  @Override
  public View view() {
    return View.html(title, Html.savingFrame(html(), FRAME_HEIGHT));
  }

  public String html() {
    return Html.page(
        title,
        "<main>" + body + "</main>\n",
        Stream.concat(Stream.of("/ricercar/page.css", "study.css"), EmbeddingMap.STYLES.stream())
            .toList(),
        EmbeddingMap.SCRIPTS);
  }

  public Path write(Path file) {
    AtomicFiles.write(file, html());
    return file;
  }
}
