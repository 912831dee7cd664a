package ricercar.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ricercar.Problem;

/**
 * Arrays in NumPy's {@code .npy} format, version 1, little-endian, row by row.
 *
 * @param type {@code <u2} or {@code <f4}
 * @param values in the order of the file, little-endian
 */
public record NumpyFile(String type, int[] shape, ByteBuffer values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<u2|<f4)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  /** Codes below 65,536 as {@code [rows][columns]}, written whole or not at all. */
  public static void write(Path file, int[][] codes) {
    ByteBuffer values = buffer(2L * codes.length * codes[0].length);
    for (int[] row : codes) {
      for (int code : row) {
        values.putShort((short) code);
      }
    }
    write(file, "<u2", new int[] {codes.length, codes[0].length}, values);
  }

  /** Rows of equal length as {@code [rows][columns]}, written whole or not at all. */
  public static void write(Path file, float[][] rows) {
    ByteBuffer values = buffer(4L * rows.length * rows[0].length);
    for (float[] row : rows) {
      for (float value : row) {
        values.putFloat(value);
      }
    }
    write(file, "<f4", new int[] {rows.length, rows[0].length}, values);
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(Path file, String type, int[] shape, ByteBuffer values) {
    String sizes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int unpadded = MAGIC.length + 2 + header.length() + 1;
    header += " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
    ByteBuffer all = buffer((long) MAGIC.length + 2 + header.length() + values.capacity());
    all.put(MAGIC).putShort((short) header.length());
    all.put(header.getBytes(StandardCharsets.US_ASCII)).put(values.array());
    AtomicFiles.write(file, all.array());
  }

  /** Reads what {@link #write} writes; anything else is a Problem that says so. */
  public static NumpyFile read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] magic = new byte[MAGIC.length];
      require(bytes.remaining() >= magic.length + 2, file, "it is too short");
      bytes.get(magic);
      require(Arrays.equals(magic, MAGIC), file, "it is no .npy file of version 1");
      byte[] header = new byte[bytes.getShort() & 0xffff];
      require(bytes.remaining() >= header.length, file, "its header is cut off");
      bytes.get(header);
      Matcher fields = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
      require(
          fields.matches(),
          file,
          "it holds something else than uint16 or float32, little-endian, in C order");
      int[] shape =
          Arrays.stream(fields.group(2).split(","))
              .map(String::strip)
              .filter(axis -> !axis.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      long count = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
      long width = fields.group(1).equals("<u2") ? 2 : 4;
      require(
          bytes.remaining() == Math.multiplyExact(count, width),
          file,
          "its size does not fit its shape " + Arrays.toString(shape));
      return new NumpyFile(fields.group(1), shape, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Check the path and its rights.", e);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new Problem(file + " has an impossible shape.", "Write it again.", e);
    }
  }

  private static void require(boolean valid, Path file, String what) {
    if (!valid) {
      throw new Problem(file + " cannot be read: " + what + ".", "Save it with numpy.save.");
    }
  }

  /** A table of numbers: {@code [rows][columns]}. */
  public float[][] rows(Path file) {
    require(type.equals("<f4") && shape.length == 2, file, "numbers are a table of float32");
    float[][] rows = new float[shape[0]][shape[1]];
    ByteBuffer from = values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = from.getFloat();
      }
    }
    return rows;
  }

  /** A table of codes: {@code [rows][columns]}. */
  public int[][] codes(Path file) {
    require(type.equals("<u2") && shape.length == 2, file, "codes are a table of uint16");
    int[][] codes = new int[shape[0]][shape[1]];
    ByteBuffer from = values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int[] row : codes) {
      for (int i = 0; i < row.length; i++) {
        row[i] = from.getShort() & 0xffff;
      }
    }
    return codes;
  }
}
