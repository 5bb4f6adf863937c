package com.example.mem0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP call, and what its answer means. It never throws for what the network does. */
final class Mem0Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration UNLESS_SAID = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final URI endpoint;
  private final String apiKey;

  Mem0Http(URI endpoint, String apiKey) {
    this.endpoint = endpoint;
    this.apiKey = apiKey;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .header("X-API-Key", apiKey)
        .header("Content-Type", "application/json");
  }

  /** The JSON of a good answer; the timeout is for everything, the body included. */
  CallResult<JsonNode> send(HttpRequest request, Duration timeout) {
    CompletableFuture<HttpResponse<BoundedBody>> call =
        client.sendAsync(request, BoundedBody::subscriber);
    try {
      return judge(call.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return failed(CallFailure.noAnswer("timed out"));
    } catch (ExecutionException e) {
      return failed(CallFailure.noAnswer(String.valueOf(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(CallFailure.noAnswer("interrupted"));
    } finally {
      call.cancel(true);
    }
  }

  private static CallResult<JsonNode> judge(HttpResponse<BoundedBody> response) {
    int status = response.statusCode();
    String code = String.valueOf(status);
    if (response.body().isCut()) {
      return failed(CallFailure.of(FailureClass.OVER_OUR_LIMITS, code, "the body is too large"));
    }
    JsonNode body = json(response.body().text());
    if (status / 100 == 2) {
      return body == null
          ? failed(CallFailure.of(FailureClass.UNCONFIRMED, code, "no JSON"))
          : new CallResult.Answered<>(body, code);
    }
    String detail = body == null ? "" : body.path("detail").asText(body.path("detail").toString());
    return switch (status) {
      case 401, 403 -> failed(CallFailure.of(FailureClass.UNAUTHORIZED, code, detail));
      case 429 -> failed(CallFailure.tooManyCalls(code, pause(response), detail));
      case 503 -> failed(CallFailure.overloaded(code, pause(response), detail));
      // What mem0 says of an input that it does not take; without its detail, a proxy said it.
      case 400, 422 ->
          detail.isEmpty()
              ? failed(CallFailure.of(FailureClass.NOT_THE_SERVICE, code, ""))
              : new CallResult.Refused<>(new ServiceRefusal(code, detail));
      default ->
          failed(
              CallFailure.of(
                  status >= 500 ? FailureClass.SERVER_ERROR : FailureClass.NOT_THE_SERVICE,
                  code,
                  detail));
    };
  }

  static <T> CallResult<T> failed(CallFailure failure) {
    return new CallResult.Failed<>(failure);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static Duration pause(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(UNLESS_SAID);
  }
}
