package ricercar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;

/**
 * A headless browser under the DevTools protocol: just enough to open, click, ask and photograph.
 */
public final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final StringBuilder incoming = new StringBuilder();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private String session;
  private int calls;

  public static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static Chromium start() throws Exception {
    return new Chromium(find().orElseThrow());
  }

  private Chromium(Path program) throws Exception {
    profile = Files.createTempDirectory("chromium");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--mute-audio",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("browser.log").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 300 && !(Files.exists(port) && Files.size(port) > 0); i++) {
      Thread.sleep(100);
    }
    List<String> lines = Files.readAllLines(port);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), this)
            .get(30, TimeUnit.SECONDS);
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Network.enable", Map.of());
  }

  public void open(Path page) throws Exception {
    open(page.toUri());
  }

  public void open(URI page) throws Exception {
    call("Page.navigate", Map.of("url", page.toString()));
    waitFor("document.readyState === 'complete'");
  }

  public void resize(int width, int height, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  public JsonNode ask(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    return answer.path("result").path("value");
  }

  public void waitFor(String condition) throws Exception {
    for (int i = 0; i < 100; i++) {
      if (ask(condition).asBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("never true: " + condition + "; complaints: " + complaints);
  }

  public void move(double x, double y) throws Exception {
    mouse("mouseMoved", x, y, false);
  }

  public void click(double x, double y) throws Exception {
    move(x, y);
    mouse("mousePressed", x, y, true);
    mouse("mouseReleased", x, y, true);
  }

  /** With the button held, from the first place to the last. */
  public void drag(double[]... places) throws Exception {
    move(places[0][0], places[0][1]);
    mouse("mousePressed", places[0][0], places[0][1], true);
    for (double[] place : places) {
      mouse("mouseMoved", place[0], place[1], true);
    }
    double[] last = places[places.length - 1];
    mouse("mouseReleased", last[0], last[1], true);
  }

  /** A key by its DevTools name, such as {@code ArrowRight}. */
  public void press(String key) throws Exception {
    call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  private void mouse(String type, double x, double y, boolean held) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            x,
            "y",
            y,
            "button",
            held ? "left" : "none",
            "buttons",
            held && !type.equals("mouseReleased") ? 1 : 0,
            "clickCount",
            held ? 1 : 0));
  }

  public void photograph(Path png, boolean wholePage) throws Exception {
    JsonNode answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", wholePage));
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  /** Errors, failed loads and refused scripts that the page has met. */
  public List<String> complaints() {
    return complaints;
  }

  /** What the page asked for since the start, by address; data within it are not counted. */
  public List<String> requests() {
    return requests;
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(JSON.writeValueAsString(message), true).get(30, TimeUnit.SECONDS);
    JsonNode whole = answer.get(30, TimeUnit.SECONDS);
    if (whole.has("error")) {
      throw new IllegalStateException(method + ": " + whole.get("error"));
    }
    return whole.get("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    incoming.append(data);
    if (last) {
      receive(incoming.toString());
      incoming.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void receive(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        answers.remove(message.get("id").asInt()).complete(message);
      } else if (message.path("method").asText().equals("Runtime.exceptionThrown")
          || message.path("method").asText().equals("Log.entryAdded")) {
        complaints.add(message.get("params").toString());
      } else if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        String address = message.path("params").path("request").path("url").asText();
        if (!address.startsWith("data:") && !address.startsWith("blob:")) {
          requests.add(address);
        }
      }
    } catch (Exception e) {
      complaints.add(e.toString());
    }
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Thread.sleep(200);
    try {
      AtomicFiles.delete(profile);
    } catch (java.io.UncheckedIOException stillWriting) {
      // The browser's children may outlive it for a moment; the folder is a temporary one.
    }
  }
}
