package ricercar.plot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Something to colour the points of a map by. */
public sealed interface Colouring {
  String name();

  int points();

  Color colour(int point, Theme theme);

  Mark mark(int point);

  /** What the colours mean, in a few words. */
  String summary();

  ObjectNode json();

  /**
   * A class for every point.
   *
   * @param of −1 for "not labelled"
   */
  record Classes(String name, List<String> classes, int[] of) implements Colouring {
    public Classes {
      classes = List.copyOf(classes);
    }

    @Override
    public int points() {
      return of.length;
    }

    @Override
    public Color colour(int point, Theme theme) {
      return of[point] < 0 ? theme.grid() : Palette.colour(of[point], theme);
    }

    @Override
    public Mark mark(int point) {
      return Mark.of(Math.max(0, of[point]));
    }

    @Override
    public String summary() {
      return String.join(", ", classes);
    }

    @Override
    public ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
      classes.forEach(json.putArray("classes")::add);
      ByteBuffer bytes = ByteBuffer.allocate(of.length * 2).order(ByteOrder.LITTLE_ENDIAN);
      IntStream.of(of).forEach(value -> bytes.putShort((short) value));
      return json.put("of", Base64.getEncoder().encodeToString(bytes.array()));
    }
  }

  /**
   * A number for every point.
   *
   * @param of NaN for "not known"
   */
  record Numbers(String name, String unit, float[] of) implements Colouring {
    @Override
    public int points() {
      return of.length;
    }

    @Override
    public Color colour(int point, Theme theme) {
      double share = (of[point] - low()) / Math.max(1e-12, high() - low());
      return Float.isFinite(of[point]) ? Scale.amount(share, theme) : theme.grid();
    }

    @Override
    public Mark mark(int point) {
      return Mark.DISC;
    }

    @Override
    public String summary() {
      return "%.3g to %.3g %s".formatted(low(), high(), unit).strip();
    }

    double low() {
      return IntStream.range(0, of.length)
          .mapToDouble(i -> of[i])
          .filter(Double::isFinite)
          .min()
          .orElse(0);
    }

    double high() {
      return IntStream.range(0, of.length)
          .mapToDouble(i -> of[i])
          .filter(Double::isFinite)
          .max()
          .orElse(0);
    }

    @Override
    public ObjectNode json() {
      ByteBuffer bytes = ByteBuffer.allocate(of.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : of) {
        bytes.putFloat(value);
      }
      return JsonNodeFactory.instance
          .objectNode()
          .put("name", name)
          .put("unit", unit)
          .put("numbers", Base64.getEncoder().encodeToString(bytes.array()));
    }
  }
}
