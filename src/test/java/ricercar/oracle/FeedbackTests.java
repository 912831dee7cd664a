package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.probe.Prototypes;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;

/** A session that only looks at what a verdict moves, against one that begins again each time. */
class FeedbackTests {
  private static final int CLIPS = 24;
  private static final int WIDTH = 5;
  private static final List<String> PEOPLE = List.of("ann", "bob", "cat");
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final List<String> NEW = List.of("new x", "new y", "b new");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyStepIsAReplayOfTheWholeLedgerBitForBit(long seed) {
    Stream random = Stream.of(seed, "feedback");
    WindowEmbeddings windows = windows(random.child("windows"));
    FeedbackPrototypes making = new FeedbackPrototypes(seed % 2 == 0 ? 0.3 : 0);
    List<String> ids = new ArrayList<>();
    try (Ledger ledger = Ledger.open(folder.resolve(seed + ".jsonl"))) {
      Feedback session = new Feedback("task", clips(), base(), ledger, making);
      session.look(windows);
      for (int i = 0; i < 120; i++) {
        Stream now = random.child("step", i);
        session.append(entry(session, ids, now));
        if (now.child("late").nextDouble() < 0.2) {
          // Several verdicts may come before anyone asks what they moved.
          continue;
        }
        if (now.child("back").nextDouble() < 0.1) {
          session.see(now.child("to").nextInt(i + 1));
          equal(session, ledger, windows, making);
          session.see(i + 1);
        }
        equal(session, ledger, windows, making);
      }
    }
  }

  private static void equal(
      Feedback session, Ledger ledger, WindowEmbeddings windows, FeedbackPrototypes making) {
    Feedback anew = new Feedback("task", clips(), base(), ledger, making);
    anew.look(windows);
    anew.see(session.entries().size());
    LabelState replayed = LabelState.replay(base(), session.entries());
    assertThat(session.state()).isEqualTo(replayed);
    assertThat(anew.state()).isEqualTo(replayed);
    assertThat(session.predict(3)).isEqualTo(anew.predict(3));
    assertThat(session.prototypes().vectors()).isDeepEqualTo(anew.prototypes().vectors());
    assertThat(session.similarities()).isDeepEqualTo(naive(session.prototypes(), windows));
    for (int clip = 0; clip < CLIPS; clip++) {
      assertThat(session.predict(clip)).isEqualTo(anew.predict(clip));
    }
    int[] chosen = session.choose(new Strategy.Margin(), 4, 0, Stream.of(1, "choice"));
    assertThat(chosen).isEqualTo(anew.choose(new Strategy.Margin(), 4, 0, Stream.of(1, "choice")));
    for (int clip : chosen) {
      assertThat(replayed.asked()).doesNotContain(session.clip(clip));
      assertThat(base().unlabelled()).contains(session.clip(clip));
    }
  }

  /** A verdict, mostly; sometimes one is taken back, or an iteration ends. */
  private static Entry entry(Feedback session, List<String> ids, Stream random) {
    double kind = random.child("kind").nextDouble();
    if (kind < 0.2 && !ids.isEmpty()) {
      String id = ids.get(random.child("undone").nextInt(ids.size()));
      return new Entry.Undone(id, "ann", Instant.EPOCH);
    }
    if (kind < 0.27) {
      return new Entry.Rectified(Instant.EPOCH, "m");
    }
    String id = "v" + ids.size();
    ids.add(id);
    int clip = random.child("clip").nextInt(CLIPS - 1);
    List<String> classes = session.state().classes();
    Verdict verdict =
        switch (random.child("verdict").nextInt(6)) {
          case 0 -> new Verdict.Confirm();
          case 1 -> new Verdict.Reject();
          case 2 -> new Verdict.Skip();
          case 3, 4 ->
              new Verdict.Correct(
                  classes.get(random.child("class").nextInt(classes.size())), false);
          default -> new Verdict.Correct(NEW.get(random.child("new").nextInt(NEW.size())), true);
        };
    return new Entry.Judged(
        id,
        PEOPLE.get(random.child("who").nextInt(PEOPLE.size())),
        Instant.EPOCH,
        session.clip(clip),
        session.predict(clip),
        verdict,
        1,
        "m");
  }

  /** As it was first written down: every prototype with every window, clip by clip. */
  private static float[][] naive(Prototypes prototypes, WindowEmbeddings windows) {
    float[][] rows = windows.rows();
    float[][] vectors = prototypes.vectors();
    float[][] similarities = new float[CLIPS][vectors.length];
    for (int clip = 0; clip < CLIPS; clip++) {
      for (int c = 0; c < vectors.length; c++) {
        double sum = 0;
        int count = 0;
        for (int w = 0; w < rows.length; w++) {
          if (windows.clips()[w] == clip) {
            double length = Math.max(1e-12, Math.sqrt(dot(rows[w], rows[w])));
            sum += vectors[c] == null ? -1 : (float) (dot(vectors[c], rows[w]) / length);
            count++;
          }
        }
        similarities[clip][c] = (float) (sum / count);
      }
    }
    return similarities;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }

  /** One to three windows a clip. */
  private static WindowEmbeddings windows(Stream random) {
    int[] clips =
        IntStream.range(0, CLIPS)
            .flatMap(clip -> IntStream.range(0, 1 + clip % 3).map(w -> clip))
            .toArray();
    float[] values = new float[clips.length * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new WindowEmbeddings(clips, values, WIDTH);
  }

  private static List<String> clips() {
    List<String> clips = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      clips.add("clip %02d".formatted(i * 7 % CLIPS));
    }
    return clips;
  }

  /** Four labelled clips, of which none has the third class; the last clip is no part of it. */
  private static LabelBase base() {
    List<String> clips = clips();
    TreeMap<String, String> labelled = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      labelled.put(clips.get(i), CLASSES.get(i % 2));
    }
    return new LabelBase(CLASSES, labelled, new TreeSet<>(clips.subList(4, CLIPS - 1)));
  }
}
