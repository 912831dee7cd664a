package ricercar.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ricercar.Problem;

/**
 * Whether a public data set is there, and whole.
 *
 * @param published whether it was judged by the published totals, and not by totals of its own
 * @param counts expected and found, part by part; empty where the set is absent
 */
public record SetReport(
    PublicSet set,
    Path root,
    State state,
    boolean published,
    List<Count> counts,
    List<Inventory.Repair> repairs,
    List<String> remarks) {
  /** VALID: every count is as expected and nothing needs repair. */
  public enum State {
    ABSENT,
    INCOMPLETE,
    VALID
  }

  /** A part of the set, such as a split. */
  public record Count(String part, long expected, long found) {}

  private static final int SHOWN = 50;

  /** Looks at a set on disk; {@code inventory} is filled unless the set is absent. */
  static SetReport of(PublicSet set, Path root, Inventory inventory) {
    boolean absent =
        set.source().landmarks().stream().noneMatch(name -> Files.exists(root.resolve(name)));
    boolean own = Files.exists(root.resolve(ExpectedCounts.FILE));
    if (absent) {
      return new SetReport(set, root, State.ABSENT, !own, List.of(), List.of(), List.of());
    }
    var expected = ExpectedCounts.of(set, root);
    set.inspect(root, inventory);
    List<Count> counts = new ArrayList<>();
    expected.forEach(
        (part, count) ->
            counts.add(new Count(part, count, inventory.found().getOrDefault(part, 0L))));
    boolean whole =
        inventory.repairs().isEmpty()
            && counts.stream().allMatch(count -> count.found() == count.expected());
    return new SetReport(
        set,
        root,
        whole ? State.VALID : State.INCOMPLETE,
        !own,
        counts,
        inventory.repairs(),
        inventory.remarks());
  }

  public int exitStatus() {
    return state == State.VALID ? 0 : 1;
  }

  /** For people, line by line. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(set.name() + ": " + state.name().toLowerCase(Locale.ROOT));
    lines.add("Folder: " + root);
    if (state == State.ABSENT) {
      lines.add("Nothing of it is there: no " + String.join(", no ", landmarks()) + ".");
    } else {
      lines.add(
          published
              ? "Judged by the published totals."
              : "Judged by the folder's own "
                  + ExpectedCounts.FILE
                  + ": this is NOT the published set.");
      addCounts(lines);
    }
    addAll(lines, "Known, and no fault:", remarks);
    addAll(
        lines,
        "To repair:",
        repairs.stream().map(repair -> repair.what() + " " + repair.remedy()).toList());
    if (state != State.VALID) {
      lines.add("Get it from: " + set.source().origin());
      lines.add("Licence: " + set.source().licence());
      lines.add("The folder should hold:");
      set.source().layout().forEach(line -> lines.add("  " + line));
      lines.add("More in docs/corpora.md.");
    }
    return String.join("\n", lines) + "\n";
  }

  /** Refuses to go on with less than the whole set. */
  void requireValid() {
    if (state != State.VALID) {
      throw new Problem(
          "The corpus cannot be opened.\n" + text().strip(),
          "\nSee ./ricercar corpus verify %s %s".formatted(set.name(), root));
    }
  }

  private List<String> landmarks() {
    return set.source().landmarks();
  }

  private void addCounts(List<String> lines) {
    int width = counts.stream().mapToInt(count -> count.part().length()).max().orElse(0);
    for (Count count : counts) {
      long lacking = count.expected() - count.found();
      String verdict =
          lacking == 0
              ? ""
              : String.format(
                  Locale.ROOT, "  %,d too %s", Math.abs(lacking), lacking > 0 ? "few" : "many");
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-" + width + "s  expected %,7d  found %,7d%s",
              count.part(),
              count.expected(),
              count.found(),
              verdict));
    }
  }

  private static void addAll(List<String> lines, String head, List<String> more) {
    if (!more.isEmpty()) {
      lines.add(head);
      more.stream().limit(SHOWN).forEach(line -> lines.add("  " + line));
    }
    if (more.size() > SHOWN) {
      lines.add("  and " + (more.size() - SHOWN) + " more.");
    }
  }
}
