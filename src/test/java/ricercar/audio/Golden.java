package ricercar.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values from torchaudio 2.7.1; see make-golden.py. */
final class Golden {
  private static final JsonNode ROOT = read();

  private Golden() {}

  static JsonNode get(String name) {
    return ROOT.get(name);
  }

  static float[] floats(JsonNode node) {
    float[] out = new float[node.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) node.get(i).asDouble();
    }
    return out;
  }

  /** The table's every {@code step}-th column, within a share of the largest value of its row. */
  static void assertClose(String name, float[][] actual, double share) {
    JsonNode table = ROOT.get(name);
    float[] values = floats(table.get("values"));
    int step = table.get("step").asInt();
    int columns = table.get("shape").get(1).asInt();
    assertThat(actual).hasNumberOfRows(table.get("shape").get(0).asInt());
    assertThat(actual[0]).hasSize(columns);
    int i = 0;
    for (float[] row : actual) {
      float largest = 0;
      double error = 0;
      for (int t = 0; t < columns; t += step, i++) {
        largest = Math.max(largest, Math.abs(values[i]));
        error = Math.max(error, Math.abs(values[i] - row[t]));
      }
      assertThat(error).isLessThanOrEqualTo(share * largest);
    }
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Fixtures.bytes("torchaudio.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
