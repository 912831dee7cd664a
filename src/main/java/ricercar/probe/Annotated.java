package ricercar.probe;

import com.fasterxml.jackson.databind.JsonNode;
import ricercar.Problem;
import ricercar.corpus.Corpus;

/** What frames are judged by; a corpus without it is refused. */
final class Annotated {
  private Annotated() {}

  /** An annotation that is a list. */
  static JsonNode list(Corpus corpus, int clip, String name) {
    JsonNode list = corpus.annotations(clip).path(name);
    if (!list.isArray()) {
      throw new Problem(
          "Clip %s of corpus '%s' has no annotation '%s'."
              .formatted(corpus.clips().get(clip).id(), corpus.name(), name),
          "Frames are judged on annotated corpora, such as études.");
    }
    return list;
  }
}
