package ricercar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ricercar.oracle.Entry;
import ricercar.oracle.Feedback;
import ricercar.oracle.FeedbackPrototypes;
import ricercar.oracle.LabelBase;
import ricercar.oracle.Ledger;
import ricercar.oracle.Prediction;
import ricercar.oracle.Strategy;
import ricercar.oracle.Verdict;
import ricercar.random.Stream;

/**
 * Verdicts one after the other on drawn clips, by someone who knows their classes.
 *
 * @param moved {@code [verdict]} milliseconds until prototypes have moved, the ledger on the disk
 * @param next {@code [verdict]} milliseconds until the next clip is chosen, with its prediction and
 *     its nearest labelled clips
 * @param cpu milliseconds of a verdict on average, until the next clip is ready
 * @param right of 100 predictions of clips without a label, after the last verdict
 */
record FeedbackRound(double[] moved, double[] next, double cpu, double right) {
  private static final int NEAREST = 5;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static FeedbackRound of(FeedbackData data, int labelled, int verdicts, Path ledgerFile) {
    List<String> clips = IntStream.range(0, data.clips()).mapToObj("clip-%05d"::formatted).toList();
    TreeMap<String, String> known = new TreeMap<>();
    clips.subList(0, labelled).forEach(clip -> known.put(clip, data.label(known.size())));
    LabelBase base =
        new LabelBase(data.labels(), known, new TreeSet<>(clips.subList(labelled, clips.size())));
    try (Ledger ledger = Ledger.open(ledgerFile)) {
      Feedback session = new Feedback("class", clips, base, ledger, new FeedbackPrototypes(0));
      session.look(data.windows());
      double[] moved = new double[verdicts];
      double[] next = new double[verdicts];
      int asked = choose(session, 0);
      Prediction shown = session.predict(asked);
      long cpu = SYSTEM.getProcessCpuTime();
      for (int i = 0; i < verdicts; i++) {
        Entry verdict = verdict(i, session.clip(asked), shown, data.label(asked));
        long began = System.nanoTime();
        session.append(verdict);
        session.prototypes();
        moved[i] = (System.nanoTime() - began) / 1e6;
        asked = choose(session, (double) i / verdicts);
        shown = session.predict(asked);
        session.nearest(asked, shown.label(), NEAREST);
        next[i] = (System.nanoTime() - began) / 1e6;
      }
      double each = (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / verdicts;
      return new FeedbackRound(moved, next, each, right(session, data));
    }
  }

  private static int choose(Feedback session, double progress) {
    return session.choose(new Strategy.Margin(), 1, progress, Stream.of(1, "feedback bench"))[0];
  }

  private static Entry verdict(int number, String clip, Prediction shown, String label) {
    Verdict verdict =
        label.equals(shown.label()) ? new Verdict.Confirm() : new Verdict.Correct(label, false);
    return new Entry.Judged(
        "v" + number, "bench", Instant.EPOCH, clip, shown, verdict, 0, "synthetic");
  }

  private static double right(Feedback session, FeedbackData data) {
    int[] open =
        IntStream.range(0, data.clips())
            .filter(clip -> session.state().label(session.clip(clip)).isEmpty())
            .toArray();
    return 100
        * IntStream.of(open)
            .filter(clip -> session.predict(clip).label().equals(data.label(clip)))
            .count()
        / (double) open.length;
  }
}
