package ricercar.etudes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files beside these classes: style sheets, instrument names, the built-in bank. */
final class Resource {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Resource() {}

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  static byte[] bytes(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T yaml(String name, Class<T> type) {
    try {
      return YAML.readValue(text(name), type);
    } catch (IOException e) {
      throw new UncheckedIOException("style sheet " + name, e);
    }
  }
}
