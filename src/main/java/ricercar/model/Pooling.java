package ricercar.model;

import ricercar.tensor.Tensor;

/** How a token model's embedding is made of its encoded tokens. */
public enum Pooling {
  /** The mean of all tokens but the class token. */
  MEAN {
    @Override
    Tensor of(Tensor encoded, int classTokens) {
      return encoded.slice(1, classTokens, encoded.size(1)).mean(1, false);
    }
  },

  /** The class token. */
  CLASS {
    @Override
    Tensor of(Tensor encoded, int classTokens) {
      return encoded.slice(1, 0, 1).squeeze(1);
    }
  };

  /**
   * @param encoded [batch, tokens, width]
   * @param classTokens how many of the tokens, at the front, are class tokens
   * @return [batch, width]
   */
  abstract Tensor of(Tensor encoded, int classTokens);
}
