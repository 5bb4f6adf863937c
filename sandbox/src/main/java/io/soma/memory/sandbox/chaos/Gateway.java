package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

/** Writes through a service's gateway. Safe for many threads. */
final class Gateway {

  /** Longer than a service may take, and short beside how long one may stand still. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * One attempt at a write.
   *
   * @throws IllegalStateException if it was refused for good, which no write of a campaign may be
   */
  Told write(Service service, String tenant, String requestId, String coordinate, long sequence)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.gatewayPort() + "/memories"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + Deployment.TOKEN)
            .header("X-Soma-Tenant", tenant)
            .header("X-Request-ID", requestId)
            .POST(
                BodyPublishers.ofString(
                    String.format(
                        Locale.ROOT,
                        "{\"coord\":\"%s\",\"payload\":{\"text\":\"%s\",\"sequence\":%s}}",
                        coordinate,
                        requestId,
                        sequence)))
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return Told.NOTHING;
    }
    return switch (answer.statusCode()) {
      case 200, 202 -> Told.ACKNOWLEDGED;
      case 429, 503 -> Told.NOT_NOW;
      default ->
          throw new IllegalStateException(
              requestId + " was answered " + answer.statusCode() + " " + answer.body());
    };
  }
}
