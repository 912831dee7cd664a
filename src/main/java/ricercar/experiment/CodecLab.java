package ricercar.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import ricercar.Progress;
import ricercar.codec.Encodec;
import ricercar.codec.MelDistance;
import ricercar.codec.PcmAtBitrate;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.track.RunFolder;
import ricercar.track.RunResult;
import ricercar.train.Batches;
import ricercar.train.Checkpoints;
import ricercar.train.CodecObjective;
import ricercar.train.Trainer;
import ricercar.train.TrainingListener;

/** Trains codecs and judges them by the mel distance of what they give back of the test clips. */
final class CodecLab {
  private static final Task TASK =
      new Task("reproduction", Task.Kind.COST, List.of("mel distance, dB"));

  private final Experiment experiment;
  private final Corpus corpus;
  private final Progress progress;

  CodecLab(Experiment experiment, Corpus corpus, Progress progress) {
    this.experiment = experiment;
    this.corpus = corpus;
    this.progress = progress;
  }

  /** The trained codec stays in the run's folder {@code codec}, ready to be named by others. */
  RunResult train(Batches batches, TrainingListener listener, RunFolder folder) {
    Encodec codec = open();
    try (CodecObjective objective =
        new CodecObjective(
            codec,
            experiment.codecTraining().melDistance(corpus.sampleRate()),
            experiment.codecTraining().settings(),
            batches,
            experiment.seed())) {
      new Trainer(experiment.training(), experiment.seed(), clip -> corpus.clips().get(clip).id())
          .run(objective, batches, new Checkpoints(folder.checkpoints()), listener, progress);
      codec.save(folder.path().resolve("codec"), DType.FLOAT16);
      return judge(codec);
    }
  }

  RunResult judge() {
    try (Encodec codec = open()) {
      return judge(codec);
    }
  }

  private Encodec open() {
    return experiment.codec().open(Stream.of(experiment.seed(), "weights").child("codec"));
  }

  private RunResult judge(Encodec codec) {
    Map<String, Double> measures = new TreeMap<>();
    boolean[][] used = new boolean[codec.codebooks()][codec.config().codebookSize()];
    Outcomes outcomes =
        outcomes(
            sound -> {
              var encoded = codec.encode(new float[][] {sound});
              int[][] codes = encoded.codes();
              for (int book = 0; book < used.length; book++) {
                for (int code : codes[book]) {
                  used[book][code] = true;
                }
              }
              return codec.decode(encoded)[0];
            });
    for (int book = 0; book < used.length; book++) {
      int count = 0;
      for (boolean one : used[book]) {
        count += one ? 1 : 0;
      }
      measures.put("codebook %d used".formatted(book), (double) count / used[book].length);
    }
    measures.put("bits per second", bitsPerSecond(codec));
    measures.put("parameters", (double) codec.size());
    return new RunResult(outcomes, measures);
  }

  /** The best of several sample depths by the mean over the test clips: a generous baseline. */
  RunResult pcm() {
    double budget;
    try (Encodec codec = open()) {
      budget = bitsPerSecond(codec);
    }
    RunResult best = null;
    for (PcmAtBitrate choice : PcmAtBitrate.choices(budget)) {
      Outcomes outcomes = outcomes(sound -> choice.heard(sound, corpus.sampleRate()));
      RunResult result =
          new RunResult(
              outcomes,
              Map.of("bits per sample", (double) choice.bits(), "bits per second", budget));
      if (best == null || Metric.MEAN.of(outcomes) < Metric.MEAN.of(best.outcomes())) {
        best = result;
      }
    }
    return best;
  }

  private static double bitsPerSecond(Encodec codec) {
    double bits = Math.log(codec.config().codebookSize()) / Math.log(2);
    return codec.codebooks() * bits * codec.config().frameRate();
  }

  private Outcomes outcomes(UnaryOperator<float[]> passage) {
    int[] clips = corpus.indices(Split.TEST);
    MelDistance distance = new MelDistance(corpus.sampleRate());
    List<String> items = new ArrayList<>();
    List<String> tracks = new ArrayList<>();
    double[] distances = new double[clips.length];
    try (Progress.Task task = progress.start("judging the codec", clips.length)) {
      for (int i = 0; i < clips.length; i++) {
        Clip clip = corpus.clips().get(clips[i]);
        float[] sound = corpus.read(clips[i]);
        items.add(clip.id());
        tracks.add(clip.track());
        distances[i] = distance.between(sound, passage.apply(sound));
        task.step(1);
      }
    }
    return Outcomes.measured(TASK, items, tracks, distances);
  }
}
