package ricercar.train;

import java.util.List;
import ricercar.Problem;
import ricercar.loss.InfoNce;
import ricercar.model.Encoder;
import ricercar.model.MlpHead;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * MoCo (He et al. 2020; heads of version 2): the first view of a clip is to find what a slowly
 * moving teacher makes of the second, among the teacher's outputs for earlier batches, which wait
 * in a queue. Without a queue the other clips of the batch are the negatives, as in version 3.
 */
public final class MocoObjective implements ProjectingObjective {
  private final Encoder encoder;
  private final MlpHead projection;
  private final Teacher teacher;
  private final Teacher.Followed followed;
  private final Settings settings;
  private final Model model;
  private float[] keys;

  /**
   * @param momentum of the teacher's weights
   * @param queue how many keys of earlier batches are negatives; 0 for none
   * @param width of the projections
   */
  public record Settings(InfoNce loss, double momentum, int queue, int width) {
    public Settings {
      Teacher.requireMomentum(momentum);
      Problem.unless(queue >= 0, "queue must not be negative, but is %d.", queue);
    }
  }

  private static final class Model extends Layer {
    private final Tensor queue; // [K, width], newest first; null for none

    Model(Encoder encoder, MlpHead projection, Teacher teacher, Settings settings, Stream random) {
      child("encoder", encoder);
      child("projection", projection);
      child("teacher", teacher);
      queue =
          settings.queue() == 0
              ? null
              : buffer("queue", Initial.normal(random), settings.queue(), settings.width());
    }
  }

  /**
   * @param teacher of the same architecture as encoder and projection
   * @param random what the queue holds before the first keys
   */
  public MocoObjective(
      Encoder encoder, MlpHead projection, Teacher teacher, Settings settings, Stream random) {
    this.encoder = encoder;
    this.projection = projection;
    this.teacher = teacher;
    this.settings = settings;
    followed = new Teacher.Followed(encoder, projection);
    teacher.start(followed);
    model = new Model(encoder, projection, teacher, settings, random);
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Tensor loss(Batch batch) {
    ViewPairs pairs = ViewPairs.of(batch);
    return Scope.run(
        () -> {
          Tensor waveforms = batch.waveforms();
          Tensor taught = teacher.of(pairs.second(waveforms)).normalize(1);
          keys = taught.toFloats();
          Tensor embeddings = encoder.forward(pairs.first(waveforms), Mode.TRAINING);
          Tensor queries = projection.forward(embeddings, Mode.TRAINING);
          return model.queue == null
              ? settings.loss().of(queries, taught)
              : settings.loss().of(queries, taught, model.queue);
        });
  }

  /** The teacher's weights follow, and its newest keys join the queue. */
  @Override
  public void stepped() {
    teacher.follow(followed, settings.momentum());
    if (model.queue != null) {
      try (Scope scope = Scope.open()) {
        Tensor newest = Tensor.of(keys, keys.length / settings.width(), settings.width());
        Tensor all = Tensor.concat(0, List.of(newest, model.queue));
        model.queue.set(all.slice(0, 0, settings.queue()));
      }
    }
  }

  @Override
  public Tensor project(Tensor embeddings) {
    return projection.forward(embeddings, Mode.EVALUATION);
  }
}
