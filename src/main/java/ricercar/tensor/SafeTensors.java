package ricercar.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ricercar.Problem;

/**
 * Named tensors in the safetensors format: eight bytes of header length, a JSON header, the values.
 * The file may exceed 2 GiB; a single tensor may not. Nothing in a file is trusted: lengths, types,
 * offsets and overlaps are checked before a value is read.
 */
public final class SafeTensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_HEADER = 100_000_000;

  private SafeTensors() {}

  private record Entry(String name, DType type, long[] shape, long begin, long end) {}

  /** Reads every tensor, in the order of the file's header; owned by the open scope. */
  public static Map<String, Tensor> read(Path file) {
    Scope.required();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer length = fully(channel, 0, 8, file);
      long headerBytes = length.getLong();
      long data = 8 + headerBytes;
      require(
          headerBytes > 1 && headerBytes <= LARGEST_HEADER && data <= channel.size(),
          file,
          "its header claims " + headerBytes + " bytes");
      byte[] header = new byte[(int) headerBytes];
      fully(channel, 8, headerBytes, file).get(header);
      List<Entry> entries = entries(JSON.readTree(header), channel.size() - data, file);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry entry : entries) {
        ByteBuffer bytes = fully(channel, data + entry.begin, entry.end - entry.begin, file);
        tensors.put(entry.name, Tensor.copied(bytes, entry.type, entry.shape));
      }
      return tensors;
    } catch (JsonProcessingException e) {
      throw new Problem(file + " is not a safetensors file:", "its header is not JSON.", e);
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Check the path and its rights.", e);
    }
  }

  private static List<Entry> entries(JsonNode header, long dataBytes, Path file) {
    require(header.isObject(), file, "its header is not a JSON object");
    List<Entry> entries = new ArrayList<>();
    header
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals("__metadata__")) {
                entries.add(entry(field.getKey(), field.getValue(), dataBytes, file));
              }
            });
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    for (int i = 1; i < byPlace.size(); i++) {
      require(
          byPlace.get(i - 1).end <= byPlace.get(i).begin,
          file,
          "'" + byPlace.get(i).name + "' overlaps '" + byPlace.get(i - 1).name + "'");
    }
    return entries;
  }

  private static Entry entry(String name, JsonNode node, long dataBytes, Path file) {
    String code = node.path("dtype").asText();
    DType type = null;
    for (DType candidate : DType.values()) {
      type = candidate.safetensors.equals(code) ? candidate : type;
    }
    require(type != null, file, "'" + name + "' has unsupported type '" + code + "'");
    JsonNode dimensions = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    require(
        dimensions.isArray() && offsets.isArray() && offsets.size() == 2,
        file,
        "'" + name + "' lacks a shape or offsets");
    long[] shape = new long[dimensions.size()];
    long bytes = type.bytes;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i).asLong(-1);
      require(
          shape[i] >= 0 && (bytes == 0 || shape[i] <= Integer.MAX_VALUE / bytes),
          file,
          "'" + name + "' has an impossible shape " + dimensions);
      bytes *= shape[i];
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    require(
        begin >= 0 && end >= begin && end <= dataBytes,
        file,
        "'" + name + "' lies outside the file (" + begin + " to " + end + " of " + dataBytes + ")");
    require(
        end - begin == bytes,
        file,
        "'" + name + "' has " + (end - begin) + " bytes where its shape needs " + bytes);
    return new Entry(name, type, shape, begin, end);
  }

  /** Writes the tensors in their order; the caller provides for atomicity. */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      header.set("__metadata__", JSON.valueToTree(metadata));
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
    byte[] text = padded(header.toString().getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(text.length).flip());
      writeFully(channel, ByteBuffer.wrap(text));
      for (Tensor tensor : tensors.values()) {
        writeFully(channel, tensor.array().toByteBuffer());
      }
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
  }

  /** The format asks for values aligned to eight bytes; its own writers pad with spaces. */
  private static byte[] padded(byte[] header) {
    byte[] padded = new byte[(header.length + 7) / 8 * 8];
    java.util.Arrays.fill(padded, (byte) ' ');
    System.arraycopy(header, 0, padded, 0, header.length);
    return padded;
  }

  private static ByteBuffer fully(FileChannel channel, long position, long bytes, Path file)
      throws IOException {
    require(bytes <= Integer.MAX_VALUE, file, "a part of it exceeds 2 GiB");
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position + buffer.position());
      require(read >= 0, file, "it ends too early");
    }
    return buffer.flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void require(boolean valid, Path file, String what) {
    if (!valid) {
      throw new Problem(
          file + " is not a sound safetensors file: " + what + ".",
          "Fetch or export it again; nothing was loaded.");
    }
  }
}
