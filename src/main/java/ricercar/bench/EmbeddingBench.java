package ricercar.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.Rates;
import ricercar.etudes.Bank;
import ricercar.etudes.Etudes;
import ricercar.etudes.Tier;
import ricercar.model.Encoder;
import ricercar.model.EncoderConfig;
import ricercar.model.MelCnnConfig;
import ricercar.model.SampleCnnConfig;
import ricercar.nn.Mode;
import ricercar.probe.Embedder;
import ricercar.random.Stream;
import ricercar.tensor.Engine;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Embeddings of a corpus, read from its clip store, against the bare forward pass of the same
 * encoder on batches that are ready in memory.
 */
public final class EmbeddingBench {
  private static final int WINDOW = 59_049;
  private static final int BATCH = 16;
  private static final int ROUNDS = 5;

  private EmbeddingBench() {}

  /** About two minutes. */
  public static BenchReport run(Progress progress) {
    Engine.threads(1);
    Corpus etudes = Etudes.open(Tier.QUICK, 1, Bank.builtIn(), progress);
    Corpus corpus = Rates.at(etudes, MelCnnConfig.standard().sampleRate(), progress);
    Map<String, EncoderConfig> encoders = new LinkedHashMap<>();
    encoders.put("MelCnn", MelCnnConfig.standard());
    encoders.put("SampleCNN", SampleCnnConfig.full());
    List<BenchRow> rows = new ArrayList<>();
    encoders.forEach(
        (name, config) ->
            rows.add(row(name, config, corpus, name.equals("MelCnn") ? 200 : 5, progress)));
    return new BenchReport(
        "Embeddings of a corpus",
        ("Windows of %,d samples at 22,050 Hz of études, %d at once; MelCnn on 200 clips, SampleCNN"
                + " of full size on 5. One thread for tensors and one that reads, %d rounds in"
                + " turns, wall time; ours extracts from the clip store, theirs is the encoder alone"
                + " on tensors that are ready.")
            .formatted(WINDOW, BATCH, ROUNDS),
        rows);
  }

  private static BenchRow row(
      String name, EncoderConfig config, Corpus corpus, int count, Progress progress) {
    int[] clips = IntStream.range(0, Math.min(count, corpus.clips().size())).toArray();
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    try (Encoder encoder = config.build(Stream.of(1, "weights"));
        Progress.Task task = progress.start("embeddings by " + name, ROUNDS + 1L)) {
      List<float[]> batches = batches(corpus, clips);
      int windows = batches.stream().mapToInt(b -> b.length / WINDOW).sum();
      for (int round = -1; round < ROUNDS; round++) {
        double forward = forward(encoder, batches);
        long start = System.nanoTime();
        Embedder.of(WINDOW).embed(encoder, corpus, clips, Progress.SILENT);
        double embedding = (System.nanoTime() - start) / 1e9;
        if (round >= 0) { // the one before is compiled code's warm-up
          ours[round] = windows / embedding;
          bare[round] = windows / forward;
          ratios[round] = forward / embedding;
        }
        task.step(1);
      }
    }
    return new BenchRow(
        "embedding by " + name + " against its bare forward pass",
        "windows per s",
        StepFigures.median(ours),
        StepFigures.median(bare),
        StepFigures.median(ratios),
        "≥ 0.9",
        "ratios from %.3f to %.3f"
            .formatted(
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow()));
  }

  /** All full windows of the clips, as the embedder cuts them. */
  private static List<float[]> batches(Corpus corpus, int[] clips) {
    List<float[]> windows = new ArrayList<>();
    for (int clip : clips) {
      long samples = corpus.clips().get(clip).samples();
      for (long at = 0; at + WINDOW <= samples; at += WINDOW) {
        float[] window = new float[WINDOW];
        corpus.read(clip, at, window);
        windows.add(window);
      }
    }
    List<float[]> batches = new ArrayList<>();
    for (int from = 0; from < windows.size(); from += BATCH) {
      List<float[]> some = windows.subList(from, Math.min(windows.size(), from + BATCH));
      float[] batch = new float[some.size() * WINDOW];
      for (int i = 0; i < some.size(); i++) {
        System.arraycopy(some.get(i), 0, batch, i * WINDOW, WINDOW);
      }
      batches.add(batch);
    }
    return batches;
  }

  /** Seconds of the forward passes alone, their outputs fetched. */
  private static double forward(Encoder encoder, List<float[]> batches) {
    double seconds = 0;
    for (float[] batch : batches) {
      try (Scope scope = Scope.open()) {
        Tensor input = Tensor.of(batch, batch.length / WINDOW, 1, WINDOW);
        long start = System.nanoTime();
        encoder.forward(input, Mode.EVALUATION).toFloats();
        seconds += (System.nanoTime() - start) / 1e9;
      }
    }
    return seconds;
  }
}
