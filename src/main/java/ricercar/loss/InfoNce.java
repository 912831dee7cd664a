package ricercar.loss;

import java.util.List;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Contrast of queries with keys of another network (MoCo, equation 1): the {@link MatchingLoss} of
 * cosines over τ, in which each query is to find its own key among negatives.
 *
 * @param temperature τ
 */
public record InfoNce(double temperature) {
  public InfoNce {
    Similarities.requireTemperature(temperature);
  }

  /**
   * With negatives of earlier batches.
   *
   * @param queries [N, width]
   * @param keys [N, width]; the i-th belongs to the i-th query
   * @param negatives [K, width]
   */
  public Tensor of(Tensor queries, Tensor keys, Tensor negatives) {
    return Scope.run(
        () -> {
          Tensor query = queries.normalize(1);
          Tensor own = query.mul(keys.normalize(1)).sum(1, true);
          Tensor others = query.matMul(negatives.normalize(1).transpose(0, 1));
          Tensor all = Tensor.concat(1, List.of(own, others)).div(temperature);
          return all.logSumExp(1, true).sub(own.div(temperature)).mean();
        });
  }

  /**
   * With the other queries' keys as negatives.
   *
   * @param queries [N, width]
   * @param keys [N, width]; the i-th belongs to the i-th query
   */
  public Tensor of(Tensor queries, Tensor keys) {
    return Scope.run(
        () ->
            MatchingLoss.of(
                queries.normalize(1).matMul(keys.normalize(1).transpose(0, 1)).div(temperature)));
  }
}
