package ricercar.plot;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Markup that holds everything it needs: no script, style, font or picture from elsewhere. */
public final class Html {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Html() {}

  /** Text made harmless, for content and for quoted attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A whole page. Scripts run after the body, each in a scope of its own; the page forbids the
   * browser to run any other, and to ask anyone for anything.
   */
  static String page(String title, String body, List<String> styles, List<String> scripts) {
    List<String> sources = scripts.stream().map(name -> "\n" + resource(name)).toList();
    StringBuilder out = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head>");
    out.append("<meta charset=\"utf-8\">");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.append(policy(sources)).append("\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.append("<title>").append(escape(title)).append("</title>\n");
    styles.forEach(name -> out.append("<style>\n").append(resource(name)).append("</style>\n"));
    out.append("</head><body>\n").append(body);
    sources.forEach(source -> out.append("<script>").append(source).append("</script>\n"));
    return out.append("</body></html>\n").toString();
  }

  private static String policy(List<String> sources) {
    String known =
        sources.stream().map(source -> "'sha256-" + hash(source) + "'").collect(joining(" "));
    return "default-src 'none'; script-src "
        + (sources.isEmpty() ? "'none'" : known)
        + "; style-src 'unsafe-inline'; img-src data:; media-src data: blob: 'self' file:;"
        + " base-uri 'none'; form-action 'none'";
  }

  private static String hash(String source) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * A page inside another: its scripts run in a sandbox without access to what surrounds it.
   *
   * @param height in CSS pixels
   */
  public static String frame(String page, int height) {
    return frame(page, height, "allow-scripts");
  }

  /** The same for a page that lets a person save something as a file. */
  static String savingFrame(String page, int height) {
    return frame(page, height, "allow-scripts allow-downloads");
  }

  private static String frame(String page, int height, String allowed) {
    // A notebook's paper is light whatever the reader's system prefers.
    String light = page.replaceFirst("<html ", "<html data-theme=\"light\" ");
    return "<iframe sandbox=\""
        + allowed
        + "\" style=\"width:100%;height:"
        + height
        + "px;border:0;color-scheme:light\" srcdoc=\""
        + light.replace("&", "&amp;").replace("\"", "&quot;")
        + "\"></iframe>";
  }

  /** Data for a script: JSON in which no {@code </script>} can end the element. */
  static String data(JsonNode json) {
    try {
      String text = JSON.writeValueAsString(json).replace("<", "\\u003c");
      return "<script type=\"application/json\">" + text + "</script>";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
