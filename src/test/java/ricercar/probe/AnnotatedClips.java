package ricercar.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;

/** Clips of noise at 100 Hz with annotations that a test chooses. */
final class AnnotatedClips {
  private AnnotatedClips() {}

  static Corpus corpus(Path folder, int clips, double seconds, IntFunction<JsonNode> annotations) {
    int samples = (int) Math.round(100 * seconds);
    return CorpusBuilder.build(
        folder,
        new CorpusBuilder.Header("annotated", 100, List.of(), Map.of()),
        builder -> {
          for (int i = 0; i < clips; i++) {
            Clip clip =
                new Clip(
                    "clip" + i,
                    "track" + i,
                    "group" + i,
                    LabelledClips.split(i),
                    samples,
                    Map.of());
            builder.add(clip, LabelledClips.noise(i, samples), annotations.apply(i));
          }
        });
  }

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode chord(ObjectNode root, double on, double off, int pitch, String quality) {
    root.withArray("/chords")
        .addObject()
        .put("on", on)
        .put("off", off)
        .put("root", pitch)
        .put("quality", quality);
    return root;
  }

  static ObjectNode section(ObjectNode root, double on, double off, String name) {
    root.withArray("/sections").addObject().put("on", on).put("off", off).put("name", name);
    return root;
  }

  static ObjectNode beats(ObjectNode root, double... times) {
    for (double time : times) {
      root.withArray("/beats").add(time);
    }
    return root;
  }
}
