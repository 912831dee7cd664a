package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import ricercar.Progress;

/**
 * Whether the corpus is as hard as it should be: style must not be read from the mere colour of the
 * sound, must be decided by the symbols, and key and tempo must be neither trivial nor hopeless.
 *
 * @param mel accuracy on style of a ridge classifier on mean and deviation of log-mel bands
 * @param oracle accuracy on style of a ridge classifier on the annotations
 * @param key accuracy on 24 keys of Krumhansl's profiles on chroma
 * @param tempo share of clips whose autocorrelation tempo is within 4 % of the beat
 */
public record EtudesGates(
    String bank, long seed, int clips, double mel, double oracle, double key, double tempo) {
  private static final double MEL_PENALTY = 0.02;
  private static final double SYMBOL_PENALTY = 0.3;

  /** Renders {@code clips} pieces of 12 s, a multiple of ten, and measures all four. */
  public static EtudesGates measure(long seed, int clips, Bank bank, Progress progress) {
    Tier tier = new Tier("gates", clips, 0, 0, 12);
    List<Heard> heard = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    Rendering.pieces(tier, seed, bank, threads, progress, piece -> heard.add(Heard.of(piece)));
    return of(bank.name(), seed, heard);
  }

  /** The oracle alone, which needs no sound. */
  static double oracle(long seed, int clips) {
    Tier tier = new Tier("gates", clips, 0, 0, 12);
    List<Tier.Place> places = tier.places();
    double[][] symbols =
        places.stream()
            .map(place -> Song.compose(seed, place, tier.seconds()))
            .map(song -> SymbolFeatures.of(Annotations.of(song)))
            .toArray(double[][]::new);
    int[] styles = places.stream().mapToInt(Tier.Place::style).toArray();
    List<String> groups = places.stream().map(Tier.Place::group).toList();
    return Ridge.accuracy(symbols, styles, groups, Style.ALL.size(), SYMBOL_PENALTY);
  }

  public boolean hold() {
    return mel > 0.2
        && mel <= 0.6
        && oracle >= 0.95
        && key >= 0.5
        && key <= 0.75
        && tempo >= 0.6
        && tempo <= 0.85;
  }

  /** A table of measured gates with their bounds. */
  public static String markdown(List<EtudesGates> measured) {
    StringBuilder table =
        new StringBuilder(
            """
            # Gates of the embedded corpus

            How hard Études are for methods that do not learn: style (10 classes, chance 10 %) by
            ridge regression on mel statistics and on the symbols, five folds by motif group; key
            (24 classes) by chroma profiles; tempo by autocorrelation, right within 4 %. Clips of
            12 s. Share right, in percent; a gate holds when every share lies within its bounds.

            | bank | seed | clips | mel statistics | symbols (oracle) | key | tempo | holds |
            |---|---|---|---|---|---|---|---|
            | *bounds* | | | 20–60 | 95–100 | 50–75 | 60–85 | |
            """);
    for (EtudesGates gates : measured) {
      table.append(
          "| %s | %d | %d | %.1f | %.1f | %.1f | %.1f | %s |%n"
              .formatted(
                  gates.bank,
                  gates.seed,
                  gates.clips,
                  100 * gates.mel,
                  100 * gates.oracle,
                  100 * gates.key,
                  100 * gates.tempo,
                  gates.hold() ? "yes" : "**no**"));
    }
    return table.toString();
  }

  private static EtudesGates of(String bank, long seed, List<Heard> heard) {
    int[] styles = heard.stream().mapToInt(Heard::style).toArray();
    List<String> groups = heard.stream().map(Heard::group).toList();
    double[][] mel = heard.stream().map(Heard::mel).toArray(double[][]::new);
    double[][] symbols = heard.stream().map(Heard::symbols).toArray(double[][]::new);
    int classes = Style.ALL.size();
    return new EtudesGates(
        bank,
        seed,
        heard.size(),
        Ridge.accuracy(mel, styles, groups, classes, MEL_PENALTY),
        Ridge.accuracy(symbols, styles, groups, classes, SYMBOL_PENALTY),
        heard.stream().mapToInt(h -> h.keyFound() ? 1 : 0).average().orElse(0),
        heard.stream().mapToInt(h -> h.tempoFound() ? 1 : 0).average().orElse(0));
  }

  /** What is kept of a clip once it was heard. */
  private record Heard(
      int style,
      String group,
      double[] mel,
      double[] symbols,
      boolean keyFound,
      boolean tempoFound) {
    static Heard of(Piece piece) {
      JsonNode facts = piece.annotations();
      double bpm = facts.path("tempo").path("bpm").asDouble();
      String key = facts.path("key").path("label").asText();
      return new Heard(
          Style.names().indexOf(facts.path("style").asText()),
          piece.clip().group(),
          SoundFeatures.melStatistics(piece.samples()),
          SymbolFeatures.of(facts),
          Key.labels().get(SoundFeatures.key(piece.samples())).equals(key),
          Math.abs(SoundFeatures.tempo(piece.samples()) - bpm) <= 0.04 * bpm);
    }
  }
}
