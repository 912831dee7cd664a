package ricercar.geometry;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How often the k nearest embeddings of other tracks have an embedding's class: 1 is always. Clips
 * of one track are alike whatever an encoder has learnt, so that they do not count.
 */
public final class NeighbourAgreement {
  private NeighbourAgreement() {}

  /**
   * @param embeddings {@code [embedding][width]}
   * @param classOf the class of each, −1 where it has none; such embeddings are left out
   * @param trackOf what each is a part of
   * @param k fewer where other tracks have fewer; NaN if there are none
   */
  public static double of(
      float[][] embeddings, int[] classOf, List<String> trackOf, int k, Distance distance) {
    int[] labelled = Classes.labelled(embeddings, classOf);
    float[][] chosen = new float[labelled.length][];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = embeddings[labelled[i]];
    }
    List<String> tracks = Arrays.stream(labelled).mapToObj(trackOf::get).toList();
    int asked = Math.min(chosen.length - 1, k + largest(tracks) - 1);
    int[][] nearest = Neighbours.of(chosen, asked, distance).rows();
    long counted = 0;
    long agreeing = 0;
    for (int i = 0; i < nearest.length; i++) {
      int own = classOf[labelled[i]];
      String track = tracks.get(i);
      int[] classes =
          Arrays.stream(nearest[i])
              .filter(row -> !tracks.get(row).equals(track))
              .limit(k)
              .map(row -> classOf[labelled[row]])
              .toArray();
      counted += classes.length;
      agreeing += Arrays.stream(classes).filter(near -> near == own).count();
    }
    return agreeing / (double) counted;
  }

  private static int largest(List<String> tracks) {
    return Collections.max(
            tracks.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values())
        .intValue();
  }
}
