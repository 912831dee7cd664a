package ricercar.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * A space in numbers, of embeddings of unit length that have classes.
 *
 * @param uniformity {@link Uniformity}
 * @param effectiveRank {@link EffectiveRank}
 * @param together how far members of a class lie apart, over how far others do: below 1 classes
 *     hold together, {@link ClassDistances#ratio}
 * @param silhouette {@link Silhouette}
 * @param agreement share of the ten nearest of other tracks that have the same class, {@link
 *     NeighbourAgreement}
 * @param margin mean of {@link PrototypeMargins}, whose prototypes are of other clips
 * @param hubs skewness of how often one is among the ten nearest of another, {@link Hubness}
 */
public record SpaceNumbers(
    double uniformity,
    double effectiveRank,
    double together,
    double silhouette,
    double agreement,
    double margin,
    double hubs) {
  private static final int NEAREST = 10;

  /**
   * @param reference {@code [embedding][width]} that prototypes are made of, such as of training
   *     clips
   * @param referenceClass the class of each; −1 for none
   * @param asked {@code [embedding][width]} that all numbers are about, such as of test clips
   * @param askedClass likewise
   * @param askedTrack what each is a part of
   */
  public static SpaceNumbers of(
      float[][] reference,
      int[] referenceClass,
      float[][] asked,
      int[] askedClass,
      List<String> askedTrack) {
    return new SpaceNumbers(
        Uniformity.of(asked),
        EffectiveRank.of(asked),
        ClassDistances.of(asked, askedClass, Distance.COSINE).ratio(),
        Silhouette.of(asked, askedClass, Distance.COSINE),
        NeighbourAgreement.of(asked, askedClass, askedTrack, NEAREST, Distance.COSINE),
        Arrays.stream(PrototypeMargins.of(reference, referenceClass, asked, askedClass))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN),
        Hubness.of(asked, NEAREST, Distance.COSINE).skewness());
  }
}
