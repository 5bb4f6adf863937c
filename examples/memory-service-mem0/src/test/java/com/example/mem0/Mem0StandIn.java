package com.example.mem0;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** mem0's REST server, as far as this adapter uses it: it adds, lists, finds and deletes. */
final class Mem0StandIn implements AutoCloseable {

  static final String KEY = "canary-key";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ObjectNode> memories = new ArrayList<>();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean down;

  private Mem0StandIn(HttpServer server) {
    this.server = server;
  }

  static Mem0StandIn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Mem0StandIn standIn = new Mem0StandIn(server);
    server.createContext("/", standIn::handle);
    server.setExecutor(standIn.threads);
    server.start();
    return standIn;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** So many stores take effect, and their answers are lost. */
  void loseAnswers(int stores) {
    lostAnswers.set(stores);
  }

  /** So many stores are refused for what they hold. */
  void refuse(int stores) {
    refusals.set(stores);
  }

  /** Whether every call is answered with 500 and has no effect. */
  void down(boolean isDown) {
    down = isDown;
  }

  /** Every version of every memory. */
  synchronized int versions() {
    return memories.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
        answer(exchange, 401, JSON.createObjectNode().put("detail", "Invalid API key."));
      } else if (down) {
        answer(exchange, 500, JSON.createObjectNode().put("detail", "no database"));
      } else {
        route(exchange, body, scope(exchange.getRequestURI()));
      }
    }
  }

  private void route(HttpExchange exchange, JsonNode body, Map<String, String> scope)
      throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "POST /memories" -> add(exchange, body);
      case "GET /memories" -> list(exchange, new HashMap<>(scope));
      case "POST /search" ->
          answer(
              exchange,
              200,
              listed(
                  Map.of("user_id", body.path("user_id").asText()), body.path("query").asText()));
      case "DELETE /memories" -> {
        delete(scope);
        answer(exchange, 200, JSON.createObjectNode().put("message", "deleted"));
      }
      case "GET /openapi.json" -> answer(exchange, 200, JSON.createObjectNode());
      default -> answer(exchange, 404, JSON.createObjectNode().put("detail", "Not Found"));
    }
  }

  private void add(HttpExchange exchange, JsonNode body) throws IOException {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer(exchange, 400, JSON.createObjectNode().put("detail", "not this one"));
      return;
    }
    ObjectNode memory = JSON.createObjectNode();
    memory.put("id", UUID.randomUUID().toString());
    memory.put("memory", body.path("messages").path(0).path("content").asText());
    memory.put("user_id", body.path("user_id").asText());
    memory.put("run_id", body.path("run_id").asText());
    memory.put("created_at", Instant.now().toString());
    memory.set("metadata", body.path("metadata"));
    synchronized (this) {
      memories.add(memory);
    }
    if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("results").add(memory.deepCopy().put("event", "ADD"));
    answer(exchange, 200, answer);
  }

  private void list(HttpExchange exchange, Map<String, String> scope) throws IOException {
    int most = Integer.parseInt(scope.getOrDefault("top_k", "20"));
    scope.remove("top_k");
    ObjectNode answer = listed(scope, "");
    ArrayNode results = (ArrayNode) answer.get("results");
    while (results.size() > most) {
      results.remove(most);
    }
    answer(exchange, 200, answer);
  }

  /** Adds a version as somebody else would. */
  synchronized void plant(String tenant, String run, String text, String createdAt) {
    ObjectNode memory = JSON.createObjectNode().put("memory", text).put("created_at", createdAt);
    memory.put("user_id", tenant).put("run_id", run).putObject("metadata");
    memories.add(memory);
  }

  private synchronized ObjectNode listed(Map<String, String> scope, String words) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    memories.stream()
        .filter(memory -> isIn(scope, memory) && memory.path("memory").asText().contains(words))
        .forEach(results::add);
    return answer;
  }

  private synchronized void delete(Map<String, String> scope) {
    memories.removeIf(memory -> isIn(scope, memory));
  }

  private static boolean isIn(Map<String, String> scope, JsonNode memory) {
    return scope.entrySet().stream()
        .allMatch(each -> memory.path(each.getKey()).asText().equals(each.getValue()));
  }

  private static Map<String, String> scope(URI uri) {
    return uri.getRawQuery() == null
        ? Map.of()
        : Arrays.stream(uri.getRawQuery().split("&"))
            .map(each -> each.split("=", 2))
            .collect(
                Collectors.toMap(
                    each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
