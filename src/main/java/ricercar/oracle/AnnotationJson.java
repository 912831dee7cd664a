package ricercar.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.stats.Interval;
import ricercar.stats.Proportion;

/** What the page is told of a desk, and what it says. */
final class AnnotationJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COMPARED = 2;
  private static final int EXAMPLES = 3;

  private AnnotationJson() {}

  /** Everything that the page shows; while the model learns, only what cannot change. */
  static ObjectNode state(AnnotationDesk desk) {
    ObjectNode state = JSON.createObjectNode();
    Feedback session = desk.session();
    LabelState known = session.state();
    state.put("who", desk.who()).put("task", session.task());
    classes(state.putArray("classes"), known);
    counts(state.putObject("counts"), desk);
    List<Entry.Judged> mine = desk.mine();
    if (!mine.isEmpty()) {
      Entry.Judged last = mine.get(mine.size() - 1);
      state
          .putObject("last")
          .put("id", last.id())
          .put("clip", last.clip())
          .put("said", said(last))
          .put("verdict", last.verdict().kind().text());
    }
    if (!desk.learning()) {
      List<AnnotationDesk.Asked> upcoming = desk.upcoming();
      if (!upcoming.isEmpty()) {
        state.set("question", question(session, upcoming.get(0)));
      }
      if (upcoming.size() > 1) {
        state.put("next", upcoming.get(1).place());
      }
    }
    return state;
  }

  private static String said(Entry.Judged judged) {
    return judged
        .verdict()
        .label(judged.prediction())
        .orElseGet(
            () ->
                judged
                    .verdict()
                    .wrong(judged.prediction())
                    .map(wrong -> "not " + wrong)
                    .orElse(""));
  }

  /** Those of the task, and new ones that wait for the next iteration. */
  private static void classes(ArrayNode out, LabelState known) {
    Map<String, Integer> labelled = new TreeMap<>();
    known
        .shares()
        .keySet()
        .forEach(clip -> labelled.merge(known.label(clip).get(), 1, Integer::sum));
    known.waiting().values().forEach(label -> labelled.merge(label, 1, Integer::sum));
    Set<String> names = new LinkedHashSet<>(known.classes());
    names.addAll(known.waiting().values());
    for (String name : names) {
      out.addObject()
          .put("name", name)
          .put("labelled", labelled.getOrDefault(name, 0))
          .put("waits", !known.classes().contains(name));
    }
  }

  private static void counts(ObjectNode out, AnnotationDesk desk) {
    List<Entry.Judged> mine = desk.mine();
    out.put("mine", mine.size())
        .put("left", desk.session().open())
        .put("unlearnt", desk.unlearnt())
        .put("milliseconds", mine.stream().mapToLong(Entry.Judged::milliseconds).sum());
    List<Entry.Judged> all = LabelStudio.standing(desk.session().entries());
    out.put("all", all.size());
    List<Entry.Judged> drawn =
        all.stream()
            .filter(judged -> judged.asked().equals(new Strategy.Random().title()))
            .filter(judged -> judged.verdict().kind() != Verdict.Kind.SKIP)
            .toList();
    if (!drawn.isEmpty()) {
      int right =
          (int)
              drawn.stream()
                  .filter(judged -> judged.verdict().wrong(judged.prediction()).isEmpty())
                  .count();
      Interval share = Proportion.wilson(right, drawn.size(), 0.95);
      out.putObject("drawn")
          .put("right", right)
          .put("of", drawn.size())
          .put("low", share.low())
          .put("high", share.high());
    }
    Agreement agreement = Agreement.of(desk.session().entries());
    if (agreement.people().size() > 1 && Double.isFinite(agreement.alpha())) {
      out.put("alpha", agreement.alpha());
    }
  }

  private static ObjectNode question(Feedback session, AnnotationDesk.Asked asked) {
    Prediction shown = session.predict(asked.place());
    float[] similarities = session.similarities(asked.place());
    List<String> classes = session.state().classes();
    ObjectNode out =
        JSON.createObjectNode()
            .put("place", asked.place())
            .put("clip", session.clip(asked.place()))
            .put("asked", asked.by());
    out.putObject("shown")
        .put("class", shown.label())
        .put("similarity", shown.similarity())
        .put("margin", shown.margin());
    ObjectNode similar = out.putObject("similarities");
    IntStream.range(0, classes.size()).forEach(c -> similar.put(classes.get(c), similarities[c]));
    ArrayNode near = out.putArray("near");
    IntStream.range(0, classes.size())
        .boxed()
        .sorted((a, b) -> Float.compare(similarities[b], similarities[a]))
        .limit(COMPARED)
        .forEach(
            c -> {
              ArrayNode places = near.addObject().put("class", classes.get(c)).putArray("places");
              for (int place : session.nearest(asked.place(), classes.get(c), EXAMPLES)) {
                places.add(place);
              }
            });
    return out;
  }

  static ObjectNode sketch(ClipSketch sketch, double seconds) {
    ObjectNode out = JSON.createObjectNode().put("seconds", seconds);
    out.set("peaks", JSON.valueToTree(sketch.peaks()));
    out.set("mel", JSON.valueToTree(sketch.mel()));
    return out;
  }

  static AnnotationDesk.Answer answer(byte[] body) {
    JsonNode node = parsed(body);
    JsonNode shown = node.path("shown");
    return new AnnotationDesk.Answer(
        text(node, "id"),
        text(node, "clip"),
        new Prediction(
            text(shown, "class"),
            shown.path("similarity").asDouble(Double.NaN),
            shown.path("margin").asDouble(Double.NaN)),
        verdict(node),
        node.path("milliseconds").asLong(-1),
        node.path("asked").asText());
  }

  static String id(byte[] body) {
    return text(parsed(body), "id");
  }

  private static Verdict verdict(JsonNode node) {
    String kind = text(node, "verdict");
    return switch (kind) {
      case "confirm" -> new Verdict.Confirm();
      case "reject" -> new Verdict.Reject();
      case "correct" ->
          new Verdict.Correct(text(node, "class").strip(), node.path("new").asBoolean());
      case "skip" -> new Verdict.Skip();
      default ->
          throw new Problem(
              "'" + kind + "' is no verdict.", "It is confirm, reject, correct or skip.");
    };
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Problem("A request holds no JSON.", "Reload the page.", e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    Problem.unless(value.isTextual() && !value.asText().isBlank(), "A request has no '%s'.", name);
    return value.asText();
  }
}
