package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ricercar.corpus.Clip;
import ricercar.corpus.Split;
import ricercar.random.Stream;

/**
 * One finished étude.
 *
 * @param clip identity, split and labels; in TRAIN a fifth of the positive tags are missing
 * @param annotations all that is known about the piece, true tags included
 * @param samples mono at {@link Etudes#SAMPLE_RATE}, in [-1, 1], on the 16-bit grid
 */
public record Piece(Clip clip, JsonNode annotations, float[] samples) {
  /** Share of positive tags that the people who label training music forget. */
  static final double MISSING = 0.2;

  static Piece of(Song song, Bank bank) {
    return new Piece(clip(song), Annotations.of(song), song.render(bank));
  }

  static Clip clip(Song song) {
    Plan plan = song.plan();
    String id = "etude-%05d".formatted(plan.place().track());
    Map<String, List<String>> labels =
        Map.of(
            "style", List.of(plan.motif().style().name()),
            "tags", tags(song),
            "key", List.of(plan.key().label()),
            "tempo", List.of(Tempo.of(plan.bpm()).label()));
    long samples = StrictMath.round(plan.seconds() * Etudes.SAMPLE_RATE);
    return new Clip(id, id, plan.place().group(), plan.place().split(), samples, labels);
  }

  private static List<String> tags(Song song) {
    Set<Tag> tags = EnumSet.noneOf(Tag.class);
    Stream memory = song.plan().seed().child("missing");
    for (Tag tag : Tag.of(song)) {
      boolean forgotten = memory.child(tag.name()).chance(MISSING);
      if (!forgotten || song.plan().place().split() != Split.TRAIN) {
        tags.add(tag);
      }
    }
    List<String> labels = new ArrayList<>();
    tags.forEach(tag -> labels.add(tag.label()));
    return List.copyOf(labels);
  }
}
