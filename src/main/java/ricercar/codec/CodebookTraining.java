package ricercar.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.Problem;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * How a quantiser's codebooks learn, without gradients: each vector follows the mean of what it is
 * nearest to, as a moving average (van den Oord et al. 2017, appendix A.1); one that is hardly ever
 * the nearest is set onto a vector of the batch (Zeghidour et al. 2021). The averages are buffers,
 * named as Hugging Face's EnCodec names them, so that a training can go on.
 */
public final class CodebookTraining extends Layer {
  private static final double DECAY = 0.98;

  /** A vector with less than this share of an even use is dead. */
  private static final double DEAD = 0.1;

  private static final double SMOOTHING = 1e-5;

  private final ResidualQuantizer quantizer;
  private final List<Averages> averages = new ArrayList<>();
  private final int size;
  private final int width;

  public CodebookTraining(ResidualQuantizer quantizer) {
    this.quantizer = quantizer;
    size = (int) quantizer.vectors(0).size(0);
    width = (int) quantizer.vectors(0).size(1);
    for (int i = 0; i < quantizer.codebooks(); i++) {
      averages.add(child("layers." + i + ".codebook", new Averages(size, width)));
    }
  }

  private static final class Averages extends Layer {
    private final Tensor clusterSize;
    private final Tensor embedAverage;

    Averages(int size, int width) {
      clusterSize = buffer("cluster_size", Initial.ZEROS, size);
      embedAverage = buffer("embed_avg", Initial.ZEROS, size, width);
    }
  }

  /**
   * @param values the sum of the nearest vectors, [vectors, width], with the gradient of the input
   * @param commitment the mean squared distance of what each codebook was given from what it said,
   *     whose gradient reaches the input of the first
   * @param used how many different codes each codebook said
   */
  public record Quantized(Tensor values, Tensor commitment, int[] used) {}

  /**
   * Sets every codebook by k-means, one after the other, on what the ones before it leave.
   *
   * @param latents [vectors, width]
   * @param batches that they come from; the averages begin as heavy as one of them
   */
  public void start(Tensor latents, int batches, Stream random) {
    Problem.unless(
        latents.size(0) >= size, "%d vectors cannot start codebooks of %d.", latents.size(0), size);
    try (Scope scope = Scope.open()) {
      Tensor left = latents;
      for (int book = 0; book < quantizer.codebooks(); book++) {
        Tensor vectors = quantizer.vectors(book);
        vectors.set(Tensor.of(KMeansStart.of(rows(left), size, random.nextLong()), size, width));
        int[] codes = codes(left, book);
        float[] counts = new float[size];
        for (int code : codes) {
          counts[code] += 1f / batches;
        }
        float[] sums = vectors.toFloats();
        for (int i = 0; i < sums.length; i++) {
          sums[i] *= counts[i / width];
        }
        averages.get(book).clusterSize.set(Tensor.of(counts, size));
        averages.get(book).embedAverage.set(Tensor.of(sums, size, width));
        left = left.sub(vectors.select(0, index(codes)));
      }
    }
  }

  /**
   * Quantises with a straight-through gradient, and moves the codebooks towards what they were
   * given.
   *
   * @param latents [vectors, width], in a graph
   */
  public Quantized quantize(Tensor latents, Stream random) {
    int books = quantizer.codebooks();
    int[] used = new int[books];
    Tensor[] summed = new Tensor[1];
    // What each book was given differs from the latents by a constant, so one target will do.
    List<Tensor> targets = new ArrayList<>();
    Gradients.without(
        () -> {
          Tensor left = latents.detach();
          for (int book = 0; book < books; book++) {
            int[] codes = codes(left, book);
            used[book] = (int) Arrays.stream(codes).distinct().count();
            Tensor said = quantizer.vectors(book).select(0, index(codes));
            Tensor sum = summed[0] == null ? said : summed[0].add(said);
            summed[0] = sum;
            targets.add(sum);
            learn(book, left, codes, random.child("codebook", book));
            left = left.sub(said);
          }
          return null;
        });
    Tensor commitment = null;
    for (Tensor target : targets) {
      Tensor one = latents.sub(target).square().mean();
      commitment = commitment == null ? one : commitment.add(one);
    }
    Tensor values = latents.add(summed[0].sub(latents.detach()).detach());
    return new Quantized(values, commitment.div(books), used);
  }

  private void learn(int book, Tensor given, int[] codes, Stream random) {
    float[] values = given.toFloats();
    float[] counts = averages.get(book).clusterSize.toFloats();
    float[] sums = averages.get(book).embedAverage.toFloats();
    float[] vectors = quantizer.vectors(book).toFloats();
    scale(counts, DECAY);
    scale(sums, DECAY);
    for (int row = 0; row < codes.length; row++) {
      counts[codes[row]] += (float) (1 - DECAY);
      for (int k = 0; k < width; k++) {
        sums[codes[row] * width + k] += (float) ((1 - DECAY) * values[row * width + k]);
      }
    }
    double total = 0;
    for (float count : counts) {
      total += count;
    }
    double even = total / size;
    for (int code = 0; code < size; code++) {
      if (counts[code] < DEAD * even) {
        int row = random.nextInt(codes.length);
        counts[code] = (float) even;
        for (int k = 0; k < width; k++) {
          sums[code * width + k] = (float) (even * values[row * width + k]);
        }
      }
      double smoothed = (counts[code] + SMOOTHING) / (total + size * SMOOTHING) * total;
      for (int k = 0; k < width; k++) {
        vectors[code * width + k] = (float) (sums[code * width + k] / smoothed);
      }
    }
    averages.get(book).clusterSize.set(Tensor.of(counts, size));
    averages.get(book).embedAverage.set(Tensor.of(sums, size, width));
    quantizer.vectors(book).set(Tensor.of(vectors, size, width));
  }

  private int[] codes(Tensor rows, int book) {
    long[] nearest = ResidualQuantizer.nearest(rows, quantizer.vectors(book)).toLongs();
    return Arrays.stream(nearest).mapToInt(code -> (int) code).toArray();
  }

  private static Tensor index(int[] codes) {
    return Tensor.of(Arrays.stream(codes).asLongStream().toArray(), codes.length);
  }

  private static void scale(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
  }

  private static double[][] rows(Tensor tensor) {
    int width = (int) tensor.size(1);
    float[] flat = tensor.toFloats();
    double[][] rows = new double[flat.length / width][width];
    for (int i = 0; i < flat.length; i++) {
      rows[i / width][i % width] = flat[i];
    }
    return rows;
  }
}
