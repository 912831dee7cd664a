package ricercar.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ricercar.audio.Waveform;
import ricercar.corpus.Corpus;
import ricercar.probe.ClosePair;

/**
 * "Why are these two close?": both clips to hear, what they share, the dimensions that agree, how
 * alike they are from moment to moment, and which clips of their own kind are nearer.
 */
public final class ClosePairPage {
  private static final int POSITIVES_HEARD = 3;

  private ClosePairPage() {}

  /**
   * @param model what laid them so, in words
   * @param windowSeconds between the windows that were compared
   */
  public static StudyPage of(ClosePair pair, Corpus corpus, String model, double windowSeconds) {
    return of(pair, corpus, model, windowSeconds, List.of());
  }

  /** The same with views that training made of them. */
  public static StudyPage of(
      ClosePair pair,
      Corpus corpus,
      String model,
      double windowSeconds,
      List<Audition.Track> views) {
    IntFunction<Waveform> sound = c -> new Waveform(corpus.read(c), corpus.sampleRate());
    String one = corpus.clips().get(pair.one()).id();
    String other = corpus.clips().get(pair.other()).id();
    StudyPage page =
        new StudyPage(
                "Why are these two close?",
                "%s and %s, as %s has them".formatted(one, other, model))
            .finding(finding(pair))
            .sounds(
                Audition.of(one, sound.apply(pair.one())).and(other, sound.apply(pair.other())),
                "The two clips.");
    if (!views.isEmpty()) {
      page.sounds(new Audition(views), "Views of them that training made.");
    }
    page.chapter("What they are labelled with").table(labels(pair));
    page.chapter("From moment to moment").figure(overTime(pair, windowSeconds), "");
    page.chapter("Dimensions that agree").table(dimensions(pair));
    page.chapter("Nearest of their own kind");
    positives(page, "Nearest to " + one, pair.positives(), corpus, sound);
    positives(page, "Nearest to " + other, pair.otherPositives(), corpus, sound);
    return page;
  }

  private static String finding(ClosePair pair) {
    return String.format(
        Locale.ROOT,
        "Their cosine is %.3f: of %,d clips %s nearer to the first than the second is. They"
            + " share %d of %d labels that both have.",
        pair.cosine(),
        pair.among(),
        switch (pair.rank()) {
          case 1 -> "none is";
          case 2 -> "1 is";
          default -> "%,d are".formatted(pair.rank() - 1);
        },
        pair.labels().values().stream().filter(c -> !c.shared().isEmpty()).count(),
        pair.labels().values().stream().filter(ClosePair.Classes::known).count());
  }

  private static Grid labels(ClosePair pair) {
    List<List<String>> rows = new ArrayList<>();
    pair.labels()
        .forEach(
            (task, classes) ->
                rows.add(
                    List.of(
                        task,
                        words(classes.one()),
                        words(classes.other()),
                        classes.known() ? words(classes.shared()) : "not both labelled")));
    return new Grid("Labels", List.of("task", "first", "second", "shared"), rows, List.of());
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "–" : String.join(", ", words);
  }

  private static Curves overTime(ClosePair pair, double windowSeconds) {
    return Curves.titled("How alike they are", "time in the first clip (s)", "cosine")
        .line("same moment of the second", times(pair.atOnce(), windowSeconds), pair.atOnce())
        .line("best moment of the second", times(pair.atBest(), windowSeconds), pair.atBest());
  }

  private static double[] times(double[] values, double windowSeconds) {
    return IntStream.range(0, values.length).mapToDouble(t -> (t + 0.5) * windowSeconds).toArray();
  }

  private static Grid dimensions(ClosePair pair) {
    List<List<String>> rows =
        pair.dimensions().stream()
            .map(
                d ->
                    List.of(
                        "%d".formatted(d.number()),
                        rounded("%+.1f", d.one()),
                        rounded("%+.1f", d.other()),
                        rounded("%.1f", 100 * d.share())))
            .toList();
    return new Grid(
        "Dimensions",
        List.of("dimension", "first (SD)", "second (SD)", "share of the cosine (%)"),
        rows,
        List.of("Standard deviations from the mean of all clips, strongest agreement first."));
  }

  /** With a true minus, and none before a zero. */
  private static String rounded(String format, double value) {
    double tenths = Math.rint(10 * value) / 10;
    return String.format(Locale.ROOT, format, tenths == 0 ? 0.0 : tenths).replace('-', '−');
  }

  private static void positives(
      StudyPage page,
      String title,
      List<ClosePair.Near> near,
      Corpus corpus,
      IntFunction<Waveform> sound) {
    if (near.isEmpty()) {
      page.text(title + ": it has no label, or no other clip has the same.");
      return;
    }
    Audition heard =
        new Audition(
            near.stream()
                .limit(POSITIVES_HEARD)
                .map(
                    n ->
                        new Audition.Track(
                            String.format(
                                Locale.ROOT,
                                "%.3f · %s",
                                n.cosine(),
                                corpus.clips().get(n.clip()).id()),
                            sound.apply(n.clip())))
                .toList());
    page.sounds(heard, title + ", with the cosine.");
  }
}
