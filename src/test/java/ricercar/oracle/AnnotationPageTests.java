package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.ChildJvm;
import ricercar.bench.Chromium;

/** The page and its server, as a browser and as strangers meet them. */
class AnnotationPageTests {
  private static final Path GALLERY = Path.of("target/gallery");

  @TempDir Path folder;

  private Process server;
  private URI address;

  private void start() throws IOException {
    server = ChildJvm.start(PageSession.class, folder.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line).as("the server's first line").startsWith("http://127.0.0.1:");
    address = URI.create(line);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  private List<Entry> entries() {
    return Ledger.read(folder.resolve("ledger.jsonl"));
  }

  @Test
  void aSessionIsPlayedFromTheFirstVerdictThroughAKillToTheEnd() throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on this machine");
    start();
    try (Chromium browser = Chromium.start()) {
      browser.resize(1000, 900, false);
      browser.open(address);
      browser.waitFor("document.body.dataset.place !== undefined");
      assertThat(browser.ask("document.querySelectorAll('#classes b').length").asInt())
          .as("a class's name that holds markup is text")
          .isZero();

      type(browser, " ", "Space");
      browser.waitFor("document.querySelector('#play').dataset.playing === 'true'");
      browser.waitFor("parseFloat(document.querySelector('#clock').textContent) > 0");
      browser.photograph(GALLERY.resolve("annotate.png"), true);

      judge(browser, "y", 1);
      assertThat(last().verdict()).isEqualTo(new Verdict.Confirm());
      judge(browser, "n", 2);
      assertThat(last().verdict()).isEqualTo(new Verdict.Reject());
      judge(browser, "s", 3);
      assertThat(last().verdict()).isEqualTo(new Verdict.Skip());
      String clip = last().clip();
      judge(browser, "u", 4);
      assertThat(entries().get(3)).isInstanceOf(Entry.Undone.class);
      int predicted =
          browser
              .ask(
                  "[...document.querySelectorAll('#classes button')]"
                      + ".findIndex(b => 'predicted' in b.dataset)")
              .asInt();
      judge(browser, String.valueOf((predicted + 1) % 3 + 1), 5);
      assertThat(last().clip()).as("what is undone is asked again").isEqualTo(clip);
      assertThat(last().verdict())
          .isEqualTo(new Verdict.Correct(PageSession.CLASSES.get((predicted + 1) % 3), false));
      assertThat(last().milliseconds()).isPositive();

      browser.ask("document.getElementById('new-name').value = 'a new class'");
      browser.ask("document.querySelector('#new button').click()");
      waitForEntries(6);
      assertThat(last().verdict()).isEqualTo(new Verdict.Correct("a new class", true));

      browser.waitFor("!document.body.hasAttribute('aria-busy')");
      // kill -9 after a verdict: nothing is lost, and one that is given meanwhile is kept.
      server.destroyForcibly().waitFor();
      assertThat(entries()).hasSize(6);
      type(browser, "y", "KeyY");
      browser.waitFor("!document.querySelector('#trouble').hidden");
      browser.photograph(GALLERY.resolve("annotate-away.png"), false);
      URI before = address;
      start();
      assertThat(address).as("the page finds it at the same address").isEqualTo(before);
      waitForEntries(7);
      browser.waitFor("document.querySelector('#trouble').hidden");
      assertThat(last().verdict()).isEqualTo(new Verdict.Confirm());
      assertThat(verdictIds()).doesNotHaveDuplicates();

      browser.ask("document.getElementById('learn').click()");
      browser.waitFor("!document.querySelector('#learn-progress').hidden");
      waitForEntries(8);
      assertThat(entries().get(7)).isInstanceOf(Entry.Rectified.class);
      browser.waitFor(
          "[...document.querySelectorAll('#classes button')]"
              + ".some(b => b.dataset.class === 'a new class')");

      browser.open(address);
      browser.waitFor("document.body.dataset.place !== undefined");
      assertThat(browser.ask("document.querySelector('#progress').textContent").asText())
          .startsWith("5 judged by ann · 4 left");
      for (int more = 0; more < 4; more++) {
        judge(browser, "y", 9 + more);
      }
      browser.waitFor("!document.querySelector('#done').hidden");
      assertThat(browser.requests())
          .as("nothing but this server is asked")
          .allMatch(request -> request.startsWith(address.toString()));
      assertThat(browser.complaints())
          .as("but for the time without a server, nothing is wrong")
          .allMatch(complaint -> complaint.contains("net::ERR_"));
    }
  }

  private Entry.Judged last() {
    List<Entry> all = entries();
    return (Entry.Judged) all.get(all.size() - 1);
  }

