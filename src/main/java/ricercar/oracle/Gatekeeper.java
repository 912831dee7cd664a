package ricercar.oracle;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in: requests to this machine's own name, from the page itself, that know the token.
 * The Host check keeps out pages whose name was made to point here; the Origin check, pages of
 * other sites that send requests here.
 */
record Gatekeeper(int port, String token) {
  /** The path behind the token; empty if the request is refused. */
  Optional<String> admitted(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    int end = path.indexOf('/', 1);
    String given = end < 0 ? path.substring(1) : path.substring(1, end);
    return tokenIs(given) && here(exchange.getRequestHeaders())
        ? Optional.of(end < 0 ? "" : path.substring(end + 1))
        : Optional.empty();
  }

  /** In time that does not tell how much of it is right. */
  private boolean tokenIs(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private boolean here(Headers headers) {
    Set<String> hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    String host = headers.getFirst("Host");
    String origin = headers.getFirst("Origin");
    String site = headers.getFirst("Sec-Fetch-Site");
    return host != null
        && hosts.contains(host)
        && (origin == null || origin.equals("http://" + host))
        && (site == null || Set.of("same-origin", "none").contains(site));
  }
}
