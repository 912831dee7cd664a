package ricercar.oracle;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import ricercar.geometry.Cosine;
import ricercar.probe.ClipSimilarities;
import ricercar.probe.Embeddings;
import ricercar.probe.Prototypes;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;

/**
 * A session over the clips of one corpus: what the present model makes of them, what the ledger
 * says of them, and the prototypes of both. A verdict moves prototypes at once; the model stands
 * still until it is looked at again.
 */
public final class Feedback {
  private final String task;
  private final List<String> clips;
  private final Map<String, Integer> rows = new HashMap<>();
  private final LabelBase base;
  private final Ledger ledger;
  private final FeedbackPrototypes making;

  private int seen = -1;
  private LabelState state;
  private WindowEmbeddings windows;
  private float[][] means;
  private Prototypes prototypes;

  /** With the prototypes of some time before. */
  private ClipSimilarities compared;

  /**
   * @param task the name
   * @param clips ids, in the order of the corpus; those that the base knows are asked about
   */
  public Feedback(
      String task, List<String> clips, LabelBase base, Ledger ledger, FeedbackPrototypes making) {
    this.task = task;
    this.clips = List.copyOf(clips);
    this.base = base;
    this.ledger = ledger;
    this.making = making;
    for (String clip : this.clips) {
      rows.put(clip, rows.size());
    }
    see(ledger.entries().size());
  }

  /** Takes over what a model makes of all clips, in their order. */
  public void look(WindowEmbeddings now) {
    Embeddings each = now.means();
    for (int i = 0; i < each.size(); i++) {
      if (each.size() != clips.size() || each.clips()[i] != i) {
        throw new IllegalArgumentException("not the windows of all clips in their order");
      }
    }
    windows = now;
    means = each.rows();
    prototypes = null;
    compared = null;
  }

  /** Writes an entry down, and sees it. */
  public void append(Entry entry) {
    if (entry instanceof Entry.Judged judged) {
      state.check(judged.verdict());
    }
    ledger.append(entry);
    see(ledger.entries().size());
  }

  /** Goes to the state after so many entries of the ledger. */
  public void see(int entries) {
    if (entries == seen) {
      return;
    }
    List<Entry> until = ledger.entries().subList(0, entries);
    state =
        entries == seen + 1 && seen >= 0
            ? state.after(base, until)
            : LabelState.replay(base, until);
    seen = entries;
    prototypes = null;
  }

  /** Entries up to where the session stands. */
  public List<Entry> entries() {
    return ledger.entries().subList(0, seen);
  }

  /** All that were ever written. */
  List<Entry> written() {
    return ledger.entries();
  }

  /** The name. */
  public String task() {
    return task;
  }

  public LabelState state() {
    return state;
  }

  public Prototypes prototypes() {
    if (prototypes == null) {
      prototypes = making.of(task, state, rows, means);
    }
    return prototypes;
  }

  /** {@code [clip][class]}: of every clip with every prototype. */
  public float[][] similarities() {
    compared =
        compared == null ? ClipSimilarities.of(windows, prototypes()) : compared.with(prototypes());
    return compared.rows();
  }

  /** The mean cosines of a clip's windows with each class's prototype; −1 where it has none. */
  public float[] similarities(int clip) {
    return compared != null && compared.prototypes() == prototypes()
        ? compared.rows()[clip]
        : prototypes().similarities(windowsOf(clip))[0];
  }

  /** What is said of a clip, by its place in the corpus. */
  public Prediction predict(int clip) {
    float[] row = similarities(clip);
    Prototypes.Answer answer = Prototypes.Answer.of(row);
    return new Prediction(state.classes().get(answer.best()), row[answer.best()], answer.margin());
  }

  /** {@code [clip][width]}: what the model makes of each clip, the mean of its windows. */
  public float[][] vectors() {
    return means.clone();
  }

  public String clip(int place) {
    return clips.get(place);
  }

  /** The place of a clip; −1 if it is none of the session's. */
  public int place(String clip) {
    return rows.getOrDefault(clip, -1);
  }

  /** Whether a clip may be asked about, whatever was said of it. */
  public boolean mayBeAsked(String clip) {
    return base.unlabelled().contains(clip);
  }

  /** How many clips nobody has judged yet. */
  public int open() {
    return (int) base.unlabelled().stream().filter(clip -> !state.asked().contains(clip)).count();
  }

  /** The labelled clips of a class that are most like a clip, by the cosine of their means. */
  public int[] nearest(int clip, String label, int count) {
    return state.shares().keySet().stream()
        .filter(other -> state.label(other).filter(label::equals).isPresent())
        .map(rows::get)
        .filter(row -> row != null && row != clip)
        .sorted(Comparator.comparingDouble((Integer row) -> -Cosine.of(means[clip], means[row])))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The next clips to ask about, by their places.
   *
   * @param progress share of the budget that is spent
   */
  public int[] choose(Strategy strategy, int count, double progress, Stream random) {
    int[] label = new int[clips.size()];
    Arrays.fill(label, -1);
    each(state.shares().keySet(), place -> label[place] = classOf(place));
    boolean[] open = new boolean[clips.size()];
    each(base.unlabelled(), place -> open[place] = true);
    each(state.asked(), place -> open[place] = false);
    return strategy.next(
        new Pool(means, similarities(), label, open, progress, null, null), count, random);
  }

  private void each(Collection<String> of, IntConsumer then) {
    of.stream().map(rows::get).filter(Objects::nonNull).forEach(then::accept);
  }

  private int classOf(int place) {
    return state.classes().indexOf(state.label(clips.get(place)).orElseThrow());
  }

  private WindowEmbeddings windowsOf(int clip) {
    int[] of = windows.clips();
    int from = 0;
    while (of[from] != clip) {
      from++;
    }
    int to = from;
    while (to < of.length && of[to] == clip) {
      to++;
    }
    int width = windows.width();
    return new WindowEmbeddings(
        Arrays.copyOfRange(of, from, to),
        Arrays.copyOfRange(windows.values(), from * width, to * width),
        width);
  }
}