  private List<String> verdictIds() {
    return entries().stream()
        .filter(Entry.Judged.class::isInstance)
        .map(entry -> ((Entry.Judged) entry).id())
        .toList();
  }

  private void judge(Chromium browser, String key, int entries) throws Exception {
    browser.waitFor("!document.body.hasAttribute('aria-busy')");
    type(browser, key, "");
    waitForEntries(entries);
    browser.waitFor("!document.body.hasAttribute('aria-busy')");
  }

  private static void type(Chromium browser, String key, String code) throws Exception {
    browser.ask(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', code: '%s', bubbles: true, cancelable: true}))"
            .formatted(key, code));
  }

  private void waitForEntries(int count) throws Exception {
    for (int i = 0; i < 400 && entries().size() < count; i++) {
      Thread.sleep(25);
    }
    assertThat(entries()).hasSize(count);
  }

  @Test
  void onlyThePageItselfIsAnsweredAndOnlyAboutTheSessionsClips() throws Exception {
    start();
    String token = address.getPath();
    String host = "127.0.0.1:" + address.getPort();
    String state = "GET " + token + "state";
    assertThat(status(state, "Host: " + host)).isEqualTo(200);
    assertThat(status(state, "Host: " + host, "Origin: http://" + host)).isEqualTo(200);
    assertThat(status("GET " + token + "clip/3.wav", "Host: " + host)).isEqualTo(200);

    assertThat(status("GET /state", "Host: " + host)).as("no token").isEqualTo(403);
    assertThat(status("GET /", "Host: " + host)).as("no token").isEqualTo(403);
    String guessed = token.substring(0, token.length() - 2) + "0/";
    String other = guessed.equals(token) ? token.replace("0/", "1/") : guessed;
    assertThat(status("GET " + other + "state", "Host: " + host)).as("wrong").isEqualTo(403);
    assertThat(status(state, "Host: example.org")).as("another name").isEqualTo(403);
    assertThat(status(state, "Host: " + host, "Origin: http://example.org"))
        .as("another origin")
        .isEqualTo(403);
    assertThat(status(state, "Host: " + host, "Origin: null")).as("a file").isEqualTo(403);
    assertThat(status(state, "Host: " + host, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
    assertThat(status("DELETE " + token + "state", "Host: " + host)).isEqualTo(405);

    for (String path :
        List.of(
            "clip/12.wav",
            "clip/999999999.wav",
            "clip/-1.wav",
            "clip/../ledger.jsonl",
            "../ledger.jsonl",
            "clip/..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/etc/passwd",
            "/etc/passwd",
            "annotate.html/../../page.css")) {
      assertThat(status("GET " + token + path, "Host: " + host)).as(path).isIn(403, 404);
    }
    String body =
        "{\"id\":\"x\",\"clip\":\"clip-03\",\"verdict\":\"skip\","
            + "\"shown\":{\"class\":\"low\",\"similarity\":0.5,\"margin\":0.1},\"milliseconds\":5}";
    String post = "POST " + token + "verdict";
    assertThat(statusOf(post, body, "Host: " + host, "Content-Type: text/plain"))
        .as("a form of another site")
        .isEqualTo(415);
    assertThat(statusOf(post, "{", "Host: " + host, "Content-Type: application/json"))
        .isEqualTo(422);
    assertThat(
            statusOf(
                post,
                body.replace("clip-03", "clip-00"),
                "Host: " + host,
                "Content-Type: application/json"))
        .as("a clip that is not asked about")
        .isEqualTo(422);
    assertThat(entries()).isEmpty();
    assertThat(statusOf(post, body, "Host: " + host, "Content-Type: application/json"))
        .isEqualTo(200);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void theStateTellsWhatAPersonNeedsAndNoPath() throws Exception {
    start();
    try (InputStream in = address.resolve("state").toURL().openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode state = new ObjectMapper().readTree(text);
      assertThat(state.path("counts").path("left").asInt()).isEqualTo(9);
      assertThat(state.path("question").path("near")).hasSize(2);
      assertThat(state.path("next").isInt()).isTrue();
      assertThat(text).doesNotContain(folder.toString());
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("page-access")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  private int status(String request, String... headers) throws IOException {
    return statusOf(request, "", headers);
  }

  /** As written, which a client's library would tidy up. */
  private int statusOf(String request, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        request
            + " HTTP/1.1\r\n"
            + String.join("\r\n", headers)
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      Matcher status = Pattern.compile("^HTTP/1\\.1 (\\d{3})").matcher(answer);
      assertThat(status.find()).as(answer).isTrue();
      return Integer.parseInt(status.group(1));
    }
  }
}
