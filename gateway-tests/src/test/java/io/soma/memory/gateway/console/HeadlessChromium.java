package io.soma.memory.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Chromium of this machine with one page, told what to do by its DevTools protocol. */
final class HeadlessChromium implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Process process;
  private final WebSocket page;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  private HeadlessChromium(Process process, String address) throws Exception {
    this.process = process;
    HttpClient http = HttpClient.newHttpClient();
    JsonNode targets =
        MAPPER.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build(),
                    BodyHandlers.ofByteArray())
                .body());
    String socket = "";
    for (JsonNode target : targets) {
      socket =
          target.path("type").asText().equals("page")
              ? target.path("webSocketDebuggerUrl").asText()
              : socket;
    }
    this.page = http.newWebSocketBuilder().buildAsync(URI.create(socket), new Answers()).join();
  }

  static HeadlessChromium start(Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,900",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        // What it says from now on is of no interest, but must not fill the pipe.
        Thread rest = new Thread(() -> errors.lines().forEach(unused -> {}), "chromium-errors");
        rest.setDaemon(true);
        rest.start();
        return new HeadlessChromium(process, listening.group(1));
      }
    }
    throw new IllegalStateException("Chromium ended with " + process.waitFor());
  }

  /** Opens a page, and waits until its scripts have run: before, a click would be lost. */
  void open(String url) {
    command("Page.navigate", MAPPER.createObjectNode().put("url", url));
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /** What a script comes to, as text. */
  String evaluate(String script) {
    ObjectNode parameters =
        MAPPER.createObjectNode().put("expression", script).put("returnByValue", true);
    JsonNode result = command("Runtime.evaluate", parameters).path("result");
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.path("exceptionDetails").toString());
    }
    return result.path("result").path("value").asText();
  }

  /** Waits until a script comes to true; gives up in the end, so that a test fails and ends. */
  void await(String script) {
    long start = System.nanoTime();
    while (!evaluate("String(" + script + ")").equals("true")) {
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new AssertionError(
            "never came: " + script + "; the page: " + evaluate("document.body.innerText"));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  void emulateDark() {
    ObjectNode parameters = MAPPER.createObjectNode();
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", "dark");
    command("Emulation.setEmulatedMedia", parameters);
  }

  void screenshot(Path file) throws IOException {
    JsonNode result = command("Page.captureScreenshot", MAPPER.createObjectNode());
    Files.write(file, Base64.getDecoder().decode(result.path("result").path("data").asText()));
  }

  private JsonNode command(String method, ObjectNode parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    page.sendText(message.toString(), true).join();
    return answer.orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws InterruptedException {
    page.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private final class Answers implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void take(String message) {
      try {
        JsonNode answer = MAPPER.readTree(message);
        CompletableFuture<JsonNode> waiting = answers.remove(answer.path("id").asInt());
        if (waiting != null) {
          waiting.complete(answer);
        }
      } catch (IOException e) {
        throw new IllegalStateException(message, e);
      }
    }
  }
}
