package ricercar.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ricercar.corpus.Task;

/**
 * How well outcomes agree with the truth. Every metric is better when larger, but for the mean of a
 * {@link Task.Kind#COST}.
 */
public enum Metric {
  ACCURACY("accuracy", Unit.PERCENT) {
    @Override
    public Optional<double[]> perItem(Outcomes outcomes) {
      boolean[] hits = Accuracy.hits(outcomes);
      return Optional.of(
          IntStream.range(0, hits.length).mapToDouble(i -> hits[i] ? 1 : 0).toArray());
    }

    @Override
    public Scorer on(Outcomes outcomes) {
      return Mean.of(perItem(outcomes).orElseThrow());
    }
  },
  AUROC("AUROC", Unit.PERCENT) {
    @Override
    public Scorer on(Outcomes outcomes) {
      TagRanking[] tags = TagRanking.all(outcomes.targets(), outcomes.wideScores());
      return counts -> MacroScore.of(tags, tag -> tag.auroc(counts)).mean();
    }
  },
  AVERAGE_PRECISION("AP", Unit.PERCENT) {
    @Override
    public Scorer on(Outcomes outcomes) {
      TagRanking[] tags = TagRanking.all(outcomes.targets(), outcomes.wideScores());
      return counts -> MacroScore.of(tags, tag -> tag.averagePrecision(counts)).mean();
    }
  },
  /** Of keys. */
  WEIGHTED_KEY_SCORE("weighted key score", Unit.PERCENT) {
    @Override
    public Optional<double[]> perItem(Outcomes outcomes) {
      return Optional.of(WeightedKeyScore.perItem(outcomes));
    }

    @Override
    public Scorer on(Outcomes outcomes) {
      return Mean.of(perItem(outcomes).orElseThrow());
    }
  },
  TEMPO_ACC1("Acc1", Unit.PERCENT) {
    @Override
    public Optional<double[]> perItem(Outcomes outcomes) {
      return Optional.of(TempoAccuracy.ACC1.perItem(outcomes));
    }

    @Override
    public Scorer on(Outcomes outcomes) {
      return Mean.of(perItem(outcomes).orElseThrow());
    }
  },
  TEMPO_ACC2("Acc2", Unit.PERCENT) {
    @Override
    public Optional<double[]> perItem(Outcomes outcomes) {
      return Optional.of(TempoAccuracy.ACC2.perItem(outcomes));
    }

    @Override
    public Scorer on(Outcomes outcomes) {
      return Mean.of(perItem(outcomes).orElseThrow());
    }
  },
  /** Of regressions: the mean over the targets. */
  R_SQUARED("R²", Unit.PERCENT) {
    @Override
    public Scorer on(Outcomes outcomes) {
      return RSquared.of(outcomes);
    }
  },
  /** Of the numbers of a measured task. */
  MEAN("mean", Unit.PLAIN) {
    @Override
    public Optional<double[]> perItem(Outcomes outcomes) {
      float[][] scores = outcomes.scores();
      return Optional.of(
          IntStream.range(0, scores.length).mapToDouble(i -> scores[i][0]).toArray());
    }

    @Override
    public Scorer on(Outcomes outcomes) {
      return Mean.of(perItem(outcomes).orElseThrow());
    }

    @Override
    public String heading(Task task) {
      return title() + " " + task.classes().get(0);
    }
  };

  /** What a metric's values are. */
  public enum Unit {
    /** Shares from 0 to 1, to be printed in percent. */
    PERCENT,
    /** Numbers that are printed as they are. */
    PLAIN
  }

  private final String title;
  private final Unit unit;

  Metric(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  public String title() {
    return title;
  }

  public Unit unit() {
    return unit;
  }

  /** As printed above a column of values: with the unit, or with what a measured number is. */
  public String heading(Task task) {
    return title + " %";
  }

  /** The number of each item whose plain mean the metric is; empty where it is no such mean. */
  public Optional<double[]> perItem(Outcomes outcomes) {
    return Optional.empty();
  }

  public abstract Scorer on(Outcomes outcomes);

  public double of(Outcomes outcomes) {
    return on(outcomes).ofAll(outcomes.size());
  }

  /** What is reported for a task, the most important first: keys and tempi have their own. */
  public static List<Metric> forTask(Task task) {
    if (WeightedKeyScore.asks(task)) {
      return List.of(WEIGHTED_KEY_SCORE, ACCURACY);
    }
    return TempoAccuracy.asks(task) ? List.of(TEMPO_ACC1, TEMPO_ACC2) : forKind(task.kind());
  }

  /** What is reported for a kind of task, the most important first. */
  public static List<Metric> forKind(Task.Kind kind) {
    return switch (kind) {
      case SINGLE_LABEL -> List.of(ACCURACY);
      case MULTI_LABEL -> List.of(AUROC, AVERAGE_PRECISION);
      case REGRESSION -> List.of(R_SQUARED);
      case SCORE, COST -> List.of(MEAN);
    };
  }
}
