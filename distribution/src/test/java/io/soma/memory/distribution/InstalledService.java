package io.soma.memory.distribution;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code soma serve} of an installation, on free loopback ports. */
final class InstalledService implements AutoCloseable {

  static final String GATEWAY_TOKEN = "a-token-for-this-test";
  static final String ADMIN_TOKEN = "a-token-of-operators";

  private static final int START_TIMEOUT_SECONDS = 120;
  private static final Pattern STARTED =
      Pattern.compile("started .*gateway=(\\d+) ops=(\\d+) admin=(\\d+)");

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<Matcher> started = new CompletableFuture<>();
  private final Thread reader = new Thread(this::read, "serve-output");
  private final HttpClient http = HttpClient.newHttpClient();

  private InstalledService(Process process) {
    this.process = process;
    reader.setDaemon(true);
    reader.start();
  }

  /** What it needs to know of the servers that it stands on. */
  static Map<String, String> settings(ScriptableMemoryService memory, String database) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl());
    settings.put("SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token());
    settings.put("SOMABRAIN_POSTGRES_DSN", database);
    settings.put("SOMABRAIN_GATEWAY_TOKEN", GATEWAY_TOKEN);
    settings.put("SOMABRAIN_OUTBOX_API_TOKEN", ADMIN_TOKEN);
    settings.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    settings.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    settings.put("SOMABRAIN_ADMIN_BIND", "127.0.0.1:0");
    return settings;
  }

  static InstalledService start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    InstalledService service = new InstalledService(builder.start());
    try {
      service.started.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return service;
    } catch (ExecutionException | TimeoutException e) {
      service.close();
      throw new IllegalStateException("it did not start: " + service.output(), e);
    }
  }

  String gateway() {
    return "http://127.0.0.1:" + started.join().group(1);
  }

  String operations() {
    return "http://127.0.0.1:" + started.join().group(2);
  }

  String admin() {
    return "http://127.0.0.1:" + started.join().group(3);
  }

  /** What a command needs to ask it. */
  Map<String, String> address() {
    return Map.of("SOMABRAIN_ADMIN_URL", admin(), "SOMABRAIN_OUTBOX_API_TOKEN", ADMIN_TOKEN);
  }

  HttpResponse<String> store(String coordinate) throws IOException, InterruptedException {
    String body = "{\"coord\":\"" + coordinate + "\",\"payload\":{\"text\":\"hello\"}}";
    return send(request("/memories").POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> fetch(String coordinate) throws IOException, InterruptedException {
    return send(request("/memories/" + coordinate).GET());
  }

  HttpResponse<String> operations(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(operations() + path)));
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Tells it to end, as a process manager does; the exit code. */
  int terminate() throws InterruptedException {
    // Process.destroy would also close its output.
    process.toHandle().destroy();
    int code = process.waitFor();
    reader.join();
    return code;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway() + path))
        .header("Authorization", "Bearer " + GATEWAY_TOKEN)
        .header("X-Soma-Tenant", "acme")
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        Matcher matcher = STARTED.matcher(line);
        if (matcher.find()) {
          started.complete(matcher);
        }
      }
      started.completeExceptionally(new IllegalStateException("it ended"));
    } catch (IOException e) {
      started.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
