package ricercar.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import ricercar.Problem;

/** Entries as JSON objects on one line each, and back. */
final class EntryJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private EntryJson() {}

  static String write(Entry entry) {
    try {
      return JSON.writeValueAsString(node(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode node(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    if (entry instanceof Entry.Judged judged) {
      node.put("entry", "judged")
          .put("id", judged.id())
          .put("who", judged.who())
          .put("when", judged.when().toString())
          .put("clip", judged.clip());
      node.putObject("prediction")
          .put("class", judged.prediction().label())
          .put("similarity", judged.prediction().similarity())
          .put("margin", judged.prediction().margin());
      node.put("verdict", judged.verdict().kind().text());
      if (judged.verdict() instanceof Verdict.Correct correct) {
        node.put("class", correct.label()).put("new", correct.isNew());
      }
      node.put("milliseconds", judged.milliseconds()).put("model", judged.model());
      return judged.asked().isEmpty() ? node : node.put("asked", judged.asked());
    }
    if (entry instanceof Entry.Undone undone) {
      return node.put("entry", "undone")
          .put("id", undone.id())
          .put("who", undone.who())
          .put("when", undone.when().toString());
    }
    Entry.Rectified rectified = (Entry.Rectified) entry;
    return node.put("entry", "rectified")
        .put("when", rectified.when().toString())
        .put("model", rectified.model());
  }

  /** Throws a RuntimeException or JsonProcessingException if the text is not an entry. */
  static Entry read(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    Instant when = Instant.parse(text(node, "when"));
    return switch (text(node, "entry")) {
      case "judged" -> {
        JsonNode shown = field(node, "prediction");
        yield new Entry.Judged(
            text(node, "id"),
            text(node, "who"),
            when,
            text(node, "clip"),
            new Prediction(
                text(shown, "class"),
                field(shown, "similarity").doubleValue(),
                field(shown, "margin").doubleValue()),
            verdict(node),
            field(node, "milliseconds").longValue(),
            text(node, "model"),
            node.path("asked").asText());
      }
      case "undone" -> new Entry.Undone(text(node, "id"), text(node, "who"), when);
      case "rectified" -> new Entry.Rectified(when, text(node, "model"));
      default -> throw new Problem("'" + text(node, "entry") + "' is no kind of entry.", "");
    };
  }

  private static Verdict verdict(JsonNode node) {
    return switch (text(node, "verdict")) {
      case "confirm" -> new Verdict.Confirm();
      case "reject" -> new Verdict.Reject();
      case "correct" -> new Verdict.Correct(text(node, "class"), field(node, "new").booleanValue());
      case "skip" -> new Verdict.Skip();
      default -> throw new Problem("'" + text(node, "verdict") + "' is no verdict.", "");
    };
  }

  private static String text(JsonNode node, String name) {
    return field(node, name).asText();
  }

  private static JsonNode field(JsonNode node, String name) {
    JsonNode value = node == null ? null : node.get(name);
    Problem.unless(value != null, "An entry has no '%s'.", name);
    return value;
  }
}
