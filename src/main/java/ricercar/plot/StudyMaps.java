package ricercar.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.Waveform;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.Labels;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.experiment.Looks;
import ricercar.experiment.Method;
import ricercar.experiment.Study;
import ricercar.geometry.Faithfulness;
import ricercar.geometry.Projection;
import ricercar.geometry.ProjectionMethod;

/**
 * Maps of what a study's encoders made of clips, to see and hear: coloured by every label and by
 * level.
 *
 * @param soundBytes what the sounds of a map may take of its page, about
 */
public record StudyMaps(StudyReport report, long soundBytes) {
  static final long SOUND_BYTES = 6_000_000;

  private static final int MAPS = 6;
  private static final int PICTURE_BYTES = 1_000_000;
  private static final int LABELS_OF_MANY = 20;
  private static final long PROJECTION_SEED = 1;

  /**
   * The test clips as encoders of the first seed lay them out: the untrained one and those that
   * learnt from views, of more than six some from the first to the last.
   */
  public EmbeddingMap map(ProjectionMethod method, Progress progress) {
    List<Study.Finished> embeddable = report.embeddable();
    Optional<String> missing =
        report.without(embeddable.stream().map(Study.Finished::row).toList());
    String title = "Test clips" + missing.map(". "::concat).orElse("");
    return mapOf(mapped(embeddable), title, method, progress);
  }

