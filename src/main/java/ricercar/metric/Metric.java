package ricercar.metric;

import java.util.List;
import ricercar.corpus.Task;

/** How well outcomes agree with the truth; every metric is better when larger. */
public enum Metric {
  ACCURACY("accuracy") {
    @Override
    public Scorer on(Outcomes outcomes) {
      boolean[] hits = Accuracy.hits(outcomes);
      return counts -> Accuracy.of(hits, counts);
    }
  },
  AUROC("AUROC") {
    @Override
    public Scorer on(Outcomes outcomes) {
      TagRanking[] tags = TagRanking.all(outcomes.targets(), outcomes.wideScores());
      return counts -> MacroScore.of(tags, tag -> tag.auroc(counts)).mean();
    }
  },
  AVERAGE_PRECISION("AP") {
    @Override
    public Scorer on(Outcomes outcomes) {
      TagRanking[] tags = TagRanking.all(outcomes.targets(), outcomes.wideScores());
      return counts -> MacroScore.of(tags, tag -> tag.averagePrecision(counts)).mean();
    }
  };

  private final String title;

  Metric(String title) {
    this.title = title;
  }

  /** As printed above a column. */
  public String title() {
    return title;
  }

  public abstract Scorer on(Outcomes outcomes);

  public double of(Outcomes outcomes) {
    return on(outcomes).ofAll(outcomes.size());
  }

  /** What is reported for a kind of task, the most important first. */
  public static List<Metric> forKind(Task.Kind kind) {
    return kind == Task.Kind.SINGLE_LABEL ? List.of(ACCURACY) : List.of(AUROC, AVERAGE_PRECISION);
  }
}
