package ricercar.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import ricercar.Problem;

/**
 * The store's own dialect of JSON: nothing missing, nothing unknown, no text where a number
 * belongs.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value that JSON can hold: " + value, e);
    }
  }

  static String page(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value that JSON can hold: " + value, e);
    }
  }

  /** Reads one value; {@code file} and {@code place} name the spot in the error. */
  static <T> T read(String text, Class<T> type, Path file, String place) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw Damage.in(file, place + " cannot be read: " + e.getOriginalMessage());
    }
  }

  static JsonNode tree(String text, Path file, String place) {
    return read(text, JsonNode.class, file, place);
  }

  /** Goes through the fields of one large object, a field in memory at a time. */
  static void eachField(Path file, BiConsumer<String, JsonNode> body) {
    ObjectReader reader = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Problem(file + " holds no JSON object.", "Fetch it again.");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        body.accept(name, reader.readTree(parser));
      }
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "It must be whole JSON.", e);
    }
  }
}
