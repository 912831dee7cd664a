package ricercar.nn;

import ricercar.tensor.Tensor;

/** The nonlinearity of a feed-forward net. */
public enum Activation {
  /** The exact (erf) form. */
  GELU {
    @Override
    Tensor of(Tensor x) {
      return x.gelu();
    }
  },

  RELU {
    @Override
    Tensor of(Tensor x) {
      return x.relu();
    }
  };

  abstract Tensor of(Tensor x);
}
