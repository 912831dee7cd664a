package ricercar.corpus;

import java.util.Map;
import java.util.TreeMap;

/**
 * How sound files become a corpus.
 *
 * @param sampleRate of the clip store, in Hz
 * @param loudness target in LUFS for each track, held back where its peak would pass full scale;
 *     NaN to leave levels alone
 * @param bandwidth in Hz, above which everything is taken away; NaN to leave it alone
 * @param shares of the splits, where they are to be drawn
 * @param seed of the drawn splits
 * @param everyFile keeps what is elsewhere left out, near-silent clips and sounds that are there
 *     already, since the set was published with them
 */
public record ImportOptions(
    int sampleRate,
    Cutting cutting,
    double loudness,
    double bandwidth,
    Splits.Shares shares,
    long seed,
    boolean everyFile) {
  /** A little below full scale: resampling later may raise a peak. */
  static final double HIGHEST_PEAK = 0.89;

  /** Clips of 30 s at 32 kHz, levels and bandwidths as they are, 70 : 10 : 20 by group. */
  public static final ImportOptions PLAIN =
      new ImportOptions(
          32_000,
          new Cutting(30, 5, Integer.MAX_VALUE),
          Double.NaN,
          Double.NaN,
          new Splits.Shares(0.7, 0.1, 0.2),
          0,
          false);

  public ImportOptions withCutting(Cutting other) {
    return new ImportOptions(sampleRate, other, loudness, bandwidth, shares, seed, everyFile);
  }

  public ImportOptions withSampleRate(int other) {
    return new ImportOptions(other, cutting, loudness, bandwidth, shares, seed, everyFile);
  }

  /** Takes level and bandwidth away as hints of where a track comes from. */
  public ImportOptions normalised(double loudnessLufs, double bandwidthHz) {
    return new ImportOptions(
        sampleRate, cutting, loudnessLufs, bandwidthHz, shares, seed, everyFile);
  }

  public ImportOptions withSplits(Splits.Shares others, long otherSeed) {
    return new ImportOptions(
        sampleRate, cutting, loudness, bandwidth, others, otherSeed, everyFile);
  }

  /** Takes a set as its makers published it. */
  ImportOptions asPublished() {
    return new ImportOptions(sampleRate, cutting, loudness, bandwidth, shares, seed, true);
  }

  Map<String, String> provenance() {
    Map<String, String> rows = new TreeMap<>();
    rows.put("clip seconds", String.valueOf(cutting.clipSeconds()));
    rows.put("shortest clip seconds", String.valueOf(cutting.shortestSeconds()));
    rows.put("most clips per track", String.valueOf(cutting.mostPerTrack()));
    rows.put("loudness", Double.isNaN(loudness) ? "as it was" : loudness + " LUFS");
    rows.put("bandwidth", Double.isNaN(bandwidth) ? "as it was" : bandwidth + " Hz");
    rows.put("drawn splits", shares + ", seed " + seed);
    rows.put("resampler", "KAISER_BEST");
    if (everyFile) {
      rows.put("silent and repeated sounds", "kept");
    }
    return rows;
  }
}
