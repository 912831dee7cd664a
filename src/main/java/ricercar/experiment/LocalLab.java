package ricercar.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.geometry.LocalCloud;
import ricercar.metric.Outcomes;
import ricercar.model.Machup;
import ricercar.nn.Mode;
import ricercar.probe.FrameEmbeddings;
import ricercar.probe.Frames;
import ricercar.probe.ProbeResult;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** What is asked of a masked model's local representations. */
final class LocalLab {
  private static final Task CLOUD =
      new Task("cloud", Task.Kind.SCORE, List.of("cosine to own minus others' local vectors"));

  private final Experiment experiment;
  private final Corpus corpus;
  private final TokenRoom tokens;
  private final Progress progress;

  LocalLab(Experiment experiment, Corpus corpus, TokenRoom tokens, Progress progress) {
    this.experiment = experiment;
    this.corpus = corpus;
    this.tokens = tokens;
    this.progress = progress;
  }

  /** Local representations of a model, everything visible, asked frame by frame. */
  ProbeResult frames(Machup model) {
    int[] clips = IntStream.range(0, corpus.clips().size()).toArray();
    ClipInputs inputs = tokens.inputs(experiment, corpus, progress);
    int window = tokens.frames(experiment);
    double rate = tokens.frameRate(experiment);
    double pooled = experiment.frames().framesPerSecond();
    FrameEmbeddings embeddings;
    try (Progress.Task task = progress.start("frames of " + corpus.name(), clips.length)) {
      embeddings =
          FrameEmbeddings.of(
              clips,
              clip -> {
                task.step(1);
                float[] values = frames(model, inputs, clip, window);
                return new Frames(values, model.width(), rate).pooledTo(pooled);
              });
    }
    ProbeResult judged =
        experiment
            .frames()
            .judge(
                experiment.probe(),
                embeddings,
                corpus,
                Stream.of(experiment.seed(), "frame probe"));
    Map<String, Double> measures = new TreeMap<>(judged.measures());
    measures.put("parameters", (double) MachupLab.encoderSize(model));
    return judged.withMeasures(measures);
  }

  /** Window by window; the last one, which may be shorter, too. */
  private static float[] frames(Machup model, ClipInputs inputs, int clip, int window) {
    int length = Math.toIntExact(inputs.length(clip));
    float[] all = new float[length * model.width()];
    for (int from = 0; from < length; from += window) {
      int count = Math.min(window, length - from);
      float[] values = new float[count * inputs.width()];
      inputs.read(clip, from, values);
      try (Scope scope = Scope.open()) {
        Tensor input = Tensor.of(values, inputs.shape(1, count));
        float[] out = model.frames(input, Mode.EVALUATION).toFloats();
        System.arraycopy(out, 0, all, from * model.width(), out.length);
      }
    }
    return all;
  }

  /**
   * By how much the projected tokens of each test clip are nearer to its own projected class token
   * than those of other clips, in cosines, over one view from the beginning of each.
   */
  ProbeResult cloud(Machup model) {
    int[] clips = corpus.indices(Split.TEST);
    ClipInputs inputs = tokens.inputs(experiment, corpus, progress);
    int frames = tokens.frames(experiment);
    float[][] global = new float[clips.length][];
    float[][][] local = new float[clips.length][][];
    try (Progress.Task task = progress.start("clouds of " + corpus.name(), clips.length)) {
      for (int i = 0; i < clips.length; i++) {
        float[] values = new float[frames * inputs.width()];
        inputs.read(clips[i], 0, values);
        try (Scope scope = Scope.open()) {
          Tensor input = Tensor.of(values, inputs.shape(1, frames));
          Tensor encoded = model.encode(input, Mode.EVALUATION);
          global[i] = model.projectedClass(encoded).toFloats();
          local[i] = split(model.projectedTokens(encoded).toFloats(), frames);
        }
        task.step(1);
      }
    }
    int perSecond = (int) Math.round(tokens.frameRate(experiment));
    LocalCloud cloud = LocalCloud.of(global, local, frames - 1);
    Map<String, Double> measures = new TreeMap<>();
    measures.put("cosine of global and own local", mean(cloud.own()));
    measures.put("cosine of global and other clips' local", mean(cloud.others()));
    for (int lag = perSecond / 5; lag < frames; lag += perSecond / 5) {
      measures.put(
          String.format(Locale.ROOT, "cosine of local at %.1f s", (double) lag / perSecond),
          cloud.byLag()[lag - 1]);
    }
    List<String> items = new ArrayList<>();
    List<String> tracks = new ArrayList<>();
    for (int clip : clips) {
      items.add(corpus.clips().get(clip).id());
      tracks.add(corpus.clips().get(clip).track());
    }
    return new ProbeResult(
        Outcomes.measured(CLOUD, items, tracks, cloud.margins()), clips, measures);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static float[][] split(float[] flat, int rows) {
    int width = flat.length / rows;
    float[][] split = new float[rows][];
    for (int i = 0; i < rows; i++) {
      split[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return split;
  }
}
