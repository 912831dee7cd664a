package ricercar.augment;

import ricercar.random.Stream;

/**
 * Whether a chain's outer gate opens for each view alone or for all views of a clip together.
 *
 * <p>{@code chain.run(samples, rate, gating.outer(clip, view), view)}: with {@code PER_CLIP} the
 * views of a clip share the stream key of the gate, so all are augmented or all clean, as in
 * SemiSupCon; the gates and parameters of the steps stay each view's own.
 */
public enum Gating {
  PER_VIEW {
    @Override
    public Stream outer(Stream clip, Stream view) {
      return view;
    }
  },
  PER_CLIP {
    @Override
    public Stream outer(Stream clip, Stream view) {
      return clip;
    }
  };

  /** The stream for the outer gate, from the stream that a clip's views share and a view's own. */
  public abstract Stream outer(Stream clip, Stream view);
}
