package ricercar.tensor;

import static ricercar.tensor.SafeTensorsHeader.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.tensor.SafeTensorsHeader.Entry;

/**
 * Named tensors in the safetensors format: eight bytes of header length, a JSON header, the values.
 * The file may exceed 2 GiB; a single tensor may not. Nothing in a file is trusted: lengths, types,
 * offsets and overlaps are checked before a value is read.
 */
public final class SafeTensors {
  // The limit of the format's own reader.
  private static final long LARGEST_HEADER = 100_000_000;

  private SafeTensors() {}

  /** Reads every tensor, in the order of the file's header; owned by the open scope. */
  public static Map<String, Tensor> read(Path file) {
    Scope.required();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long data = 8 + headerBytes(channel, file);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry entry : header(channel, file).entries()) {
        ByteBuffer bytes = fully(channel, data + entry.begin(), entry.end() - entry.begin(), file);
        tensors.put(entry.name(), Tensor.copied(bytes, entry.type(), entry.shape()));
      }
      return tensors;
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Check the path and its rights.", e);
    }
  }

  /** The texts that were written beside the tensors. */
  public static Map<String, String> metadata(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return header(channel, file).metadata();
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Check the path and its rights.", e);
    }
  }

  private static long headerBytes(FileChannel channel, Path file) throws IOException {
    long bytes = fully(channel, 0, 8, file).getLong();
    require(
        bytes > 1 && bytes <= LARGEST_HEADER && 8 + bytes <= channel.size(),
        file,
        "its header claims " + bytes + " bytes");
    return bytes;
  }

  private static SafeTensorsHeader header(FileChannel channel, Path file) throws IOException {
    byte[] text = new byte[(int) headerBytes(channel, file)];
    fully(channel, 8, text.length, file).get(text);
    return SafeTensorsHeader.parse(text, channel.size() - 8 - text.length, file);
  }

  /** Writes the tensors in their order; the caller provides for atomicity. */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    byte[] header = SafeTensorsHeader.text(tensors, metadata);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(header.length).flip());
      writeFully(channel, ByteBuffer.wrap(header));
      for (Tensor tensor : tensors.values()) {
        if (tensor.elements() > 0) {
          writeFully(channel, tensor.array().toByteBuffer());
        }
      }
    } catch (IOException e) {
      throw new Problem("Cannot write " + file + ".", "Is the disk full or read-only?", e);
    }
  }

  private static ByteBuffer fully(FileChannel channel, long position, long bytes, Path file)
      throws IOException {
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
}
