package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Writes through a service's gateway. Safe for many threads. */
final class Gateway {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * One attempt at a write; a caller that waits no longer closes its connection.
   *
   * @throws IllegalStateException if it was refused for good, which poison alone may be
   */
  WriteOutcome write(Service service, AgentWrite write, Duration patience)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.gatewayPort() + "/memories"))
            .timeout(patience)
            .header("Authorization", "Bearer " + Deployment.TOKEN)
            .header("X-Soma-Tenant", write.tenant())
            .POST(BodyPublishers.ofString(write.body()));
    write.identity().forEach(request::header);
    try {
      return outcome(write, http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return WriteOutcome.NOTHING;
    }
  }

  private static WriteOutcome outcome(AgentWrite write, HttpResponse<String> answer) {
    boolean named = write.identity().containsKey(IdentityHabit.NAMED_KEY_HEADER);
    return switch (answer.statusCode()) {
      case 200 -> WriteOutcome.STORED;
      case 202 -> WriteOutcome.QUEUED;
      case 429, 503 -> WriteOutcome.NOT_NOW;
      case 409 -> named ? WriteOutcome.FAILED_BEFORE : refused(write, answer);
      case 422 -> named && !write.isPoison() ? WriteOutcome.KEY_TAKEN : refused(write, answer);
      default -> refused(write, answer);
    };
  }

  private static WriteOutcome refused(AgentWrite write, HttpResponse<String> answer) {
    if (write.isPoison() && answer.statusCode() < 500) {
      return WriteOutcome.REFUSED;
    }
    throw new IllegalStateException(
        write.id() + " was answered " + answer.statusCode() + " " + answer.body());
  }
}
