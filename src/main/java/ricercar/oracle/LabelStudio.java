package ricercar.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ricercar.Problem;

/**
 * Verdicts as tasks of Label Studio (its "JSON" export, with one {@code Choices} of one class on an
 * {@code Audio}), and back. What that format has no word for, such as a margin, stands in {@code
 * meta} of a result, which Label Studio keeps.
 */
public final class LabelStudio {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHOICE = "class";
  private static final String AUDIO = "audio";
  private static final String WRONG = "wrong";

  private LabelStudio() {}

  /**
   * The verdicts that stand, one task a clip.
   *
   * @param address of a clip's sound, as Label Studio is to fetch it
   */
  public static String toJson(List<Entry> entries, UnaryOperator<String> address) {
    Map<String, List<Entry.Judged>> byClip = new LinkedHashMap<>();
    for (Entry.Judged judged : standing(entries)) {
      byClip.computeIfAbsent(judged.clip(), clip -> new ArrayList<>()).add(judged);
    }
    ArrayNode tasks = JSON.createArrayNode();
    byClip.forEach(
        (clip, verdicts) -> {
          ObjectNode task = tasks.addObject().put("id", tasks.size());
          task.putObject("data").put(AUDIO, address.apply(clip)).put("clip", clip);
          ArrayNode annotations = task.putArray("annotations");
          verdicts.forEach(judged -> annotations.add(annotation(judged)));
          ArrayNode predictions = task.putArray("predictions");
          verdicts.stream().map(LabelStudio::prediction).distinct().forEach(predictions::add);
        });
    return tasks.toPrettyString() + "\n";
  }

  /** Without those taken back. */
  static List<Entry.Judged> standing(List<Entry> entries) {
    List<String> undone =
        entries.stream()
            .filter(Entry.Undone.class::isInstance)
            .map(entry -> ((Entry.Undone) entry).id())
            .toList();
    return entries.stream()
        .filter(Entry.Judged.class::isInstance)
        .map(Entry.Judged.class::cast)
        .filter(judged -> !undone.contains(judged.id()))
        .toList();
  }

  private static ObjectNode annotation(Entry.Judged judged) {
    ObjectNode annotation = JSON.createObjectNode();
    annotation.putObject("completed_by").put("email", judged.who());
    ArrayNode result = annotation.putArray("result");
    Verdict verdict = judged.verdict();
    verdict
        .label(judged.prediction())
        .ifPresent(
            label -> {
              ObjectNode choice = choice(result.addObject(), CHOICE, label);
              if (verdict instanceof Verdict.Correct correct) {
                choice.putObject("meta").put("new", correct.isNew());
              }
            });
    if (verdict instanceof Verdict.Reject) {
      choice(result.addObject(), WRONG, judged.prediction().label());
    }
    annotation
        .put("was_cancelled", verdict instanceof Verdict.Skip)
        .put("ground_truth", false)
        .put("created_at", judged.when().toString())
        .put("updated_at", judged.when().toString())
        .put("lead_time", judged.milliseconds() / 1000.0)
        .put("unique_id", judged.id());
    annotation.set("prediction", prediction(judged));
    return annotation;
  }

  private static ObjectNode prediction(Entry.Judged judged) {
    Prediction shown = judged.prediction();
    ObjectNode prediction =
        JSON.createObjectNode()
            .put("model_version", judged.model())
            .put("score", shown.similarity());
    choice(prediction.putArray("result").addObject(), CHOICE, shown.label())
        .putObject("meta")
        .put("margin", shown.margin());
    return prediction;
  }

  private static ObjectNode choice(ObjectNode result, String name, String label) {
    result.put("from_name", name).put("to_name", AUDIO).put("type", "choices");
    result.putObject("value").putArray("choices").add(label);
    return result;
  }

