package ricercar.plot;

import java.awt.Color;

/** Paper and ink. Pages carry both and follow the reader's setting; notebooks use the light one. */
public enum Theme {
  LIGHT(0xffffff, 0x1b1f24, 0x5c6570, 0xe6e8eb),
  DARK(0x15181c, 0xe9ebee, 0x9aa3ad, 0x2b3036);

  private final Color paper;
  private final Color ink;
  private final Color muted;
  private final Color grid;

  Theme(int paper, int ink, int muted, int grid) {
    this.paper = new Color(paper);
    this.ink = new Color(ink);
    this.muted = new Color(muted);
    this.grid = new Color(grid);
  }

  public Color paper() {
    return paper;
  }

  public Color ink() {
    return ink;
  }

  /** For axis labels and remarks; still 4.5 : 1 against the paper. */
  public Color muted() {
    return muted;
  }

  public Color grid() {
    return grid;
  }
}
