package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class SafeTensorsTests {
  private static final Path FROM_PYTHON =
      Path.of("src/test/resources/tensor/from-python.safetensors");

  @TempDir Path folder;
  private Scope scope;

  @BeforeEach
  void open() {
    scope = Scope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void everyTypeOrderAndMetadataComeBack() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.double", Tensor.of(new double[] {Math.PI, Double.NaN}, 2));
    tensors.put("a.float", Tensor.of(new float[] {1, -0f, 1e-40f, 3e38f, 5, 6}, 3, 2));
    tensors.put("half", Tensor.of(new float[] {0.5f, -65504}, 2).to(DType.FLOAT16));
    tensors.put("long", Tensor.of(new long[] {Long.MIN_VALUE, 7}, 2));
    tensors.put("int", Tensor.of(new long[] {-5}, 1).to(DType.INT32));
    tensors.put("byte", Tensor.of(new long[] {0, 255}, 2).to(DType.UINT8));
    tensors.put("flag", Tensor.of(new boolean[] {true, false, true}, 3));
    tensors.put("scalar", Tensor.scalar(4, DType.FLOAT32));
    tensors.put("empty", Tensor.zeros(DType.FLOAT32, 0, 3));
    tensors.put("turned", Tensor.range(6).reshape(2, 3).transpose(0, 1));
    Path file = folder.resolve("all.safetensors");

    SafeTensors.write(file, tensors, Map.of("λ", "0.5", "note", "\"quoted\"\n"));

    assertThat(SafeTensors.metadata(file))
        .containsOnly(Map.entry("λ", "0.5"), Map.entry("note", "\"quoted\"\n"));
    Map<String, Tensor> read = SafeTensors.read(file);
    assertThat(read.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach((name, tensor) -> assertSame(read.get(name), tensor));
    assertThat(read.get("turned").toLongs()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(read.get("empty").shape()).containsExactly(0, 3);
  }

  @Test
  void aFileOfThePythonLibraryIsRead() {
    Map<String, Tensor> read = SafeTensors.read(FROM_PYTHON);

    assertThat(SafeTensors.metadata(FROM_PYTHON))
        .containsOnly(Map.entry("made by", "safetensors for Python"), Map.entry("λ", "0.5"));
    assertThat(read.get("weights").shape()).containsExactly(2, 3);
    assertThat(read.get("weights").toFloats()).containsExactly(1.5f, -2.25f, 3e38f, 0, -0f, 1e-40f);
    assertThat(read.get("double").toDoubles()).containsExactly(Math.PI, -1e300);
    assertThat(read.get("half").to(DType.FLOAT32).toFloats()).containsExactly(0.5f, -65504);
    assertThat(read.get("long").toLongs()).containsExactly(-(1L << 62), 7);
    assertThat(read.get("int").item()).isEqualTo(-5);
    assertThat(read.get("byte").to(DType.INT64).toLongs()).containsExactly(0, 255);
    assertThat(read.get("flag").toBooleans()).containsExactly(true, false, true);
    assertThat(read.get("scalar").item()).isEqualTo(4);
    assertThat(read.get("scalar").rank()).isZero();
    assertThat(read.get("empty").shape()).containsExactly(0, 3);
  }

  @TestFactory
  Stream<DynamicTest> aHostileFileIsRefusedWithItsReasonAndNothingIsLoaded() {
    String sound = tensor("a", "F32", "[2]", "[0,8]");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("header claims 4611686018427387904", lengthOnly(1L << 62));
    files.put("header claims -1 ", lengthOnly(-1));
    files.put("header claims 99999999 ", lengthOnly(99_999_999));
    files.put("header claims 0 ", lengthOnly(0));
    files.put("ends too early", new byte[] {1, 2, 3});
    files.put("lies outside the file", file("{" + sound + "}", 7));
    files.put("offset -4", file("{" + tensor("a", "F32", "[1]", "[-4,0]") + "}", 4));
    files.put("offset 1.5", file("{" + tensor("a", "F32", "[1]", "[0,1.5]") + "}", 4));
    files.put(
        "'b' overlaps", file("{" + sound + "," + tensor("b", "F32", "[1]", "[4,8]") + "}", 8));
    files.put(
        "gap before 'b'", file("{" + sound + "," + tensor("b", "U8", "[1]", "[9,10]") + "}", 10));
    files.put("3 bytes at its end", file("{" + sound + "}", 11));
    files.put(
        "has 8 bytes where its shape needs 12",
        file("{" + tensor("a", "F32", "[3]", "[0,8]") + "}", 8));
    files.put(
        "impossible shape [3000000000, 3000000000]",
        file("{" + tensor("a", "F32", "[3000000000,3000000000]", "[0,8]") + "}", 8));
    files.put("unsupported type 'BF16'", file("{" + tensor("a", "BF16", "[4]", "[0,8]") + "}", 8));
    files.put("Duplicate field 'a'", file("{" + sound + "," + sound + "}", 8));
    files.put("not sound JSON", file("{\"a\":", 8));
    files.put("not sound JSON: Trailing", file("{}{}", 0));
    files.put("not a JSON object", file("[1, 2]", 0));
    files.put("metadata 'm' is no text", file("{\"__metadata__\":{\"m\":3}}", 0));
    files.put("lacks a shape or offsets", file("{\"a\":{\"dtype\":\"F32\"}}", 0));
    return files.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(f.getKey(), () -> assertRefused(f.getKey(), f.getValue())));
  }

  @Test
  void anySoundFileCutShortIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(FROM_PYTHON);
    for (int length = 0; length < whole.length; length++) {
      Path file = folder.resolve("cut" + length);
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafeTensors.read(file)).isInstanceOf(Problem.class);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.safetensors");
    assertThatThrownBy(() -> SafeTensors.read(missing))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("missing.safetensors");
  }

  private void assertRefused(String reason, byte[] bytes) throws IOException {
    try (Scope own = Scope.open()) {
      int before = Engine.liveArrays();
      Path file = Files.write(folder.resolve("hostile.safetensors"), bytes);
      assertThatThrownBy(() -> SafeTensors.read(file))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("hostile.safetensors")
          .hasMessageContaining(reason);
      assertThat(Engine.liveArrays()).isEqualTo(before);
    }
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.shape()).containsExactly(expected.shape());
    if (expected.elements() > 0) {
      assertThat(actual.to(DType.FLOAT64).toDoubles())
          .containsExactly(expected.to(DType.FLOAT64).toDoubles());
    }
  }

  private static String tensor(String name, String type, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, type, shape, offsets);
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static byte[] lengthOnly(long claimed) {
    return ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed).array();
  }
}
