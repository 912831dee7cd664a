package ricercar.loss;

/**
 * Which views of a batch an anchor is drawn to and which it is compared with; anchors are rows.
 *
 * @param views the number V of views
 * @param positives [V, V] row by row: the weights of P(i), 0 where not a positive
 * @param candidates [V, V] row by row: A(i), what stands in the denominator; positives are among
 *     them
 */
public record PairMask(int views, double[] positives, boolean[] candidates) {
  public PairMask {
    if (positives.length != views * views || candidates.length != views * views) {
      throw new IllegalArgumentException(
          "%d views, %d weights, %d candidates"
              .formatted(views, positives.length, candidates.length));
    }
    for (int pair = 0; pair < positives.length; pair++) {
      if (!(positives[pair] >= 0) || positives[pair] > 0 && !candidates[pair]) {
        throw new IllegalArgumentException(
            "view %d has a positive of weight %s that is no candidate"
                .formatted(pair / views, positives[pair]));
      }
    }
  }

  /** Other views of the same clip are the positives, all other views the candidates (B.1). */
  public static PairMask ownViews(int[] clips) {
    return of(new PositiveRule.Self(), clips, new int[clips.length][]);
  }

  /**
   * For views that are compared with the vectors that another model gives of the same views: all of
   * the same clip are positives, the view's own among them, and all are candidates.
   */
  public static PairMask ofTwoModels(int[] clips) {
    int views = clips.length;
    double[] positives = new double[views * views];
    boolean[] candidates = new boolean[views * views];
    for (int i = 0; i < views; i++) {
      for (int j = 0; j < views; j++) {
        candidates[i * views + j] = true;
        positives[i * views + j] = clips[i] == clips[j] ? 1 : 0;
      }
    }
    return new PairMask(views, positives, candidates);
  }

  /**
   * Adds to the own views what the rule finds among labelled clips (B.2, B.3). All other views are
   * candidates.
   *
   * @param clips the clip that each view is cut from
   * @param labels each view's ascending class indices; null where its clip is not labelled
   */
  public static PairMask of(PositiveRule rule, int[] clips, int[][] labels) {
    int views = clips.length;
    if (labels.length != views) {
      throw new IllegalArgumentException(views + " views, " + labels.length + " rows of labels");
    }
    double[] positives = new double[views * views];
    boolean[] candidates = new boolean[views * views];
    for (int i = 0; i < views; i++) {
      for (int j = 0; j < views; j++) {
        if (i != j) {
          candidates[i * views + j] = true;
          positives[i * views + j] = weight(rule, clips[i] == clips[j], labels[i], labels[j]);
        }
      }
    }
    return new PairMask(views, positives, candidates);
  }

  /**
   * What labels alone say (P<sub>s</sub> of the report): a view without a label has no positive,
   * not even its clip's other views. The supervised half of a sum of two losses; training uses the
   * union of {@link #of}.
   */
  public static PairMask ofLabels(PositiveRule rule, int[] clips, int[][] labels) {
    PairMask union = of(rule, clips, labels);
    double[] positives = union.positives().clone();
    for (int pair = 0; pair < positives.length; pair++) {
      if (labels[pair / clips.length] == null) {
        positives[pair] = 0;
      }
    }
    return new PairMask(clips.length, positives, union.candidates());
  }

  /**
   * For clips that several people labelled: the weight of two clips is Dice's coefficient of their
   * shares of people, 2 Σ min(s, t) / Σ (s + t) over the classes; of whole shares it is {@link
   * PositiveRule.Dice}.
   *
   * @param shares {@code [view][class]}: how many of the people gave the view's clip the class;
   *     null where its clip is not labelled
   */
  public static PairMask ofShares(int[] clips, double[][] shares) {
    PairMask own = ownViews(clips);
    double[] positives = own.positives().clone();
    int views = clips.length;
    for (int i = 0; i < views; i++) {
      for (int j = 0; j < views; j++) {
        if (clips[i] != clips[j] && shares[i] != null && shares[j] != null) {
          positives[i * views + j] = dice(shares[i], shares[j]);
        }
      }
    }
    return new PairMask(views, positives, own.candidates());
  }

  private static double dice(double[] one, double[] other) {
    double shared = 0;
    double sum = 0;
    for (int c = 0; c < one.length; c++) {
      shared += Math.min(one[c], other[c]);
      sum += one[c] + other[c];
    }
    return sum == 0 ? 0 : 2 * shared / sum;
  }

  private static double weight(PositiveRule rule, boolean sameClip, int[] one, int[] other) {
    if (sameClip) {
      return 1;
    }
    return one == null || other == null ? 0 : Math.min(1, rule.weight(one, other));
  }

  /** By [anchor][other]: what each view is to each anchor. */
  public Pair[][] pairs() {
    Pair[][] pairs = new Pair[views][views];
    for (int i = 0; i < views; i++) {
      for (int j = 0; j < views; j++) {
        int at = i * views + j;
        pairs[i][j] =
            positives[at] > 0
                ? Pair.POSITIVE
                : candidates[at] ? Pair.NEGATIVE : i == j ? Pair.SELF : Pair.NEUTRAL;
      }
    }
    return pairs;
  }

  /** The sum of an anchor's positive weights. */
  double weightOf(int anchor) {
    double sum = 0;
    for (int j = 0; j < views; j++) {
      sum += positives[anchor * views + j];
    }
    return sum;
  }
}
