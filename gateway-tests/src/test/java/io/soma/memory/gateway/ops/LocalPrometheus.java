package io.soma.memory.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Prometheus of this machine, on a free loopback port, with one target and rules. */
final class LocalPrometheus implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("msg=\"Listening on\".* address=127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern COMPLAINT = Pattern.compile("level=(?i:warn|error)");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Process process;
  private final Thread reader = new Thread(this::read, "prometheus-output");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CountDownLatch listeningOrOver = new CountDownLatch(1);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile int port;

  private LocalPrometheus(Process process) {
    this.process = process;
  }

  static boolean hasProgram(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  static LocalPrometheus start(Path directory, int scraped, Path rules) throws Exception {
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms}
        rule_files: ['%s']
        scrape_configs:
          - job_name: soma-memory
            static_configs: [{targets: ['127.0.0.1:%d']}]
        """
            .formatted(rules.toRealPath(), scraped));
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .start();
    LocalPrometheus prometheus = new LocalPrometheus(process);
    prometheus.reader.setDaemon(true);
    prometheus.reader.start();
    if (!prometheus.listeningOrOver.await(60, TimeUnit.SECONDS) || prometheus.port == 0) {
      prometheus.close();
      throw new IllegalStateException("it did not start: " + prometheus.lines);
    }
    return prometheus;
  }

  /** What its API has at a path, once that is as it should be; the test's time is the limit. */
  JsonNode await(String path, Predicate<JsonNode> asItShouldBe) throws Exception {
    JsonNode data = data(path);
    while (!asItShouldBe.test(data)) {
      LockSupport.parkNanos(20_000_000);
      data = data(path);
    }
    return data;
  }

  /** The samples of a query, once there are some. */
  JsonNode samples(String query) throws Exception {
    String path = "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    return await(path, data -> !data.path("result").isEmpty()).path("result");
  }

  /** What it warned of so far. */
  List<String> complaints() {
    return lines.stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
  }

  // It takes no questions until it has read its files, and answers with 503 and no JSON.
  private JsonNode data(String path) throws Exception {
    URI uri = URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/api/v1/%s", port, path));
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    return answer.statusCode() == 503
        ? MAPPER.missingNode()
        : MAPPER.readTree(answer.body()).path("data");
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    reader.join();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port = Integer.parseInt(listening.group(1));
          listeningOrOver.countDown();
        }
      }
    } catch (IOException e) {
      lines.add("its output ended: " + e.getMessage());
    } finally {
      listeningOrOver.countDown();
    }
  }
}
