package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Orders to the admin API of whichever service takes them. For one thread at a time. */
final class AdminOrders {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final long LIMIT_NANOS = 240_000_000_000L;
  private static final long BEFORE_AGAIN_MILLIS = 500;

  /** What is named is not there any more, so that nothing is left to do. */
  private static final int NOT_FOUND = 404;

  private final List<Service> services;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CALL_TIMEOUT)
          .build();

  /** Orders to these, in turn. */
  AdminOrders(List<Service> services) {
    this.services = services;
  }

  /**
   * Gives an order until a service says that it is done; each may be given twice.
   *
   * @throws IllegalStateException if no service takes it for minutes, or one says that it is wrong
   */
  void post(String path, String body) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    String last = "nothing";
    for (int turn = 0; System.nanoTime() - end < 0; turn++) {
      try {
        HttpResponse<String> answer = once(services.get(turn % services.size()), path, body);
        if (answer.statusCode() == 200 || answer.statusCode() == NOT_FOUND) {
          return;
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException | IllegalArgumentException e) {
        last = e.toString();
      }
      Thread.sleep(BEFORE_AGAIN_MILLIS);
    }
    throw new IllegalStateException("no service takes the order " + path + ": " + last);
  }

  private HttpResponse<String> once(Service service, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.admin(path))
            .timeout(CALL_TIMEOUT)
            .header("Authorization", "Bearer " + Deployment.TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
