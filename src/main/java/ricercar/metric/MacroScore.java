package ricercar.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A score per tag and its plain mean over the tags on which it is defined.
 *
 * @param perTag NaN where the tag has no positive or no negative item
 * @param skipped the indices of those tags
 */
public record MacroScore(double mean, double[] perTag, List<Integer> skipped) {
  static MacroScore of(TagRanking[] tags, ToDoubleFunction<TagRanking> score) {
    double[] perTag = Arrays.stream(tags).mapToDouble(score).toArray();
    List<Integer> skipped = new ArrayList<>();
    double sum = 0;
    for (int tag = 0; tag < perTag.length; tag++) {
      if (Double.isNaN(perTag[tag])) {
        skipped.add(tag);
      } else {
        sum += perTag[tag];
      }
    }
    int defined = perTag.length - skipped.size();
    return new MacroScore(defined == 0 ? Double.NaN : sum / defined, perTag, List.copyOf(skipped));
  }
}
