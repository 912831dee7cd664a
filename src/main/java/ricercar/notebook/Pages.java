package ricercar.notebook;

import java.nio.charset.StandardCharsets;

/** A fragment of HTML as a page of its own. */
final class Pages {
  private Pages() {}

  static byte[] around(String fragment) {
    String page =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Ricercar</title>"
            + "<style>body{font:15px/1.5 system-ui,sans-serif;margin:24px}</style></head><body>\n"
            + fragment
            + "\n</body></html>\n";
    return page.getBytes(StandardCharsets.UTF_8);
  }
}
