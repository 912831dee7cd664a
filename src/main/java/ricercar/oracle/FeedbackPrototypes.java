package ricercar.oracle;

import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.corpus.Task;
import ricercar.probe.Prototypes;

/**
 * The prototypes of a state: class means in which a clip weighs by the share of people who gave it
 * the class. Clips that are said not to have a class may push its prototype away (Rocchio 1971,
 * "Relevance feedback in information retrieval").
 *
 * @param wrongWeight γ of c = mean of its clips − γ · mean of the clips said not to have it; 0 for
 *     plain means
 */
public record FeedbackPrototypes(double wrongWeight) {
  public FeedbackPrototypes {
    Problem.unless(
        wrongWeight >= 0 && wrongWeight < 1,
        "wrongWeight must lie in [0, 1), but is %s.",
        wrongWeight);
  }

  /**
   * @param name of the task
   * @param rows the row of each clip among the vectors; clips that have none are passed over
   * @param vectors {@code [row][width]}: the mean of each clip's windows
   */
  public Prototypes of(
      String name, LabelState state, Map<String, Integer> rows, float[][] vectors) {
    List<String> classes = state.classes();
    Means given = new Means(classes.size(), vectors[0].length);
    Means wrong = new Means(classes.size(), vectors[0].length);
    state
        .shares()
        .forEach(
            (clip, shares) ->
                shares.forEach(
                    (label, share) ->
                        given.add(classes.indexOf(label), row(rows, vectors, clip), share)));
    if (wrongWeight > 0) {
      state
          .wrong()
          .forEach(
              (clip, labels) ->
                  labels.stream()
                      .filter(classes::contains)
                      .forEach(
                          label -> wrong.add(classes.indexOf(label), row(rows, vectors, clip), 1)));
    }
    float[][] prototypes = new float[classes.size()][];
    for (int c = 0; c < prototypes.length; c++) {
      prototypes[c] = given.less(c, wrong, wrongWeight);
    }
    return new Prototypes(new Task(name, Task.Kind.SINGLE_LABEL, classes), prototypes);
  }

  private static float[] row(Map<String, Integer> rows, float[][] vectors, String clip) {
    Integer row = rows.get(clip);
    return row == null ? null : vectors[row];
  }

  private static final class Means {
    private final double[][] sums;
    private final double[] weights;

    Means(int classes, int width) {
      sums = new double[classes][width];
      weights = new double[classes];
    }

    void add(int c, float[] vector, double weight) {
      if (vector != null) {
        weights[c] += weight;
        for (int k = 0; k < vector.length; k++) {
          sums[c][k] += weight * vector[k];
        }
      }
    }

    float[] less(int c, Means wrong, double gamma) {
      if (weights[c] == 0) {
        return null;
      }
      double[] mean = new double[sums[c].length];
      double length = 0;
      for (int k = 0; k < mean.length; k++) {
        double away = wrong.weights[c] == 0 ? 0 : gamma * wrong.sums[c][k] / wrong.weights[c];
        mean[k] = sums[c][k] / weights[c] - away;
        length += mean[k] * mean[k];
      }
      float[] unit = new float[mean.length];
      for (int k = 0; k < unit.length; k++) {
        unit[k] = (float) (mean[k] / Math.max(1e-12, Math.sqrt(length)));
      }
      return unit;
    }
  }
}
