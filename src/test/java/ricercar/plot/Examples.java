package ricercar.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ricercar.audio.Waveform;
import ricercar.loss.LocalWindowLoss;
import ricercar.random.Stream;
import ricercar.stats.Interval;

/** Figures of invented results, for tests and to be looked at under target/gallery. */
final class Examples {
  static final List<String> STYLES =
      List.of(
          "ambient", "baroque", "blues", "chorale", "electro", "folk", "jazz", "march", "minimal",
          "waltz");

  private Examples() {}

  static Curves loss() {
    Stream random = Stream.of(1, "examples");
    Curves curves = Curves.titled("Training loss", "step", "loss (nats)");
    String[] names = {
      "self-supervised", "semi-supervised, labelledShare 0.1", "supervised contrastive"
    };
    for (int k = 0; k < 3; k++) {
      double[] x = IntStream.range(0, 300).mapToDouble(i -> i * 5).toArray();
      int offset = k;
      double[] y =
          IntStream.range(0, 300)
              .mapToDouble(
                  i ->
                      1.4
                          - 0.3 * offset
                          + 3.4 * Math.exp(-i / (40.0 + 30 * offset))
                          + 0.16 * random.nextGaussian())
              .toArray();
      curves = curves.smoothed(names[k], x, y, 21);
    }
    return curves.reference("chance, ln(MN−1)", Math.log(127)).reference("a second line", 0.8);
  }

  static Curves share() {
    double[] x = {0, 0.01, 0.05, 0.1, 0.2, 0.5, 1};
    double[] y = {59.9, 60.4, 63.0, 66.1, 69.5, 72.8, 74.0};
    double[] low = IntStream.range(0, 7).mapToDouble(i -> y[i] - 2.2).toArray();
    double[] high = IntStream.range(0, 7).mapToDouble(i -> y[i] + 2.4).toArray();
    return Curves.titled("What a label is worth", "labelledShare p_s", "accuracy (%)")
        .band("semi-supervised", x, y, low, high)
        .reference("mel statistics", 47.2);
  }

  static Intervals table() {
    return Intervals.titled("Style of the clip, linear probe", "accuracy (%)")
        .row("mel statistics", 47.2, 42.0, 52.1)
        .row("untrained encoder", 56.6, 51.3, 61.7, 55.9, 56.2, 57.7)
        .row("self-supervised", 63.9, 58.8, 68.7, 62.9, 64.1, 64.7)
        .row("semi-supervised, labelledShare 0.1", 68.3, 63.4, 72.8, 67.5, 68.0, 69.4)
        .row("supervised contrastive", 74.1, 69.6, 78.3, 73.0, 74.4, 74.9)
        .row("supervised end to end", 72.6, 67.9, 76.8, 71.1, 72.9, 73.8)
        .reference("chance", 10);
  }

  static Raster latents() {
    Stream random = Stream.of(2, "examples");
    float[][] latents = new float[100][24];
    for (float[] frame : latents) {
      for (int d = 0; d < frame.length; d++) {
        frame[d] = (float) (d * random.nextGaussian());
      }
    }
    return Raster.latents("Latents", latents, 2);
  }

  static Raster codes() {
    int[][] codes = new int[4][100];
    for (int book = 0; book < 4; book++) {
      for (int t = 0; t < 100; t++) {
        codes[book][t] = t / (1 + 3 * (4 - book)) % 7 * 31 + book;
      }
    }
    return Raster.codes("Codes", codes, 2);
  }

  static Raster masks() {
    long[] odd = IntStream.range(0, 50).mapToLong(i -> 2L * i + 1).toArray();
    return Raster.masks("Masks", "frame", 100).mask("odd", odd, 100).mask("the same", odd, 100);
  }

  static Curves clouds() {
    double[] lags = {0.02, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2};
    Cloud hierarchical = new Cloud("hierarchical", lags, decaying(lags, 0.9, 0.3), around(0.05));
    Cloud global = new Cloud("global only", lags, decaying(lags, 0.95, 4), around(0.72));
    return Cloud.figure("Clouds of local vectors", List.of(hierarchical, global));
  }

