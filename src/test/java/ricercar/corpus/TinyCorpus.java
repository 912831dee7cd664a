package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ricercar.random.Stream;

/** A corpus of noise for tests: clip i has 100 + i samples. */
final class TinyCorpus {
  static final Task STYLE = new Task("style", Task.Kind.SINGLE_LABEL, List.of("calm", "wild"));
  static final Task TAGS = new Task("tags", Task.Kind.MULTI_LABEL, List.of("drums", "piano"));

  private TinyCorpus() {}

  static CorpusBuilder.Header header() {
    return new CorpusBuilder.Header(
        "tiny", 8000, List.of(STYLE, TAGS), Map.of("made by", "a test"));
  }

  static float[] samples(int clip) {
    Stream random = Stream.of(7, "tiny", clip);
    float[] samples = new float[100 + clip];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.round(random.uniform(-1, 1) * 32767) / 32768f;
    }
    return samples;
  }

  static Clip clip(int i) {
    Split split = Split.values()[i % 3];
    Map<String, List<String>> labels =
        i % 2 == 0
            ? Map.of("style", List.of("calm"), "tags", List.of())
            : Map.of("style", List.of("wild"), "tags", List.of("piano", "drums"));
    return new Clip("clip" + i, "track" + i / 2, "group" + i / 2, split, 100 + i, labels);
  }

  static JsonNode annotation(int i) {
    return i == 1 ? null : JsonNodeFactory.instance.objectNode().put("tempo", 60 + i);
  }

  static Corpus build(Path folder, int clips) {
    return CorpusBuilder.build(folder, header(), 1000, builder -> fill(builder, clips));
  }

  static void fill(CorpusBuilder builder, int clips) {
    for (int i = 0; i < clips; i++) {
      builder.add(clip(i), samples(i), annotation(i));
    }
  }
}
