package ricercar.model;

import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/** An encoder with its projection head: views → z, for what asks the space of the loss. */
public final class ProjectedEncoder extends Encoder {
  private final Encoder encoder;
  private final ProjectionHead projection;
  private final int projectionWidth;

  public ProjectedEncoder(Encoder encoder, ProjectionHead projection, int projectionWidth) {
    this.encoder = child("encoder", encoder);
    this.projection = child("projection", projection);
    this.projectionWidth = projectionWidth;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    return Scope.run(() -> projection.forward(encoder.forward(input, mode)));
  }

  @Override
  public int width() {
    return projectionWidth;
  }

  @Override
  public int minimumLength() {
    return encoder.minimumLength();
  }
}
