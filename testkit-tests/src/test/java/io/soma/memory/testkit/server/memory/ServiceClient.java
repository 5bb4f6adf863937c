package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A tenant that calls the service through the JDK's HTTP client. */
final class ServiceClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ScriptableMemoryService service;
  private final String tenant;

  ServiceClient(ScriptableMemoryService service, String tenant) {
    this.service = service;
    this.tenant = tenant;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + service.token())
        .header("X-Soma-Tenant", tenant);
  }

  HttpRequest.Builder posting(String path, String body) {
    return request(path).POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(posting(path, body));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  HttpResponse<String> store(String coord, String payload)
      throws IOException, InterruptedException {
    return post("/memories", body(coord, payload));
  }

  CompletableFuture<HttpResponse<String>> storeLater(String coord, String payload) {
    HttpRequest request = posting("/memories", body(coord, payload)).build();
    return HTTP.sendAsync(request, BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  static String body(String coord, String payload) {
    return "{\"coord\":\"" + coord + "\",\"payload\":" + payload + "}";
  }

  static JsonNode json(HttpResponse<String> answer) {
    return LosslessJson.read(answer.body());
  }
}
