package ricercar.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

class LocalWindowLossTests {
  private static final int[] CLIPS = {0, 0, 1, 1};
  private static final int TOKENS = 6;
  private static final int WIDTH = 5;

  @Test
  void blocksOfRowsGiveTheSameLossAndGradientAsThePairsOneByOne() {
    try (Scope scope = Scope.open()) {
      // So many pairs that they are made in more than one block.
      int views = 40;
      int tokens = 60;
      int[] clips = new int[views];
      long[][] frames = new long[views][tokens];
      for (int v = 0; v < views; v++) {
        clips[v] = v / 2;
        for (int t = 0; t < tokens; t++) {
          frames[v][t] = (t * 7L + v) % 90;
        }
      }
      double[] global = noise("global", views * WIDTH);
      double[] local = noise("local", views * tokens * WIDTH);
      Tensor g = Tensor.of(global, views, WIDTH).copy().requireGradient(true);
      Tensor l = Tensor.of(local, views, tokens, WIDTH).copy().requireGradient(true);
      LocalWindowLoss loss = new LocalWindowLoss(0.2, 8, 0.5, 0.3);

      double value = Gradients.backward(() -> loss.of(g, l, clips, frames)).item();

      assertThat(value).isCloseTo(naive(global, local, clips, frames, 0.2, 8), within(1e-9));
      double step = 1e-5;
      for (int i : new int[] {0, 17, 190}) {
        double[] up = global.clone();
        up[i] += step;
        double[] down = global.clone();
        down[i] -= step;
        double slope =
            (naive(up, local, clips, frames, 0.2, 8) - naive(down, local, clips, frames, 0.2, 8))
                / (2 * step);
        double found = g.gradient().to(DType.FLOAT64).toDoubles()[i];
        assertThat(found).isCloseTo(slope, within(1e-8));
      }
    }
  }

  /** The definition, pair by pair; global anchors count half, own negatives 0.3. */
  private static double naive(
      double[] global, double[] local, int[] clips, long[][] frames, double tau, double window) {
    int views = clips.length;
    int tokens = frames[0].length;
    int count = views + views * tokens;
    double[][] z = new double[count][WIDTH];
    for (int i = 0; i < count; i++) {
      double norm = 0;
      for (int k = 0; k < WIDTH; k++) {
        z[i][k] = i < views ? global[i * WIDTH + k] : local[(i - views) * WIDTH + k];
        norm += z[i][k] * z[i][k];
      }
      for (int k = 0; k < WIDTH; k++) {
        z[i][k] /= Math.sqrt(norm);
      }
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      double sum = 0;
      double attracted = 0;
      int positives = 0;
      for (int j = 0; j < count; j++) {
        int viewI = i < views ? i : (i - views) / tokens;
        int viewJ = j < views ? j : (j - views) / tokens;
        boolean locals = i >= views && j >= views;
        boolean near =
            locals
                && viewI == viewJ
                && Math.abs(
                        frames[viewI][(i - views) % tokens] - frames[viewJ][(j - views) % tokens])
                    <= window / 2;
        boolean positive = locals ? near : i < views && j < views && clips[viewI] == clips[viewJ];
        boolean neutral = locals && viewI == viewJ && !near;
        if (i == j || neutral) {
          continue;
        }
        double s = 0;
        for (int k = 0; k < WIDTH; k++) {
          s += z[i][k] * z[j][k] / tau;
        }
        boolean own = viewI == viewJ && i < views != j < views;
        sum += (own ? 0.3 : 1) * Math.exp(s);
        attracted += positive ? s : 0;
        positives += positive ? 1 : 0;
      }
      double share = i < views ? 0.5 / views : 0.5 / (count - views);
      total += positives == 0 ? 0 : share * (Math.log(sum) - attracted / positives);
    }
    return total;
  }

  @Test
  void theWindowCountsFramesOfTheUnmaskedSequenceInAnyOrder() {
    try (Scope scope = Scope.open()) {
      long[][] frames = {
        {9, 4, 0, 7, 2, 5}, {1, 3, 8, 6, 0, 2}, {0, 1, 2, 3, 4, 5}, {5, 7, 9, 0, 2, 1}
      };
      double[] local = noise("local", 4 * TOKENS * WIDTH);
      long[][] turned = {frames[0].clone(), frames[1], frames[2], frames[3]};
      double[] moved = local.clone();
      // The first two tokens of the first view change places, with their frames.
      turned[0][0] = frames[0][1];
      turned[0][1] = frames[0][0];
      for (int k = 0; k < WIDTH; k++) {
        moved[k] = local[WIDTH + k];
        moved[WIDTH + k] = local[k];
      }

      assertThat(value(moved, turned, 4)).isCloseTo(value(local, frames, 4), within(1e-12));
      assertThat(value(local, turned, 4)).isNotCloseTo(value(local, frames, 4), within(1e-6));
    }
  }

