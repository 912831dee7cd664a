package ricercar.nn;

import ricercar.tensor.Attention;
import ricercar.tensor.Tensor;

/** How queries look at keys; all of them [batch, heads, tokens, width of a head]. */
public enum AttentionKind {
  /** softmax(q·kᵀ / √d)·v (Vaswani et al. 2017); work grows with the square of the tokens. */
  SOFTMAX {
    @Override
    Tensor attend(Tensor query, Tensor key, Tensor value) {
      return Attention.scaledDotProduct(query, key, value);
    }
  },

  /**
   * φ(q)·(φ(k)ᵀ·v) over its sum, φ = 1 + ELU (Katharopoulos et al. 2020); work grows with the
   * tokens alone.
   */
  LINEAR {
    @Override
    Tensor attend(Tensor query, Tensor key, Tensor value) {
      Tensor q = query.elu().add(1);
      Tensor k = key.elu().add(1);
      Tensor mixed = q.matMul(k.transpose(2, 3).matMul(value));
      Tensor sums = q.matMul(k.sum(2, true).transpose(2, 3));
      return mixed.div(sums);
    }
  };

  abstract Tensor attend(Tensor query, Tensor key, Tensor value);
}
