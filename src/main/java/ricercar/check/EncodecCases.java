package ricercar.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Arrays;
import ricercar.codec.Encodec;
import ricercar.codec.Encoded;

/**
 * An EnCodec folder: latents (or, of a codec that works in chunks, their scales), every code, and
 * the sound of the codes.
 */
final class EncodecCases implements AutoCloseable {
  private static final double LATENTS = 1e-4;
  private static final double SOUND = 1e-3;

  private final Encodec codec;

  EncodecCases(Path folder) {
    codec = Encodec.open(folder);
  }

  Measured check(Fields golden) {
    return golden.has("scales") ? chunks(golden) : whole(golden);
  }

  private Measured whole(Fields golden) {
    float[][] sound = {floats(golden.numbers("waveform"))};
    double[][] latents = golden.matrix("latents");
    double[][] codes = golden.matrix("codes");
    Measured measured = new Measured();
    float[][] actual = codec.latents(sound);
    measured.equal("frames", actual.length, latents.length);
    measured.numbers("latents", flat(actual), flat(latents), LATENTS);
    Encoded encoded = codec.encode(sound, codes.length);
    measured.equal("differing codes", differing(encoded.codes(), codes), 0);
    double[] decoded = flat(codec.decodeWhole(encoded));
    measured.numbers("decoded", decoded, golden.numbers("decoded"), SOUND);
    return measured;
  }

  private Measured chunks(Fields golden) {
    float[][] sound =
        Arrays.stream(golden.matrix("waveform")).map(EncodecCases::floats).toArray(float[][]::new);
    Encoded encoded = codec.encode(sound);
    JsonNode codes = golden.get("codes");
    Measured measured = new Measured();
    measured.equal("chunks", encoded.chunks().size(), codes.size());
    int differing = 0;
    double[] scales = new double[codes.size()];
    for (int i = 0; i < codes.size(); i++) {
      Fields chunk = new Fields(JsonNodeFactory.instance.objectNode().set("codes", codes.get(i)));
      differing += differing(encoded.chunks().get(i).codes(), chunk.matrix("codes"));
      scales[i] = encoded.chunks().get(i).scale();
    }
    measured.equal("differing codes", differing, 0);
    measured.numbers("scales", scales, golden.numbers("scales"), LATENTS);
    double[] decoded = flat(codec.decodeWhole(encoded));
    measured.numbers("decoded", decoded, flat(golden.matrix("decoded")), SOUND);
    return measured;
  }

  private static int differing(int[][] actual, double[][] expected) {
    if (actual.length != expected.length || actual[0].length != expected[0].length) {
      throw new Unreadable(
          "'codes' are %d × %d where %d × %d belong",
          expected.length, expected[0].length, actual.length, actual[0].length);
    }
    int count = 0;
    for (int book = 0; book < actual.length; book++) {
      for (int frame = 0; frame < actual[book].length; frame++) {
        count += actual[book][frame] == expected[book][frame] ? 0 : 1;
      }
    }
    return count;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] flat(float[][] rows) {
    int width = rows[0].length;
    double[] flat = new double[rows.length * width];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / width][i % width];
    }
    return flat;
  }

  @Override
  public void close() {
    codec.close();
  }
}
