package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.ChildJvm;
import ricercar.Problem;

class LedgerTests {
  private static final List<Entry> ENTRIES =
      new Sessions()
          .says("ann", "c1", "piano", new Verdict.Confirm())
          .says("ann", "c2", "piano", new Verdict.Correct("Harfe „neu“", true))
          .says("bob", "c2", "piano", new Verdict.Reject())
          .undo("v1")
          .rectified()
          .says("bob", "c3", "organ", new Verdict.Skip())
          .entries();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("new/ledger.jsonl");
  }

  private void write(List<Entry> entries) {
    try (Ledger ledger = Ledger.open(file())) {
      entries.forEach(ledger::append);
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    write(ENTRIES);
    assertThat(Ledger.read(file())).isEqualTo(ENTRIES);
    try (Ledger ledger = Ledger.open(file())) {
      assertThat(ledger.entries()).isEqualTo(ENTRIES);
      assertThat(ledger.warning()).isEmpty();
    }
  }

  @Test
  void replayingGivesTheSameState() {
    write(ENTRIES);
    assertThat(LabelState.replay(Sessions.BASE, Ledger.read(file())))
        .isEqualTo(LabelState.replay(Sessions.BASE, ENTRIES));
  }

  @Test
  void aVerdictIsInTheFileWhenAppendReturns() {
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(ENTRIES.get(0));
      assertThat(Ledger.read(file())).containsExactly(ENTRIES.get(0));
    }
  }

  @Test
  void aTornTailIsCutAwayWhereverItTore() throws IOException {
    write(ENTRIES.subList(0, 2));
    byte[] whole = Files.readAllBytes(file());
    int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = second + 1; length < whole.length; length += 7) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(Ledger.read(file())).containsExactly(ENTRIES.get(0));
      try (Ledger ledger = Ledger.open(file())) {
        assertThat(ledger.warning()).contains("torn");
        ledger.append(ENTRIES.get(1));
      }
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void aBadLineBeforeTheEndIsNeverCutAway() throws IOException {
    write(ENTRIES.subList(0, 1));
    Files.writeString(file(), "{\"entry\": \"jud\n", StandardOpenOption.APPEND);
    Files.writeString(file(), Files.readAllLines(file()).get(0) + "\n", StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> Ledger.open(file()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Line 2");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void onlyOneWritesAtATime() {
    try (Ledger ledger = Ledger.open(file())) {
      assertThatThrownBy(() -> Ledger.open(file()))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("Someone else");
      ledger.append(ENTRIES.get(0));
    }
    write(ENTRIES.subList(1, 2));
    assertThat(Ledger.read(file())).isEqualTo(ENTRIES.subList(0, 2));
  }

  @Test
  void anotherProcessIsKeptOutToo() {
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(ENTRIES.get(0));
      Ledger.read(file());
      ChildJvm other = ChildJvm.run(Map.of(), List.of(), Opener.class, file().toString());
      assertThat(other.exit()).as(other.output()).isEqualTo(3);
    }
  }

  /** Ends with 3 where the ledger is kept by someone else. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      try (Ledger ledger = Ledger.open(Path.of(arguments[0]))) {
        ledger.entries();
      } catch (Problem e) {
        System.exit(3);
      }
    }
  }

  @Test
  void theSameVerdictIsNotTakenTwiceNorUndoneUnlessItIsThere() {
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(ENTRIES.get(0));
      assertThatThrownBy(() -> ledger.append(ENTRIES.get(0))).isInstanceOf(Problem.class);
      assertThatThrownBy(() -> ledger.append(new Sessions().undo("v7").entries().get(0)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("v7");
      assertThat(ledger.entries()).hasSize(1);
    }
  }
}
