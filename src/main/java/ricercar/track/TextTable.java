package ricercar.track;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts, to be printed.
 *
 * @param lines texts, the header first, as many in each
 * @param leftColumns how many columns hold words and not numbers, from the left
 * @param notes below it, a line each
 */
public record TextTable(
    String title, List<List<String>> lines, int leftColumns, List<String> notes) {
  public TextTable {
    lines = lines.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("**" + title + "**\n\n");
    int columns = lines.get(0).size();
    for (int r = 0; r < lines.size(); r++) {
      text.append("| ").append(String.join(" | ", escaped(lines.get(r)))).append(" |\n");
      if (r == 0) {
        text.append("|---".repeat(leftColumns)).append("|---:".repeat(columns - leftColumns));
        text.append("|\n");
      }
    }
    return text.append("\n").append(noteLines()).toString();
  }

  /** Aligned for a terminal. */
  String text() {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    String rule = "─".repeat(IntStream.of(widths).map(w -> w + 2).sum() - 2);
    StringBuilder text = new StringBuilder(title + "\n" + rule + "\n");
    for (int r = 0; r < lines.size(); r++) {
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - lines.get(r).get(c).length());
        String cell = c < leftColumns ? lines.get(r).get(c) + pad : pad + lines.get(r).get(c);
        text.append(c == 0 ? cell : "  " + cell);
      }
      text.append("\n").append(r == 0 || r == lines.size() - 1 ? rule + "\n" : "");
    }
    return text.append(noteLines()).toString();
  }

  private String noteLines() {
    return notes.stream().map(note -> note + "\n").collect(Collectors.joining());
  }

  private static List<String> escaped(List<String> texts) {
    return texts.stream().map(text -> text.replace("|", "\\|")).toList();
  }
}