  /**
   * The annotations of an export as verdicts. A choice that is the prediction confirms it, another
   * one corrects it; where nothing was predicted the choice confirms itself, with no similarity. A
   * cancelled or empty annotation is a skip.
   *
   * @param name of the file, for messages
   * @param clip the id of the clip at an address, where a task does not name it
   */
  public static List<Entry.Judged> fromJson(
      String name, String text, List<String> classes, UnaryOperator<String> clip) {
    JsonNode tasks;
    try {
      tasks = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Problem(name + " is no JSON.", "Export as 'JSON' from Label Studio.", e);
    }
    Problem.unless(
        tasks.isArray(), "%s holds no list of tasks; export as 'JSON' from Label Studio.", name);
    List<Entry.Judged> all = new ArrayList<>();
    for (JsonNode task : tasks) {
      String id = task.at("/data/clip").asText("");
      String place = "%s, task %s".formatted(name, task.path("id").asText());
      Problem.unless(
          !id.isEmpty() || task.at("/data").has(AUDIO),
          "%s: its data name neither a 'clip' nor an 'audio'.",
          place);
      id = id.isEmpty() ? clip.apply(task.at("/data/" + AUDIO).asText()) : id;
      int number = 0;
      for (JsonNode annotation : task.path("annotations")) {
        String fallback = "label-studio-%s-%d".formatted(task.path("id").asText(), ++number);
        all.add(judged(place, id, task, annotation, classes, fallback));
      }
    }
    return all;
  }

  private static Entry.Judged judged(
      String place,
      String clip,
      JsonNode task,
      JsonNode annotation,
      List<String> classes,
      String fallback) {
    JsonNode by = annotation.path("prediction");
    JsonNode predicted = by.path("result").isEmpty() ? task.path("predictions").path(0) : by;
    Optional<JsonNode> choice = find(annotation, CHOICE, WRONG);
    Optional<String> given = choice.map(result -> one(place, result));
    Optional<String> guess = find(predicted, CHOICE, WRONG).map(result -> one(place, result));
    Optional<String> wrong = named(annotation, WRONG).map(result -> one(place, result));
    boolean skipped =
        annotation.path("was_cancelled").asBoolean() || given.isEmpty() && wrong.isEmpty();
    Prediction shown =
        new Prediction(
            guess.or(() -> wrong).or(() -> given).orElse("?"),
            predicted.path("score").asDouble(0),
            find(predicted, CHOICE, WRONG).map(r -> r.at("/meta/margin").asDouble(0)).orElse(0.0));
    return new Entry.Judged(
        id(annotation, fallback),
        who(annotation.path("completed_by")),
        when(place, annotation.path("created_at").asText()),
        clip,
        shown,
        skipped
            ? new Verdict.Skip()
            : given
                .<Verdict>map(label -> verdict(label, shown, choice.orElseThrow(), classes))
                .orElseGet(Verdict.Reject::new),
        Math.round(1000 * annotation.path("lead_time").asDouble(0)),
        predicted.path("model_version").asText(""));
  }

  private static Verdict verdict(
      String label, Prediction shown, JsonNode choice, List<String> classes) {
    JsonNode isNew = choice.at("/meta/new");
    if (label.equals(shown.label()) && isNew.isMissingNode()) {
      return new Verdict.Confirm();
    }
    return new Verdict.Correct(
        label, isNew.isMissingNode() ? !classes.contains(label) : isNew.asBoolean());
  }

  /**
   * The results of that name, or, in a project with names of its own, the first choice of another.
   */
  private static Optional<JsonNode> find(JsonNode holder, String name, String other) {
    return named(holder, name)
        .or(
            () -> {
              for (JsonNode result : holder.path("result")) {
                if (result.path("type").asText().equals("choices")
                    && !result.path("from_name").asText().equals(other)) {
                  return Optional.of(result);
                }
              }
              return Optional.empty();
            });
  }

  private static Optional<JsonNode> named(JsonNode holder, String name) {
    for (JsonNode result : holder.path("result")) {
      if (result.path("type").asText().equals("choices")
          && result.path("from_name").asText().equals(name)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  private static String one(String place, JsonNode result) {
    JsonNode choices = result.at("/value/choices");
    Problem.unless(
        choices.size() == 1, "%s: a clip has one class, but %s were chosen.", place, choices);
    return choices.get(0).asText();
  }

  private static String id(JsonNode annotation, String fallback) {
    String own = annotation.path("unique_id").asText("");
    String number = annotation.path("id").asText("");
    return !own.isEmpty() ? own : !number.isEmpty() ? "label-studio-" + number : fallback;
  }

  private static String who(JsonNode by) {
    String email = by.path("email").asText("");
    return !email.isEmpty() ? email : "user " + (by.isObject() ? by.path("id") : by).asText("?");
  }

  static Instant when(String place, String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Problem("%s: '%s' is no time.".formatted(place, text), "", e);
    }
  }
}
