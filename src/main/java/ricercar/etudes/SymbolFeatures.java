package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the annotations of a piece say about its style, as numbers: tempo, metre and swing, where in
 * the bar each part strikes, which chords it uses and which instruments play. A linear model on
 * them is the oracle that shows that the styles can be told apart.
 */
final class SymbolFeatures {
  /** Steps of a bar; sixteenths of common time. */
  private static final int GRID = 16;

  private static final List<List<Drum>> DRUM_VOICES =
      List.of(
          List.of(Drum.KICK),
          List.of(Drum.SNARE, Drum.CLAP),
          List.of(Drum.RIM, Drum.CLAVES),
          List.of(Drum.CLOSED_HAT, Drum.RIDE, Drum.TAMBOURINE, Drum.MARACAS, Drum.CABASA),
          List.of(Drum.OPEN_HAT, Drum.PEDAL_HAT),
          List.of(Drum.BRUSH),
          List.of(Drum.LOW_TOM, Drum.CRASH),
          List.of(Drum.HIGH_BONGO, Drum.MUTE_CONGA, Drum.OPEN_CONGA, Drum.COWBELL));

  private SymbolFeatures() {}

  static double[] of(JsonNode piece) {
    List<Double> features = new ArrayList<>();
    JsonNode tempo = piece.path("tempo");
    double bpm = tempo.path("bpm").asDouble();
    features.add(StrictMath.log(bpm));
    features.add(tempo.path("swing").asDouble());
    for (int metre = 2; metre <= 4; metre++) {
      features.add(tempo.path("beatsPerBar").asInt() == metre ? 1.0 : 0.0);
    }
    for (int edge = 70; edge < 200; edge += 15) {
      features.add(Math.abs(bpm - edge) < 10 ? 1.0 : 0.0);
    }
    rhythms(piece, features);
    chords(piece, features);
    families(piece, features);
    return features.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void rhythms(JsonNode piece, List<Double> into) {
    for (List<Drum> voice : DRUM_VOICES) {
      add(into, onsets(piece, "drums", voice.stream().map(Drum::note).toList()));
    }
    for (Role role : List.of(Role.BASS, Role.COMP, Role.LEAD)) {
      add(into, onsets(piece, role.name().toLowerCase(Locale.ROOT), List.of()));
    }
  }

  /** Share of bars with a stroke at each step, then whether the part plays at all. */
  private static double[] onsets(JsonNode piece, String role, List<Integer> pitches) {
    double[] histogram = new double[GRID + 1];
    double[] downbeats = downbeats(piece);
    for (JsonNode part : piece.path("parts")) {
      if (!part.path("role").asText().equals(role)) {
        continue;
      }
      boolean[][] struck = new boolean[downbeats.length][GRID];
      for (JsonNode note : part.path("notes")) {
        if (pitches.isEmpty() || pitches.contains(note.get(2).asInt())) {
          strike(struck, downbeats, note.get(0).asDouble());
        }
      }
      for (boolean[] bar : struck) {
        for (int step = 0; step < GRID; step++) {
          histogram[step] += bar[step] ? 1.0 / struck.length : 0;
        }
      }
      histogram[GRID] = 1;
    }
    return histogram;
  }

  private static void strike(boolean[][] struck, double[] downbeats, double on) {
    for (int bar = 0; bar + 1 < downbeats.length; bar++) {
      double place = (on - downbeats[bar]) / (downbeats[bar + 1] - downbeats[bar]);
      long step = StrictMath.round(place * GRID);
      if (step >= 0 && step < GRID) {
        struck[bar][(int) step] = true;
      }
    }
  }

  private static double[] downbeats(JsonNode piece) {
    JsonNode times = piece.path("downbeats");
    double[] downbeats = new double[times.size()];
    for (int i = 0; i < downbeats.length; i++) {
      downbeats[i] = times.get(i).asDouble();
    }
    return downbeats;
  }

  private static void chords(JsonNode piece, List<Double> into) {
    double[] qualities = new double[Quality.values().length];
    double[] roots = new double[12];
    int tonic = piece.path("key").path("tonic").asInt();
    double total = 0;
    double inversions = 0;
    for (JsonNode chord : piece.path("chords")) {
      double length = chord.path("off").asDouble() - chord.path("on").asDouble();
      String quality = chord.path("quality").asText().toUpperCase(Locale.ROOT);
      qualities[Quality.valueOf(quality).ordinal()] += length;
      roots[Math.floorMod(chord.path("root").asInt() - tonic, 12)] += length;
      inversions += chord.path("root").asInt() == chord.path("bass").asInt() ? 0 : length;
      total += length;
    }
    for (double[] shares : List.of(qualities, roots)) {
      for (double share : shares) {
        into.add(share / total);
      }
    }
    into.add(inversions / total);
    into.add(piece.path("chords").size() / total);
    for (Mode mode : Mode.values()) {
      String name = mode.name().toLowerCase(Locale.ROOT);
      into.add(piece.path("key").path("mode").asText().equals(name) ? 1.0 : 0.0);
    }
  }

  private static void families(JsonNode piece, List<Double> into) {
    double[] playing = new double[Family.values().length];
    for (JsonNode part : piece.path("parts")) {
      String family = part.path("family").asText().toUpperCase(Locale.ROOT);
      playing[Family.valueOf(family).ordinal()] = 1;
    }
    add(into, playing);
  }

  private static void add(List<Double> into, double[] values) {
    for (double value : values) {
      into.add(value);
    }
  }
}
