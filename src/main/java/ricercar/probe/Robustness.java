package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.augment.Deformation;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;

/**
 * How far a representation carries over to deformed sound: a probe is trained on clean clips and
 * asked about test clips under each deformation and amount.
 *
 * @param deformations all if null
 * @param testClips drawn alike for every row; all if null
 */
public record Robustness(List<Deformation> deformations, Integer testClips) {
  public Robustness {
    deformations = deformations == null ? List.of(Deformation.values()) : List.copyOf(deformations);
    Problem.unless(
        !deformations.isEmpty() && (testClips == null || testClips > 0),
        "robustness needs a deformation and a positive number of testClips: %s, %s.",
        deformations,
        testClips);
  }

  /** Every deformation, every test clip. */
  public static Robustness standard() {
    return new Robustness(null, null);
  }

  /** Turns clips into vectors: an encoder, or what needs none. */
  @FunctionalInterface
  public interface Representation {
    Embeddings of(ClipInputs inputs, int[] clips);
  }

  /** The name of the measure that holds a metric's value on clean test clips. */
  public static String clean(Metric metric) {
    return metric.title() + " clean";
  }

  /** The same under a deformation. */
  public static String deformed(Metric metric, Deformation deformation, double amount) {
    return "%s %s %s".formatted(metric.title(), name(deformation), number(amount));
  }

  /** The samples of these clips, deformed as wholes; the same every time. */
  public static ClipInputs inputs(
      Corpus corpus, int[] clips, Deformation deformation, double amount, Progress progress) {
    return DeformedInputs.of(corpus, clips, deformation, amount, progress);
  }

  /** As in experiment files: {@code low-pass}. */
  public static String name(Deformation deformation) {
    return deformation.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * An item is {@code clip@deformation amount} and its group the track, so that the mean over all
   * items is the mean over the curves. The task's first metric on clean clips, and at each point of
   * the curves, is a measure by {@link #clean} and {@link #deformed}.
   */
  public ProbeResult evaluate(
      Probe probe,
      Representation representation,
      Corpus corpus,
      String task,
      Stream random,
      Progress progress) {
    Problem.unless(!probe.asksWindows(), "Robustness is judged by a trained probe on whole clips.");
    ClipInputs clean = ClipInputs.samples(corpus);
    int[] fitting = both(corpus.indices(Split.TRAIN), corpus.indices(Split.VALIDATION));
    int[] asked = asked(corpus.indices(Split.TEST));
    Metric metric = Metric.forTask(corpus.task(task)).get(0);
    Collected all = new Collected(corpus.labels(task).targets() != null);
    try (Probe.Trained trained =
        probe.train(WindowEmbeddings.of(representation.of(clean, fitting)), corpus, task, random)) {
      Map<String, Double> measures = new LinkedHashMap<>(trained.measures());
      ProbeResult undisturbed = trained.judge(representation.of(clean, asked), corpus, task);
      measures.put(clean(metric), metric.of(undisturbed.outcomes()));
      for (Deformation deformation : deformations) {
        for (double amount : deformation.amounts()) {
          ClipInputs inputs = DeformedInputs.of(corpus, asked, deformation, amount, progress);
          ProbeResult judged = trained.judge(representation.of(inputs, asked), corpus, task);
          measures.put(deformed(metric, deformation, amount), metric.of(judged.outcomes()));
          all.add(judged, "@" + name(deformation) + " " + number(amount));
        }
      }
      return new ProbeResult(all.outcomes(undisturbed), all.clips(), measures, trained.trials());
    }
  }

  private int[] asked(int[] test) {
    if (testClips == null || testClips >= test.length) {
      return test;
    }
    int[] order = Stream.of(0, "robustness").permutation(test.length);
    return Arrays.stream(order).limit(testClips).map(i -> test[i]).sorted().toArray();
  }

  private static int[] both(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static String number(double amount) {
    return amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount);
  }

  /** What was said at every point, one after the other. */
  private static final class Collected {
    private final List<String> items = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<int[]> truth = new ArrayList<>();
    private final List<float[]> scores = new ArrayList<>();
    private final List<float[]> numbers;
    private final List<Integer> clips = new ArrayList<>();

    Collected(boolean regression) {
      numbers = regression ? new ArrayList<>() : null;
    }

    void add(ProbeResult judged, String suffix) {
      Outcomes outcomes = judged.outcomes();
      outcomes.items().forEach(item -> items.add(item + suffix));
      groups.addAll(outcomes.groups());
      truth.addAll(Arrays.asList(outcomes.truth()));
      scores.addAll(Arrays.asList(outcomes.scores()));
      if (numbers != null) {
        numbers.addAll(Arrays.asList(outcomes.numbers()));
      }
      Arrays.stream(judged.clips()).forEach(clips::add);
    }

    int[] clips() {
      return clips.stream().mapToInt(Integer::intValue).toArray();
    }

    Outcomes outcomes(ProbeResult like) {
      return new Outcomes(
          like.outcomes().task(),
          items,
          groups,
          truth.toArray(int[][]::new),
          scores.toArray(float[][]::new),
          numbers == null ? null : numbers.toArray(float[][]::new));
    }
  }
}
