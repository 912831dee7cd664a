package ricercar.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import ricercar.random.Stream;

class ReverbTests {
  @Test
  void decayAndLevelAreThoseOfSox() throws IOException {
    JsonNode golden = golden();
    for (JsonNode room : golden.get("cases")) {
      float[] wet = wet(room(room), golden.get("samples").asInt());

      assertThat(decaySeconds(wet) / room.get("decaySeconds").asDouble())
          .as("decay of %s", room)
          .isCloseTo(1, within(0.01));
      assertThat(10 * Math.log10(Sounds.power(wet) * wet.length))
          .isCloseTo(room.get("wetLevelDb").asDouble(), within(0.05));
      assertThat(first(wet)).isEqualTo(room.get("firstEchoSample").asInt());
    }
  }

  @Test
  void everySampleIsThatOfThePlainAlgorithm() {
    float[] sound = Sounds.noise(20000, 3);
    for (Reverb.Room room :
        new Reverb.Room[] {
          new Reverb.Room(50, 50, 50), new Reverb.Room(99, 0, 0), new Reverb.Room(0, 99, 99)
        }) {
      float[] fast = Reverb.in(room, sound, Sounds.RATE);
      assertThat(Sounds.furthest(fast, slow(room, sound))).isLessThan(2e-5);
    }
  }

  @Test
  void parametersAreWholePerCentFromZeroToNinetyNine() {
    float[] impulse = Sounds.impulse(2000, 0, 1);
    Stream random = Stream.of(5, "room");
    Reverb.Room expected =
        new Reverb.Room(random.nextInt(100), random.nextInt(100), random.nextInt(100));

    assertThat(new Reverb().apply(impulse, Sounds.RATE, Stream.of(5, "room")))
        .isEqualTo(Reverb.in(expected, impulse, Sounds.RATE));
  }

  /** Freeverb sample by sample, filter by filter, in double precision. */
  private static float[] slow(Reverb.Room room, float[] sound) {
    int[] combs = {1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617};
    int[] allPasses = {225, 341, 441, 556};
    double a = -1 / Math.log(0.7);
    double b = 100 / (Math.log(0.02) * a + 1);
    double feedback = 1 - Math.exp((room.reverberance() - b) / (a * b));
    double damping = room.damping() * 0.003 + 0.2;
    float[] out = new float[sound.length];
    for (int spread = 0; spread <= 12; spread += 12) {
      double[] sum = new double[sound.length];
      for (int k = 0; k < 8; k++) {
        int signed = k % 2 == 0 ? spread : -spread;
        double scale = (room.size() * 0.009 + 0.1) / 2;
        double[] line = new double[(int) (scale * (combs[k] + signed) + 0.5)];
        double store = 0;
        for (int i = 0; i < sound.length; i++) {
          double delayed = line[i % line.length];
          store = delayed + (store - delayed) * damping;
          line[i % line.length] = sound[i] + store * feedback;
          sum[i] += delayed;
        }
      }
      for (int k = 0; k < 4; k++) {
        int signed = k % 2 == 0 ? spread : -spread;
        double[] line = new double[(int) ((allPasses[k] + signed) / 2.0 + 0.5)];
        for (int i = 0; i < sound.length; i++) {
          double delayed = line[i % line.length];
          line[i % line.length] = sum[i] + delayed / 2;
          sum[i] = delayed - sum[i];
        }
      }
      for (int i = 0; i < sound.length; i++) {
        out[i] += (float) (0.015 * sum[i] / 2 + sound[i] / 2.0);
      }
    }
    return out;
  }

  private static float[] wet(Reverb.Room room, int samples) {
    float[] response = Reverb.in(room, Sounds.impulse(samples, 0, 1), Sounds.RATE);
    response[0] -= 1;
    return response;
  }

  private static int first(float[] wet) {
    int i = 0;
    while (Math.abs(wet[i]) <= 1e-6) {
      i++;
    }
    return i;
  }

  /** Twice the time from −5 to −35 dB of the backward-integrated energy (Schroeder 1965). */
  private static double decaySeconds(float[] response) {
    double[] left = new double[response.length + 1];
    for (int i = response.length - 1; i >= 0; i--) {
      left[i] = left[i + 1] + (double) response[i] * response[i];
    }
    int start = 0;
    int end = 0;
    for (int i = 0; i < response.length; i++) {
      double level = 10 * Math.log10(left[i] / left[0]);
      start += level > -5 ? 1 : 0;
      end += level > -35 ? 1 : 0;
    }
    return 2.0 * (end - start) / Sounds.RATE;
  }

  private static Reverb.Room room(JsonNode node) {
    return new Reverb.Room(
        node.get("reverberance").asInt(),
        node.get("damping").asInt(),
        node.get("roomSize").asInt());
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = ReverbTests.class.getResourceAsStream("reverb-sox.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
