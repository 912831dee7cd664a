package ricercar.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import ricercar.Problem;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;
import ricercar.corpus.ClipSounds;

/**
 * The page of a desk, for a browser on this machine: it listens on loopback alone, and answers only
 * whoever knows the token. Sounds are named by their place among the session's clips, so that no
 * path is ever looked up.
 */
public final class AnnotationServer implements AutoCloseable {
  private static final int LONGEST_BODY = 1 << 16;
  private static final Map<String, String> PAGE =
      Map.of(
          "", "annotate.html",
          "annotate.css", "annotate.css",
          "annotate.js", "annotate.js",
          "annotate-player.js", "annotate-player.js",
          "page.css", "/ricercar/page.css");

  private final AnnotationDesk desk;
  private final ClipSounds sounds;
  private final LearningProgress progress;
  private final HttpServer server;
  private final Gatekeeper gatekeeper;
  private final ExecutorService workers = Executors.newFixedThreadPool(4, AnnotationServer::daemon);
  private volatile String failure = "";

  /**
   * @param sounds of the session's clips, in their order
   * @param progress of the model's learning
   * @param access the port to try first, and the token
   */
  public AnnotationServer(
      AnnotationDesk desk, ClipSounds sounds, LearningProgress progress, PageAccess access) {
    this.desk = desk;
    this.sounds = sounds;
    this.progress = progress;
    server = listening(access.port());
    gatekeeper = new Gatekeeper(server.getAddress().getPort(), access.token());
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer listening(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException taken) {
      try {
        return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      } catch (IOException e) {
        throw new Problem("Cannot listen on this machine's loopback address.", "", e);
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "annotation page");
    thread.setDaemon(true);
    return thread;
  }

  /** What to open in a browser. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/%s/".formatted(gatekeeper.port(), gatekeeper.token()));
  }

  /** The same place and token again, for a later session. */
  public PageAccess access() {
    return new PageAccess(gatekeeper.port(), gatekeeper.token());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      guard(exchange.getResponseHeaders());
      Optional<String> path = gatekeeper.admitted(exchange);
      if (path.isEmpty()) {
        send(exchange, 403, "text/plain", "Not without the address that Ricercar printed.");
        return;
      }
      try {
        if (exchange.getRequestMethod().equals("POST")) {
          post(exchange, path.get());
        } else if (exchange.getRequestMethod().equals("GET")) {
          get(exchange, path.get());
        } else {
          send(exchange, 405, "text/plain", "GET or POST.");
        }
      } catch (Problem e) {
        send(exchange, desk.learning() ? 409 : 422, "text/plain", e.getMessage());
      } catch (RuntimeException e) {
        send(exchange, 500, "text/plain", "Unexpected: " + e);
      }
    }
  }

  private static void guard(Headers headers) {
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors http://localhost:* http://127.0.0.1:*");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    if (PAGE.containsKey(path)) {
      send(exchange, 200, type(PAGE.get(path)), resource(PAGE.get(path)));
    } else if (path.equals("state")) {
      json(exchange, state());
    } else if (path.equals("ledger.json")) {
      download(exchange, path);
      send(
          exchange,
          200,
          "application/json",
          LabelStudio.toJson(desk.session().entries(), UnaryOperator.identity()));
    } else if (path.equals("ledger.csv")) {
      download(exchange, path);
      send(
          exchange,
          200,
          "text/csv",
          LabelStudioCsv.toCsv(desk.session().entries(), UnaryOperator.identity()));
    } else if (path.matches("clip/\\d{1,9}\\.(wav|json)")) {
      clip(exchange, path);
    } else {
      send(exchange, 404, "text/plain", "There is nothing of that name.");
    }
  }

  private static void download(HttpExchange exchange, String name) {
    exchange
        .getResponseHeaders()
        .set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private void clip(HttpExchange exchange, String path) throws IOException {
    int place = Integer.parseInt(path.replaceAll("\\D", ""));
    if (place >= sounds.clips().size()) {
      send(exchange, 404, "text/plain", "The session has no such clip.");
      return;
    }
    Waveform sound = sounds.waveform(place);
    if (path.endsWith(".wav")) {
      send(exchange, 200, "audio/wav", Wav.pcm16(sound.samples(), sound.sampleRate()));
    } else {
      json(exchange, AnnotationJson.sketch(ClipSketch.of(sound), sound.seconds()));
    }
  }

  private void post(HttpExchange exchange, String path) throws IOException {
    // A form of another site cannot send this type without being asked for permission first.
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      send(exchange, 415, "text/plain", "Send application/json.");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    Problem.unless(body.length <= LONGEST_BODY, "The request is too long.");
    switch (path) {
      case "verdict" -> desk.judge(AnnotationJson.answer(body));
      case "undo" -> desk.undo(AnnotationJson.id(body));
      case "learn" -> learn();
      default -> {
        send(exchange, 404, "text/plain", "There is nothing of that name.");
        return;
      }
    }
    json(exchange, state());
  }

  /** Begins, unless it has begun; the page asks for the state until it ends. */
  private synchronized void learn() {
    if (desk.learning()) {
      return;
    }
    failure = "";
    Runnable learning = desk.learn();
    workers.execute(
        () -> {
          try {
            learning.run();
          } catch (RuntimeException e) {
            failure = e.getMessage();
          }
        });
  }

  private ObjectNode state() {
    ObjectNode state;
    // As of one moment, whatever another tab judges meanwhile.
    synchronized (desk) {
      state = AnnotationJson.state(desk);
      if (desk.learning()) {
        state.set("learning", progress.toJson());
      }
    }
    return failure.isEmpty() ? state : state.put("failure", failure);
  }

  private static void json(HttpExchange exchange, ObjectNode node) throws IOException {
    send(exchange, 200, "application/json", node.toString());
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String type(String name) {
    return name.endsWith(".html")
        ? "text/html"
        : name.endsWith(".css") ? "text/css" : "text/javascript";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = AnnotationServer.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdown();
  }
}
