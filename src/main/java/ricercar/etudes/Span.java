package ricercar.etudes;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import ricercar.random.Stream;

/** A closed range of a quantity, written {@code [low, high]}. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
record Span(double low, double high) {
  double draw(Stream random) {
    return random.uniform(low, high);
  }
}
