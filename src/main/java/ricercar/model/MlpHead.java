package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;
import ricercar.nn.BatchNorm;
import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Linear layers with ReLU between them, normalised over the batch or not: the projections and
 * predictors of MoCo, BYOL, SimSiam, Barlow Twins and VICReg. Names are those of PyTorch's
 * Sequential.
 */
public final class MlpHead extends Layer {
  private final List<Linear> linear = new ArrayList<>();
  private final List<BatchNorm> norm = new ArrayList<>();
  private final boolean normalised;
  private final End end;

  /** What follows the product of the last layer. */
  public enum End {
    NOTHING,
    BIAS,
    NORM
  }

  /**
   * @param layers linear ones, all but the last of width {@code hidden}
   * @param normalised whether hidden layers are normalised over the batch; else they have biases
   */
  public record Shape(int hidden, int layers, int out, boolean normalised, End end) {
    public Shape {
      Problem.unless(
          hidden >= 1 && layers >= 1 && out >= 1,
          "A head needs positive widths and layers, but has %d hidden, %d out, %d layers.",
          hidden,
          out,
          layers);
    }
  }

  /**
   * @param width of the embeddings
   */
  public MlpHead(int width, Shape shape, Stream random) {
    normalised = shape.normalised();
    end = shape.end();
    int in = width;
    int place = 0;
    for (int i = 0; i < shape.layers() - 1; i++) {
      linear.add(child("" + place++, linear(in, shape.hidden(), !shape.normalised(), random, i)));
      if (shape.normalised()) {
        norm.add(child("" + place++, new BatchNorm(shape.hidden())));
      }
      place++;
      in = shape.hidden();
    }
    linear.add(
        child("" + place++, linear(in, shape.out(), end == End.BIAS, random, shape.layers() - 1)));
    if (end == End.NORM) {
      norm.add(child("" + place, new BatchNorm(shape.out())));
    }
  }

  private static Linear linear(int in, int out, boolean bias, Stream random, int layer) {
    Stream own = random.child("layer", layer);
    return bias ? new Linear(in, out, own) : Linear.withoutBias(in, out, own);
  }

  /** [rows, width] → [rows, out]. */
  public Tensor forward(Tensor embeddings, Mode mode) {
    return Scope.run(
        () -> {
          Tensor x = embeddings;
          int last = linear.size() - 1;
          for (int i = 0; i < last; i++) {
            x = linear.get(i).forward(x);
            x = normalised ? norm.get(i).forwardRelu(x, mode) : x.relu();
          }
          x = linear.get(last).forward(x);
          return end == End.NORM ? norm.get(norm.size() - 1).forward(x, mode) : x;
        });
  }
}
