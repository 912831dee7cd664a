package ricercar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.nn.Embedding;
import ricercar.nn.Layer;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** An embedding table for each codebook; what they give is summed or stands side by side. */
final class CodeTables extends Layer {
  private final List<Embedding> tables = new ArrayList<>();
  private final boolean summed;

  private CodeTables(int[] widths, int codes, boolean summed, Stream random) {
    this.summed = summed;
    for (int book = 0; book < widths.length; book++) {
      Stream ofBook = random.child("table", book);
      tables.add(child("" + book, new Embedding(codes, widths[book], ofBook)));
    }
  }

  static CodeTables summed(int codebooks, int codes, int width, Stream random) {
    int[] widths = new int[codebooks];
    Arrays.fill(widths, width);
    return new CodeTables(widths, codes, true, random);
  }

  static CodeTables concatenated(int codebooks, int codes, int width, Stream random) {
    return new CodeTables(widths(codebooks, width), codes, false, random);
  }

  /**
   * The first half of the books, which says most, has tables twice as wide as the second: 256, 256,
   * 128, 128 of 768, as in MaCHUP's code. Of an odd number the middle one is wide; what does not
   * divide goes to the first.
   */
  static int[] widths(int codebooks, int width) {
    int wide = (codebooks + 1) / 2;
    int unit = width / (wide + codebooks);
    Problem.unless(
        unit > 0, "encoder.encoder.width is %d, too few for %d codebooks.", width, codebooks);
    int[] widths = new int[codebooks];
    for (int book = 0; book < codebooks; book++) {
      widths[book] = book < wide ? 2 * unit : unit;
    }
    widths[0] += width - IntStream.of(widths).sum();
    return widths;
  }

  /**
   * @param codes [batch, frames, codebooks], whole numbers of any type
   * @return [batch, frames, width]
   */
  Tensor forward(Tensor codes) {
    Problem.unless(
        codes.size(2) == tables.size(),
        "The input has %d codebooks, but the model has tables for %d.",
        codes.size(2),
        tables.size());
    return Scope.run(
        () -> {
          Tensor whole = Gradients.without(() -> codes.to(DType.INT64));
          List<Tensor> parts = new ArrayList<>();
          for (int book = 0; book < tables.size(); book++) {
            parts.add(tables.get(book).forward(whole.slice(2, book, book + 1).squeeze(2)));
          }
          return summed
              ? parts.stream().reduce(Tensor::add).orElseThrow()
              : Tensor.concat(2, parts);
        });
  }
}
