package ricercar.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;

/** The JSON header of a safetensors file, checked against the size of the data that follows it. */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One tensor; its bytes run from {@code begin} to {@code end}, counted from the header's end. */
  record Entry(String name, DType type, long[] shape, long begin, long end) {}

  /**
   * @param dataBytes the bytes between the header and the end of the file
   */
  static SafeTensorsHeader parse(byte[] text, long dataBytes, Path file) {
    JsonNode header;
    try {
      header = JSON.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw unsound(file, "its header is not sound JSON: " + e.getOriginalMessage());
    }
    require(header.isObject(), file, "its header is not a JSON object");
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    header
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals(METADATA)) {
                field.getValue().fields().forEachRemaining(m -> put(metadata, m, file));
              } else {
                entries.add(entry(field.getKey(), field.getValue(), dataBytes, file));
              }
            });
    requireGapless(entries, dataBytes, file);
    return new SafeTensorsHeader(entries, metadata);
  }

  private static void put(
      Map<String, String> metadata, Map.Entry<String, JsonNode> entry, Path file) {
    require(entry.getValue().isTextual(), file, "its metadata '" + entry.getKey() + "' is no text");
    metadata.put(entry.getKey(), entry.getValue().asText());
  }

  /** The format allows neither overlaps nor gaps nor bytes that belong to no tensor. */
  private static void requireGapless(List<Entry> entries, long dataBytes, Path file) {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    for (Entry entry : byPlace) {
      require(entry.begin >= end, file, "'" + entry.name + "' overlaps the tensor before it");
      require(entry.begin == end, file, "there is a gap before '" + entry.name + "'");
      end = entry.end;
    }
    require(end == dataBytes, file, (dataBytes - end) + " bytes at its end belong to no tensor");
  }

  private static Entry entry(String name, JsonNode node, long dataBytes, Path file) {
    String code = node.path("dtype").asText();
    DType type =
        Arrays.stream(DType.values())
            .filter(candidate -> candidate.safetensors.equals(code))
            .findFirst()
            .orElseThrow(() -> unsound(file, "'" + name + "' has unsupported type '" + code + "'"));
    long[] shape = integers(node.path("shape"), name, file);
    long[] offsets = integers(node.path("data_offsets"), name, file);
    require(offsets.length == 2, file, "'" + name + "' lacks offsets");
    long bytes = type.bytes;
    for (long axis : shape) {
      require(
          bytes == 0 || axis <= Integer.MAX_VALUE / bytes,
          file,
          "'" + name + "' has an impossible shape " + Arrays.toString(shape));
      bytes *= axis;
    }
    long begin = offsets[0];
    long end = offsets[1];
    require(
        begin <= end && end <= dataBytes,
        file,
        "'" + name + "' lies outside the file (" + begin + " to " + end + " of " + dataBytes + ")");
    require(
        end - begin == bytes,
        file,
        "'" + name + "' has " + (end - begin) + " bytes where its shape needs " + bytes);
    return new Entry(name, type, shape, begin, end);
  }

  private static long[] integers(JsonNode list, String name, Path file) {
    require(list.isArray(), file, "'" + name + "' lacks a shape or offsets");
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = list.get(i);
      require(
          value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0,
          file,
          "'" + name + "' has an impossible shape or offset " + value);
      values[i] = value.asLong();
    }
    return values;
  }

  /** The header of these tensors laid one after the other, padded so that values are aligned. */
  static byte[] text(Map<String, Tensor> tensors, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      header.set(METADATA, JSON.valueToTree(metadata));
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      Tensor tensor = named.getValue();
      long bytes = tensor.elements() * tensor.type().bytes;
      ObjectNode entry = header.putObject(named.getKey());
      entry.put("dtype", tensor.type().safetensors);
      entry.set("shape", JSON.valueToTree(tensor.shape()));
      entry.set("data_offsets", JSON.valueToTree(new long[] {offset, offset + bytes}));
      offset += bytes;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = new byte[(text.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(text, 0, padded, 0, text.length);
    return padded;
  }

  static void require(boolean valid, Path file, String what) {
    if (!valid) {
      throw unsound(file, what);
    }
  }

  private static Problem unsound(Path file, String what) {
    return new Problem(
        file + " is not a sound safetensors file: " + what + ".",
        "Fetch or export it again; nothing was loaded.");
  }
}
