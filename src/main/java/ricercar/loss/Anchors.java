package ricercar.loss;

import java.util.ArrayList;
import java.util.List;
import ricercar.tensor.DType;
import ricercar.tensor.Tensor;

/**
 * Who is what in a batch of global and local vectors: all global ones first, then the local ones,
 * view after view. Masks are made for a block of rows at a time, as numbers 0 and 1.
 */
final class Anchors {
  private final DType type;
  private final int views;
  private final int count;
  private final Tensor clip;
  private final Tensor view;
  private final Tensor frame;
  private final Tensor local;

  Anchors(int[] clips, long[][] frames, DType type) {
    this.type = type;
    views = clips.length;
    int tokens = frames[0].length;
    count = views + views * tokens;
    float[] clipOf = new float[count];
    float[] viewOf = new float[count];
    float[] frameOf = new float[count];
    float[] isLocal = new float[count];
    for (int v = 0; v < views; v++) {
      clipOf[v] = clips[v];
      viewOf[v] = v;
      for (int t = 0; t < tokens; t++) {
        int place = views + v * tokens + t;
        clipOf[place] = clips[v];
        viewOf[place] = v;
        frameOf[place] = frames[v][t];
        isLocal[place] = 1;
      }
    }
    clip = Tensor.of(clipOf, count);
    view = Tensor.of(viewOf, count);
    frame = Tensor.of(frameOf, count);
    local = Tensor.of(isLocal, count).to(type);
  }

  int count() {
    return count;
  }

  /** Each anchor's share of the loss: alike, or so that the global ones have a share together. */
  Tensor weights(Double globalWeight) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] =
          globalWeight == null
              ? 1.0 / count
              : i < views ? globalWeight / views : (1 - globalWeight) / (count - views);
    }
    return Tensor.of(weights, count).to(type);
  }

  /** [rows, count]: 1 for positives. */
  Tensor positives(int from, int to, double windowFrames) {
    Tensor bothGlobal = column(local, from, to).add(row(local)).equal(zero()).to(type);
    Tensor bothLocal = column(local, from, to).mul(row(local));
    Tensor near =
        column(frame, from, to)
            .sub(row(frame))
            .abs()
            .greater(Tensor.scalar(windowFrames / 2, DType.FLOAT32))
            .to(type)
            .neg()
            .add(1);
    Tensor globals = bothGlobal.mul(same(clip, from, to));
    Tensor locals = bothLocal.mul(same(view, from, to)).mul(near);
    return globals.add(locals).mul(others(from, to));
  }

  /** [rows, count]: the weight in the denominator, 0 for the anchor itself and for neutrals. */
  Tensor candidates(int from, int to, Tensor positives, double ownNegativeWeight) {
    Tensor ofOneView = same(view, from, to);
    Tensor bothLocal = column(local, from, to).mul(row(local));
    Tensor neutral = bothLocal.mul(ofOneView).mul(positives.neg().add(1));
    Tensor mixed = column(local, from, to).sub(row(local)).abs().mul(ofOneView);
    Tensor softened = mixed.mul(1 - ownNegativeWeight);
    return neutral.neg().add(1).sub(softened).mul(others(from, to));
  }

  /** A block of rows [to − from, width] at its place among [count, width]. */
  Tensor placed(Tensor rows, int from, int to) {
    List<Tensor> parts = new ArrayList<>();
    if (from > 0) {
      parts.add(Tensor.zeros(type, from, rows.size(1)));
    }
    parts.add(rows);
    if (to < count) {
      parts.add(Tensor.zeros(type, count - to, rows.size(1)));
    }
    return Tensor.concat(0, parts);
  }

  /** 1 everywhere but where an anchor meets itself. */
  private Tensor others(int from, int to) {
    Tensor index = Tensor.range(count);
    return column(index, from, to).equal(row(index)).to(type).neg().add(1);
  }

  private Tensor same(Tensor what, int from, int to) {
    return column(what, from, to).equal(row(what)).to(type);
  }

  private static Tensor column(Tensor all, int from, int to) {
    return all.slice(0, from, to).expand(1);
  }

  private static Tensor row(Tensor all) {
    return all.expand(0);
  }

  private Tensor zero() {
    return Tensor.scalar(0, type);
  }
}
