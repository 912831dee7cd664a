package ricercar.codec;

import java.util.ArrayList;
import java.util.List;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Residual vector quantisation: each codebook's nearest vector, by Euclidean distance, is
 * subtracted, and the next codebook quantises what is left.
 */
public final class ResidualQuantizer extends Layer {
  /** Vectors compared at once, so that a song's distances do not fill the memory. */
  private static final int BLOCK = 4096;

  private final List<Tensor> codebooks = new ArrayList<>();

  ResidualQuantizer(int count, int size, int width, Stream random) {
    for (int i = 0; i < count; i++) {
      Initial initial = Initial.uniform(random.child("codebook", i), width);
      codebooks.add(child("layers." + i + ".codebook", new Codebook(size, width, initial)).embed);
    }
  }

  private static final class Codebook extends Layer {
    private final Tensor embed;

    Codebook(int size, int width, Initial initial) {
      embed = buffer("embed", initial, size, width);
    }
  }

  public int codebooks() {
    return codebooks.size();
  }

  /** The vectors of a codebook: [size, width]; live. */
  public Tensor vectors(int codebook) {
    return codebooks.get(codebook);
  }

  /**
   * @param latents [vectors, width]
   * @param count codebooks to use, from the first on
   * @return {@code [count][vectors]}
   */
  public int[][] encode(Tensor latents, int count) {
    int vectors = (int) latents.size(0);
    int[][] codes = new int[count][vectors];
    for (int from = 0; from < vectors; from += BLOCK) {
      try (Scope scope = Scope.open()) {
        Tensor left = latents.slice(0, from, Math.min(vectors, from + BLOCK));
        for (int book = 0; book < count; book++) {
          Tensor nearest = nearest(left, codebooks.get(book));
          long[] indices = nearest.toLongs();
          for (int i = 0; i < indices.length; i++) {
            codes[book][from + i] = (int) indices[i];
          }
          left = left.sub(codebooks.get(book).select(0, nearest));
        }
      }
    }
    return codes;
  }

  /** Indices of the nearest rows, [vectors], in the reference's order of operations. */
  static Tensor nearest(Tensor x, Tensor vectors) {
    return Scope.run(
        () -> {
          Tensor own = x.square().sum(1, true);
          Tensor products = x.matMul(vectors.transpose(0, 1)).mul(2);
          Tensor others = vectors.square().sum(1, false).expand(0);
          return own.sub(products).add(others).argMin(1);
        });
  }

  /** The sum of the vectors that the codes name: [vectors, width]. */
  public Tensor decode(int[][] codes) {
    return Scope.run(
        () -> {
          int width = (int) codebooks.get(0).size(1);
          Tensor sum = Tensor.zeros(DType.FLOAT32, codes[0].length, width);
          for (int book = 0; book < codes.length; book++) {
            long[] indices = new long[codes[book].length];
            for (int i = 0; i < indices.length; i++) {
              indices[i] = codes[book][i];
            }
            sum = sum.add(codebooks.get(book).select(0, Tensor.of(indices, indices.length)));
          }
          return sum;
        });
  }
}
