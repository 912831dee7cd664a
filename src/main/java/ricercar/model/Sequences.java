package ricercar.model;

import java.util.List;
import ricercar.tensor.Tensor;

/** Sequences of tokens with class tokens in front, and their masked parts. */
final class Sequences {
  private Sequences() {}

  /**
   * Drops what is not visible.
   *
   * @param tokens [batch, classes + frames, width]
   * @param classes how many tokens stand in front of the frames
   * @return [batch, classes + visible, width]
   */
  static Tensor kept(Tensor tokens, int classes, long[][] visible) {
    int batch = visible.length;
    int count = visible[0].length + classes;
    long stride = tokens.size(1);
    long[] rows = new long[batch * count];
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < count; i++) {
        rows[b * count + i] = b * stride + (i < classes ? i : classes + visible[b][i - classes]);
      }
    }
    long width = tokens.size(2);
    return tokens
        .reshape(batch * stride, width)
        .select(0, Tensor.of(rows, rows.length))
        .reshape(batch, count, width);
  }

  /**
   * The inverse: each frame's token, or the mask vector where it was dropped.
   *
   * @param tokens [batch, classes + visible, width]
   * @param mask [width]
   * @return [batch, classes + frames, width]
   */
  static Tensor unmasked(Tensor tokens, Tensor mask, int classes, long[][] visible, int frames) {
    int batch = visible.length;
    int count = visible[0].length + classes;
    int length = frames + classes;
    // Row 0 is the mask vector; it stands wherever no token is put.
    long[] rows = new long[batch * length];
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < count; i++) {
        int place = i < classes ? i : classes + (int) visible[b][i - classes];
        rows[b * length + place] = 1 + (long) b * count + i;
      }
    }
    long width = tokens.size(2);
    Tensor table =
        Tensor.concat(0, List.of(mask.expand(0), tokens.reshape((long) batch * count, width)));
    return table.select(0, Tensor.of(rows, rows.length)).reshape(batch, length, width);
  }
}