  private static List<Interval> decaying(double[] lags, double height, double seconds) {
    return DoubleStream.of(lags)
        .mapToObj(lag -> around(height * Math.exp(-lag / seconds)))
        .toList();
  }

  private static Interval around(double value) {
    return new Interval(value, value - 0.04, value + 0.05, 0.95);
  }

  static ConfusionMatrix confusion() {
    Stream random = Stream.of(2, "confusion");
    int n = STYLES.size();
    int[][] counts = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 40; k++) {
        counts[i][random.chance(0.7) ? i : random.nextInt(n)]++;
      }
    }
    return new ConfusionMatrix("What is taken for what", STYLES, counts);
  }

  static Spectrogram spectrogram() {
    float[][] power = new float[64][400];
    for (int band = 0; band < 64; band++) {
      for (int frame = 0; frame < 400; frame++) {
        int note = 8 + frame / 50 * 5 % 21;
        double harmonic = Math.min(Math.abs(band - note), Math.abs(band - note - 14));
        power[band][frame] =
            (float) (Math.exp(-harmonic * 1.4) * Math.exp(-(frame % 50) / 18.0) + 1e-6);
      }
    }
    return new Spectrogram("Études clip 17", power, 4.0);
  }

  static Waveform tone(double hertz, double seconds) {
    float[] samples = new float[(int) (16_000 * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    }
    return new Waveform(samples, 16_000);
  }

  /** Ten clouds, loose before training and tighter after it. */
  static EmbeddingMap map(int points) {
    Stream random = Stream.of(3, "map");
    float[][] before = new float[points][2];
    float[][] after = new float[points][2];
    int[] style = new int[points];
    int[] mode = new int[points];
    float[] tempo = new float[points];
    for (int i = 0; i < points; i++) {
      style[i] = i % STYLES.size();
      mode[i] = i % 7 == 0 ? -1 : i % 2;
      tempo[i] = i % 9 == 0 ? Float.NaN : 60 + i * 37 % 120;
      double angle = style[i] * 2 * Math.PI / STYLES.size();
      for (int axis = 0; axis < 2; axis++) {
        double centre = axis == 0 ? Math.cos(angle) : Math.sin(angle);
        before[i][axis] = (float) (0.4 * centre + 0.35 * random.nextGaussian());
        after[i][axis] = (float) (centre + 0.16 * random.nextGaussian());
      }
    }
    return EmbeddingMap.of("Études, test clips", before, "style", STYLES, style)
        .called("untrained")
        .then("self-supervised", after)
        .colouredBy("mode", List.of("major", "minor"), mode)
        .colouredBy("tempo", "BPM", tempo)
        .named(IntStream.range(0, points).mapToObj(i -> "clip " + (i + 1)).toList())
        .noted("t-SNE of %,d points, seed 1, trustworthiness 0.961".formatted(points))
        .tagged(IntStream.range(0, points).mapToObj(i -> List.of("track " + i / 4)).toList())
        .sounding(Sounds.within(5_000_000, points, i -> tone(220 + style[i] * 40, 2)))
        .pictured(Pictures.within(200_000, points, i -> tone(220 + style[i] * 240, 2)))
        .moved();
  }

  /** Ten clouds that part in the course of a training. */
  static EmbeddingMap film(int points) {
    EmbeddingMap end = map(points);
    float[][] first = end.layouts().get(0).xy();
    float[][] last = end.layouts().get(1).xy();
    EmbeddingMap film =
        EmbeddingMap.of("Training", first, end.colourings().get(0)).called("step 0");
    for (int step = 1; step <= 5; step++) {
      float[][] xy = new float[points][2];
      for (int i = 0; i < points; i++) {
        for (int axis = 0; axis < 2; axis++) {
          xy[i][axis] = first[i][axis] + (last[i][axis] - first[i][axis]) * step / 5;
        }
      }
      film = film.then("step " + step * 100, xy);
    }
    return film.film();
  }

  static Grid grid() {
    List<List<String>> rows =
        table().rows().stream()
            .map(
                row ->
                    List.of(
                        row.name(),
                        "%.1f [%.1f, %.1f]".formatted(row.estimate(), row.low(), row.high()),
                        row.seeds().length == 0 ? "–" : "1, 2, 3"))
            .toList();
    return new Grid(
        "Linear probe on the test clips",
        List.of("", "accuracy % (n = 400)", "seeds"),
        rows,
        List.of("(1) Intervals: BCa bootstrap over clips, 95 %."));
  }

  static StudyPage report() {
    return new StudyPage(
            "What a label is worth",
            "Does a tenth of the labels, used while the representation is learned, carry the style of a clip better than none?")
        .chapter("Result")
        .text(
            "Every row is a linear probe on frozen embeddings of the same 400 test clips. The first two rows are what training has to beat.")
        .finding("With a tenth of the labels the probe gains 4.4 points over self-supervision.")
        .table(grid())
        .figure(table(), "Estimates with 95 % intervals; small points are single seeds.")
        .chapter("How training went")
        .figure(loss(), "Faint: every step. Strong: running mean over 21 steps.")
        .chapter("Listen")
        .sounds(
            Audition.of("original", tone(220, 4))
                .and("view 1", tone(233, 2.7))
                .and("view 2", tone(196, 2.7)),
            "Two views of clip 17: what the encoder is asked to call the same.")
        .chapter("The map")
        .map(
            map(300),
            "t-SNE of the embeddings, perplexity 30. Near points are alike; the distance between far groups means nothing.")
        .provenance(
            new java.util.TreeMap<>(
                java.util.Map.of(
                    "corpus", "etudes-quick, 9f2c41d0",
                    "seeds", "1, 2, 3",
                    "java", "17.0.15",
                    "commit", "8fb7b96")));
  }

  /** The report's figure A.3: 2 clips, 2 views of each, 3 frames, a window of 2. */
  static PairMatrix pairs() {
    long[] frames = {0, 1, 2};
    return PairMatrix.of(
        "What the vectors of a batch are to each other",
        LocalWindowLoss.balanced(0.1, 2),
        new int[] {0, 0, 1, 1},
        new long[][] {frames, frames, frames, frames});
  }

  static List<Figure> figures() {
    return List.of(
        loss(),
        share(),
        table(),
        confusion(),
        spectrogram(),
        map(300),
        pairs(),
        clouds(),
        latents(),
        codes(),
        masks(),
        steering(),
        dimensions());
  }

  static HeatMap steering() {
    double[][] gains = {{11.2, 3.1, -0.4, Double.NaN}, {2.5, 14.8, -1.9, 0.2}, {-0.5, 0.1, 4, -6}};
    String[][] texts = new String[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        texts[row][column] =
            Double.isNaN(gains[row][column])
                ? null
                : "%.1f (%+.1f)".formatted(60 + gains[row][column], gains[row][column]);
      }
    }
    return new HeatMap(
        "Labels as a steering wheel",
        List.of("labels of style", "labels of the bass", "labels of the key"),
        List.of("style", "bass", "mode", "real games"),
        gains,
        texts,
        "value, and gain over 'no labels', in points");
  }

  static HeatMap dimensions() {
    Stream random = Stream.of(6, "dimensions");
    double[][] shares = new double[3][128];
    for (int k = 0; k < 128; k++) {
      shares[0][k] = 0.6 * Math.exp(-k / 30.0) + 0.01 * random.nextGaussian();
      shares[1][k] = 0.3 * Math.exp(-(k - 60) * (k - 60) / 300.0) + 0.01 * random.nextGaussian();
      shares[2][k] = 0.02 * random.nextGaussian();
    }
    return new HeatMap(
        "What each dimension knows", List.of("style", "bass", "key"), List.of(), shares, "ε²");
  }
}
