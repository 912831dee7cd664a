package ricercar.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ricercar.Problem;
import ricercar.corpus.Csv;

/**
 * Verdicts as a table such as Label Studio's "CSV" export, a line an annotation: its columns, and
 * behind them what a verdict has besides. A table of Label Studio's own columns alone can be read.
 */
public final class LabelStudioCsv {
  private static final String HEAD =
      "audio,id,class,annotator,annotation_id,created_at,updated_at,lead_time,"
          + "clip,predicted,similarity,margin,verdict,new,model";

  private LabelStudioCsv() {}

  /**
   * The verdicts that stand.
   *
   * @param address of a clip's sound
   */
  public static String toCsv(List<Entry> entries, UnaryOperator<String> address) {
    List<Entry.Judged> standing = LabelStudio.standing(entries);
    List<String> clips = standing.stream().map(Entry.Judged::clip).distinct().toList();
    StringBuilder text = new StringBuilder(HEAD + "\n");
    for (Entry.Judged judged : standing) {
      Prediction shown = judged.prediction();
      Verdict verdict = judged.verdict();
      List<String> cells =
          List.of(
              address.apply(judged.clip()),
              String.valueOf(clips.indexOf(judged.clip()) + 1),
              verdict.label(shown).orElse(""),
              judged.who(),
              judged.id(),
              judged.when().toString(),
              judged.when().toString(),
              String.valueOf(judged.milliseconds() / 1000.0),
              judged.clip(),
              shown.label(),
              String.valueOf(shown.similarity()),
              String.valueOf(shown.margin()),
              verdict.kind().text(),
              String.valueOf(verdict instanceof Verdict.Correct correct && correct.isNew()),
              judged.model());
      text.append(String.join(",", cells.stream().map(LabelStudioCsv::quoted).toList()))
          .append("\n");
    }
    return text.toString();
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\\n\\r\\t].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /**
   * @param name of the file, for messages
   * @param choice the column of the class, as the project calls its choices
   * @param clip the id of the clip at an address, where the table does not name it
   */
  public static List<Entry.Judged> fromCsv(
      String name, String text, String choice, List<String> classes, UnaryOperator<String> clip) {
    Csv table = Csv.parse(name, text);
    for (String column : List.of("audio", choice, "annotator", "annotation_id")) {
      Problem.unless(
          table.columns().contains(column),
          "%s has no column '%s'; it has %s.",
          name,
          column,
          table.columns());
    }
    List<Entry.Judged> all = new ArrayList<>();
    for (Csv.Row row : table.rows()) {
      String label = table.cell(row, choice);
      String predicted = cell(table, row, "predicted", label.isEmpty() ? "?" : label);
      String place = "%s line %d".formatted(name, row.line());
      all.add(
          new Entry.Judged(
              cell(table, row, "verdict", "").isEmpty()
                  ? "label-studio-" + table.cell(row, "annotation_id")
                  : table.cell(row, "annotation_id"),
              table.cell(row, "annotator"),
              LabelStudio.when(place, cell(table, row, "created_at", "")),
              cell(table, row, "clip", clip.apply(table.cell(row, "audio"))),
              new Prediction(
                  predicted,
                  number(place, cell(table, row, "similarity", "0")),
                  number(place, cell(table, row, "margin", "0"))),
              verdict(
                  cell(table, row, "verdict", label.isEmpty() ? "skip" : "confirm"),
                  label,
                  cell(table, row, "new", String.valueOf(!classes.contains(label))),
                  place),
              Math.round(1000 * number(place, cell(table, row, "lead_time", "0"))),
              cell(table, row, "model", "")));
    }
    return all;
  }

  private static Verdict verdict(String kind, String label, String isNew, String place) {
    return switch (kind) {
      case "confirm" -> new Verdict.Confirm();
      case "reject" -> new Verdict.Reject();
      case "correct" -> new Verdict.Correct(label, Boolean.parseBoolean(isNew));
      case "skip" -> new Verdict.Skip();
      default ->
          throw new Problem(
              "%s: '%s' is no verdict.".formatted(place, kind),
              "It is confirm, reject, correct or skip.");
    };
  }

  private static String cell(Csv table, Csv.Row row, String column, String otherwise) {
    String cell = table.columns().contains(column) ? table.cell(row, column) : "";
    return cell.isEmpty() ? otherwise : cell;
  }

  private static double number(String place, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new Problem("%s: '%s' is no number.".formatted(place, cell), "", e);
    }
  }
}