  /** The same of the rows that are named, in their order. */
  public EmbeddingMap map(List<String> rows, ProjectionMethod method, Progress progress) {
    List<Study.Finished> embeddable = report.embeddable();
    List<Study.Finished> runs = new ArrayList<>();
    for (String row : rows) {
      runs.add(
          embeddable.stream()
              .filter(run -> run.row().equals(row))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Problem(
                          "No encoder of row '%s' is at hand.".formatted(row),
                          "Rows that can be mapped: %s."
                              .formatted(
                                  String.join(
                                      "; ",
                                      embeddable.stream().map(Study.Finished::row).toList())))));
    }
    Problem.unless(!runs.isEmpty(), "Name at least one row to map.");
    return mapOf(runs, "Test clips", method, progress);
  }

  private EmbeddingMap mapOf(
      List<Study.Finished> runs, String title, ProjectionMethod method, Progress progress) {
    int[] test = report.corpus().indices(Split.TEST);
    EmbeddingMap map = null;
    int[] clips = test;
    for (Study.Finished run : runs) {
      float[][] rows =
          report
              .laboratory()
              .finished()
              .embeddings(run.experiment(), run.folder(), progress)
              .only(test)
              .rows();
      Projection projection = method.of(rows, PROJECTION_SEED);
      clips = Arrays.stream(projection.rows()).map(row -> test[row]).toArray();
      float[][] xy = projection.plane();
      map = map == null ? coloured(title, xy, clips).called(run.row()) : map.then(run.row(), xy);
      map = map.noted(note(projection, rows));
    }
    return captioned(map, clips).moved();
  }

  /**
   * The clips that the online probe looked at, through the training of a row's first seed; empty if
   * it never looked.
   */
  public Optional<EmbeddingMap> film(String row, ProjectionMethod method, Progress progress) {
    Study.Finished run =
        report.trained().stream()
            .filter(finished -> finished.row().equals(row))
            .findFirst()
            .orElseThrow(() -> new Problem("No row '" + row + "' was trained.", ""));
    List<Looks.Look> looks = report.laboratory().looks(run.experiment(), run.folder(), progress);
    if (looks.size() < 2) {
      return Optional.empty();
    }
    List<float[][]> steps = looks.stream().map(look -> look.embeddings().rows()).toList();
    List<Projection> course = method.course(steps, PROJECTION_SEED);
    int[] seen = looks.get(0).embeddings().clips();
    int[] clips = Arrays.stream(course.get(0).rows()).map(r -> seen[r]).toArray();
    EmbeddingMap film = null;
    for (int i = 0; i < course.size(); i++) {
      String step = "step %,d".formatted(looks.get(i).step());
      float[][] xy = course.get(i).plane();
      film = film == null ? coloured(row, xy, clips).called(step) : film.then(step, xy);
      film = film.noted(note(course.get(i), steps.get(i)));
    }
    return Optional.of(captioned(film, clips).film());
  }

  /** The untrained row and some that learnt from views: one sees learning move the points. */
  private static List<Study.Finished> mapped(List<Study.Finished> embeddable) {
    List<Study.Finished> chosen =
        embeddable.stream()
            .filter(
                run ->
                    run.experiment().method() == Method.UNTRAINED
                        || run.experiment().method() == Method.ORACLE
                        || StudyReport.learntFromViews(run))
            .toList();
    return spread(chosen.isEmpty() ? embeddable.subList(0, 1) : chosen);
  }

  private static List<Study.Finished> spread(List<Study.Finished> runs) {
    int last = runs.size() - 1;
    return runs.size() <= MAPS
        ? runs
        : IntStream.range(0, MAPS).mapToObj(i -> runs.get(i * last / (MAPS - 1))).toList();
  }

  /** What a reader must know of a projection, and how far to trust it. */
  private static String note(Projection projection, float[][] rows) {
    float[][] shown =
        Arrays.stream(projection.rows()).mapToObj(r -> rows[r]).toArray(float[][]::new);
    String title = projection.title() + ", seed " + PROJECTION_SEED;
    return shown.length <= 2 * Faithfulness.NEIGHBOURS
        ? title
        : title + ", " + Faithfulness.of(shown, projection.points());
  }

  private EmbeddingMap captioned(EmbeddingMap map, int[] clips) {
    Corpus corpus = report.corpus();
    IntFunction<Waveform> sound =
        point -> new Waveform(corpus.read(clips[point]), corpus.sampleRate());
    return map.named(Arrays.stream(clips).mapToObj(c -> corpus.clips().get(c).id()).toList())
        .tagged(Arrays.stream(clips).mapToObj(c -> tags(corpus, corpus.clips().get(c))).toList())
        .sounding(Sounds.within(soundBytes, clips.length, sound))
        .pictured(Pictures.within(PICTURE_BYTES, clips.length, sound));
  }

  /** What a clip has of the tasks that allow several classes. */
  private static List<String> tags(Corpus corpus, Clip clip) {
    return corpus.tasks().stream()
        .filter(task -> task.kind() == Task.Kind.MULTI_LABEL)
        .flatMap(task -> clip.labels().getOrDefault(task.name(), List.of()).stream())
        .toList();
  }

  /** First by the task that the study asks, then by all others. */
  private EmbeddingMap coloured(String title, float[][] xy, int[] clips) {
    Corpus corpus = report.corpus();
    String asked = report.experiment().task();
    EmbeddingMap map = null;
    List<Task> tasks =
        corpus.tasks().stream()
            .filter(task -> !task.kind().measured())
            .sorted(Comparator.comparing(task -> !task.name().equals(asked)))
            .toList();
    for (Task task : tasks) {
      for (Colouring colouring : colourings(corpus.labels(task.name()), clips)) {
        map = map == null ? EmbeddingMap.of(title, xy, colouring) : map.colouredBy(colouring);
      }
    }
    float[] level = new float[clips.length];
    for (int i = 0; i < level.length; i++) {
      level[i] = (float) (20 * Math.log10(Math.max(1e-5, corpus.rms(clips[i]))));
    }
    Colouring.Numbers levels = new Colouring.Numbers("level", "dB", level);
    return map == null ? EmbeddingMap.of(title, xy, levels) : map.colouredBy(levels);
  }

  /** One of a task with one class each, else one for each of its most frequent labels. */
  private static List<Colouring> colourings(Labels labels, int[] clips) {
    Task task = labels.task();
    if (task.kind() == Task.Kind.SINGLE_LABEL) {
      int[] classes =
          Arrays.stream(clips)
              .map(
                  c -> labels.labelled(c) && labels.active()[c].length > 0 ? labels.classOf(c) : -1)
              .toArray();
      return List.of(new Colouring.Classes(task.name(), task.classes(), classes));
    }
    return IntStream.range(0, task.classes().size())
        .mapToObj(
            k ->
                new Colouring.Classes(
                    task.name() + ": " + task.classes().get(k),
                    List.of("yes", "no"),
                    Arrays.stream(clips).map(c -> answer(labels.active()[c], k)).toArray()))
        .sorted(
            Comparator.comparingLong(
                (Colouring.Classes c) -> -Arrays.stream(c.of()).filter(a -> a == 0).count()))
        .limit(LABELS_OF_MANY)
        .map(Colouring.class::cast)
        .toList();
  }

  private static int answer(int[] active, int k) {
    return active == null ? -1 : Arrays.binarySearch(active, k) >= 0 ? 0 : 1;
  }
}
