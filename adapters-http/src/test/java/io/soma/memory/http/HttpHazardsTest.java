package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The automatic behaviour of OkHttp and Retrofit, one test for each hazard. */
@Timeout(60)
class HttpHazardsTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final String CONFIRMATION = "{\"coord\":\"1.0,2.0,3.0\"}";

  @Test
  void anAbsurdRetryAfterIsAnAnswerLikeAnyOther() throws IOException {
    for (int status : new int[] {429, 503}) {
      CallResult<WriteConfirmation> result =
          deliver(status, "Retry-After: 99999999999\r\n", "{\"detail\":\"later\"}");
      assertThat(((CallResult.Failed<?>) result).failure().pause())
          .isEqualTo(CallFailure.MAX_PAUSE);
    }
  }

  @Test
  void retryAfterGarbageIsAbsent() throws IOException {
    assertThat(deliver(503, "Retry-After: soon\r\n", "{\"detail\":\"later\"}"))
        .isEqualTo(Results.failed(FailureClass.SERVER_ERROR, 503, "later"));
  }

  @Test
  void aRedirectTakesNothingToTheOtherHost() throws IOException {
    try (CannedServer elsewhere = CannedServer.answering(200, "", CONFIRMATION)) {
      for (int status : new int[] {300, 301, 302, 303, 307, 308}) {
        String location = "Location: http://127.0.0.1:" + elsewhere.port() + "/memories\r\n";
        assertThat(deliver(status, location, ""))
            .isEqualTo(Results.failed(FailureClass.NOT_THE_SERVICE, status, "no detail"));
      }
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aCompressedAnswerIsNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(CONFIRMATION.getBytes(StandardCharsets.UTF_8));
    }
    byte[] head =
        ("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: "
                + packed.size()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (CannedServer server =
            CannedServer.start(
                out -> {
                  out.write(head);
                  packed.writeTo(out);
                });
        RetrofitMemoryService client = server.client()) {
      assertThat(client.deliver(Calls.store(), AMPLE).isAnswered()).isFalse();
    }
  }

  @Test
  void anErrorsBodyIsBoundedToo() throws IOException {
    byte[] head =
        "HTTP/1.1 500 X\r\nRetry-After: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (CannedServer server =
            CannedServer.start(
                out -> {
                  out.write(head);
                  while (true) {
                    out.write(chunk);
                  }
                });
        RetrofitMemoryService client = server.client()) {
      assertThat(client.deliver(Calls.store(), AMPLE))
          .isEqualTo(
              Results.failed(
                  FailureClass.SERVER_ERROR,
                  500,
                  "the body is over the 1048576 bytes that this client reads"));
    }
  }

  @Test
  void aConfirmationBehindTooMuchElseConfirmsNothing() throws IOException {
    assertThat(deliver(200, "", " ".repeat(1 << 20) + CONFIRMATION))
        .isEqualTo(
            Results.failed(
                FailureClass.OVER_OUR_LIMITS,
                200,
                "the body is over the 1048576 bytes that this client reads"));
  }

  /** Shapes of an ingress, of a proxy, and of the servers below the service. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "default backend - 404",
        "Method not allowed",
        "<html><title>413 Request Entity Too Large</title></html>",
        "",
        "{}",
        "[]",
        "null",
        "{\"error\":\"forbidden\"}",
        "{\"detail\":\"x\"} and more"
      })
  void refusalsWithoutTheServicesShapeAreNotTheServices(String body) throws IOException {
    for (int status : new int[] {400, 403, 404, 405, 413, 422, 499}) {
      assertThat(Results.reason(deliver(status, "", body)).kind())
          .isEqualTo(FailureClass.NOT_THE_SERVICE);
    }
  }

  @Test
  void refusalsInTheServicesShapeAreTheServices() throws IOException {
    for (String detail : List.of("\"Memory not found\"", "[]", "[{\"msg\":\"no\"}]", "\"\"")) {
      CallResult<WriteConfirmation> result = deliver(422, "", "{\"detail\": " + detail + "}");
      assertThat(Results.refusal(result).code()).isEqualTo("422");
    }
  }

  @Test
  void anAnswerWithoutContentConfirmsNothing() throws IOException {
    assertThat(deliver(204, "", ""))
        .isEqualTo(
            Results.failed(FailureClass.UNCONFIRMED, 204, "the body does not confirm the write"));
  }

  @Test
  void theTokenIsInNoDetailThoughTheServiceEchoesIt() throws IOException {
    assertThat(deliver(401, "", "{\"detail\":\"bad token canned-token\"}"))
        .isEqualTo(Results.failed(FailureClass.UNAUTHORIZED, 401, "bad token ***"));
  }

  @Test
  void brokenHttpIsNoAnswer() throws IOException {
    try (CannedServer server =
            CannedServer.start(
                out -> out.write("SSH-2.0-X\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        RetrofitMemoryService client = server.client()) {
      assertThat(Results.reason(client.deliver(Calls.store(), AMPLE)).kind())
          .isEqualTo(FailureClass.NO_ANSWER);
    }
  }

  @Test
  void switchingProtocolsIsNoConfirmation() throws IOException {
    assertThat(deliver(101, "Connection: upgrade\r\nUpgrade: h2c\r\n", ""))
        .matches(result -> !result.isAnswered());
  }

  @Test
  void aTimeoutOfNothingSendsNothing() throws IOException {
    try (CannedServer server = CannedServer.answering(200, "", CONFIRMATION);
        RetrofitMemoryService client = server.client()) {
      for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
        assertThat(client.deliver(Calls.store(), none))
            .isEqualTo(Results.noAnswer("not sent: no time was left"));
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aTimeoutOfNearlyNothingIsNotForEver() {
    try (ScriptableMemoryService server = ScriptableMemoryService.start();
        RetrofitMemoryService client = client(server)) {
      server.faults().forAll().set(new Fault.Hang());

      assertThat(Results.reason(client.deliver(Calls.store(), Duration.ofNanos(1))).kind())
          .isEqualTo(FailureClass.NO_ANSWER);
    }
  }

  @Test
  void aTimeoutOfAgesIsNoError() throws IOException {
    try (CannedServer server = CannedServer.answering(200, "", CONFIRMATION);
        RetrofitMemoryService client = server.client()) {
      assertThat(client.deliver(Calls.store(), Duration.ofSeconds(Long.MAX_VALUE)))
          .isEqualTo(Results.CONFIRMED);
    }
  }

  @Test
  void aDrippingAnswerEndsWithTheDeadlineOfTheWhole() {
    try (ScriptableMemoryService server = ScriptableMemoryService.start();
        RetrofitMemoryService client = client(server)) {
      server.faults().forAll().set(new Fault.Drip(1, Duration.ofMillis(20)));

      assertThat(client.deliver(Calls.store(), Duration.ofMillis(100)))
          .isEqualTo(Results.noAnswer("no answer within 100 ms"));
    }
  }

  @Test
  void connectionsAreKeptAndUsedAgain() throws IOException {
    try (CannedServer server = CannedServer.answering(200, "", CONFIRMATION);
        RetrofitMemoryService client = server.client()) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.deliver(Calls.store(), AMPLE)).isEqualTo(Results.CONFIRMED);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedConnectionSaysSo() throws IOException {
    // Bound and not listening, so that no other process can listen there.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      HttpConfig config = HttpConfig.of("127.0.0.1:" + taken.getLocalPort(), "token");
      try (RetrofitMemoryService client = RetrofitMemoryService.create(config)) {
        assertThat(Results.reason(client.deliver(Calls.store(), AMPLE)).words())
            .startsWith("not connected: ");
      }
    }
  }

  @Test
  void aServerWithoutTlsSaysSo() throws Exception {
    try (ScriptableMemoryService server = ScriptableMemoryService.start()) {
      HttpConfig config =
          HttpConfig.of(server.baseUrl().replace("http://", "https://"), server.token());
      try (RetrofitMemoryService client = RetrofitMemoryService.create(config)) {
        assertThat(Results.reason(client.deliver(Calls.store(), AMPLE)).words())
            .isEqualTo("not connected: it speaks http, not https");
      }
    }
  }

  @Test
  void closingEndsTheCallsUnderWay() throws Exception {
    try (ScriptableMemoryService server = ScriptableMemoryService.start()) {
      RetrofitMemoryService client = client(server);
      server.faults().forAll().set(new Fault.Hang());
      Background<CallResult<WriteConfirmation>> call =
          Background.run(() -> client.deliver(Calls.store(), AMPLE));
      Background.await("the call hangs", () -> !server.requests().isEmpty());

      client.close();

      assertThat(Results.reason(call.result()).kind()).isEqualTo(FailureClass.NO_ANSWER);
    }
  }

  private static CallResult<WriteConfirmation> deliver(int status, String headers, String body)
      throws IOException {
    try (CannedServer server = CannedServer.answering(status, headers, body);
        RetrofitMemoryService client = server.client()) {
      CallResult<WriteConfirmation> answer = client.deliver(Calls.store(), AMPLE);
      assertThat(client.deliver(Calls.write(WriteOperation.DELETE, "1,2,3"), AMPLE))
          .isEqualTo(answer);
      assertThat(server.requests()).hasSize(2);
      return answer;
    }
  }

  private static RetrofitMemoryService client(ScriptableMemoryService server) {
    return RetrofitMemoryService.create(HttpConfig.of(server.baseUrl(), server.token()));
  }
}