  @Test
  void aWindowOverEverythingLeavesNoNeutrals() {
    try (Scope scope = Scope.open()) {
      long[][] frames = new long[4][TOKENS];
      for (long[] row : frames) {
        for (int t = 0; t < TOKENS; t++) {
          row[t] = t;
        }
      }
      double[] local = noise("local", 4 * TOKENS * WIDTH);
      assertThat(value(local, frames, 2 * TOKENS)).isCloseTo(value(local, frames, 1e6), within(0d));
    }
  }

  @Test
  void theReportsFigureIsFilledAsItIsDrawn() {
    // Two clips of two views, sequences of three, a window of two.
    long[][] frames = {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0, 1, 2}};

    Pair[][] pairs = new LocalWindowLoss(0.1, 2, null, 1).pairs(CLIPS, frames);

    // Anchors: 4 global vectors, then 3 local ones of each view. S self, + positive, · neutral.
    String[] drawn = {
      "S+-- --- --- --- ---",
      "+S-- --- --- --- ---",
      "--S+ --- --- --- ---",
      "--+S --- --- --- ---",
      "---- S+· --- --- ---",
      "---- +S+ --- --- ---",
      "---- ·+S --- --- ---",
      "---- --- S+· --- ---",
      "---- --- +S+ --- ---",
      "---- --- ·+S --- ---",
      "---- --- --- S+· ---",
      "---- --- --- +S+ ---",
      "---- --- --- ·+S ---",
      "---- --- --- --- S+·",
      "---- --- --- --- +S+",
      "---- --- --- --- ·+S"
    };
    for (int i = 0; i < drawn.length; i++) {
      String row = drawn[i].replace(" ", "");
      for (int j = 0; j < row.length(); j++) {
        assertThat(pairs[i][j]).as(i + ", " + j).isEqualTo(named(row.charAt(j)));
      }
    }
  }

  private static Pair named(char sign) {
    return switch (sign) {
      case 'S' -> Pair.SELF;
      case '+' -> Pair.POSITIVE;
      case '-' -> Pair.NEGATIVE;
      default -> Pair.NEUTRAL;
    };
  }

  @Test
  void theLossIsTheOneOfThePairsThatAreHandedOut() {
    long[][] frames = {
      {9, 4, 0, 7, 2, 5}, {1, 3, 8, 6, 0, 2}, {0, 1, 2, 3, 4, 5}, {5, 7, 9, 0, 2, 1}
    };
    double[] global = noise("global", 4 * WIDTH);
    double[] local = noise("local", 4 * TOKENS * WIDTH);
    Pair[][] pairs = new LocalWindowLoss(0.1, 4, null, 1).pairs(CLIPS, frames);
    double[][] similarities = similarities(global, local, 0.1);
    double total = 0;
    for (int i = 0; i < pairs.length; i++) {
      double sum = 0;
      double attracted = 0;
      int positives = 0;
      for (int j = 0; j < pairs.length; j++) {
        if (pairs[i][j] == Pair.POSITIVE || pairs[i][j] == Pair.NEGATIVE) {
          sum += Math.exp(similarities[i][j]);
        }
        if (pairs[i][j] == Pair.POSITIVE) {
          attracted += similarities[i][j];
          positives++;
        }
      }
      total += positives == 0 ? 0 : (Math.log(sum) - attracted / positives) / pairs.length;
    }
    try (Scope scope = Scope.open()) {
      assertThat(value(local, frames, 4)).isCloseTo(total, within(1e-9));
    }
    // Soft negatives of no weight are negatives still, not neutrals.
    assertThat(new LocalWindowLoss(0.1, 4, 0.5, 0).pairs(CLIPS, frames)).isDeepEqualTo(pairs);
  }

  private static double[][] similarities(double[] global, double[] local, double tau) {
    double[] all = new double[global.length + local.length];
    System.arraycopy(global, 0, all, 0, global.length);
    System.arraycopy(local, 0, all, global.length, local.length);
    int count = all.length / WIDTH;
    double[][] found = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        found[i][j] = dot(all, i, j) / Math.sqrt(dot(all, i, i) * dot(all, j, j)) / tau;
      }
    }
    return found;
  }

  private static double dot(double[] all, int i, int j) {
    double sum = 0;
    for (int k = 0; k < WIDTH; k++) {
      sum += all[i * WIDTH + k] * all[j * WIDTH + k];
    }
    return sum;
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new LocalWindowLoss(0, 1, null, 1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new LocalWindowLoss(1, -1, null, 1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new LocalWindowLoss(1, 1, 1.5, 1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new LocalWindowLoss(1, 1, null, -0.1)).isInstanceOf(Problem.class);
  }

  private static double value(double[] local, long[][] frames, double window) {
    Tensor global = Tensor.of(noise("global", 4 * WIDTH), 4, WIDTH);
    Tensor locals = Tensor.of(local, 4, TOKENS, WIDTH);
    return new LocalWindowLoss(0.1, window, null, 1).of(global, locals, CLIPS, frames).item();
  }

  private static double[] noise(String name, int count) {
    Stream random = Stream.of(3, name);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
