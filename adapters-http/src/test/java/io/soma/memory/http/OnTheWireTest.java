package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.WriteOperation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnTheWireTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);

  @Test
  void aStoreIsSentVerbatimAndNothingElseIs() throws IOException {
    Delivery store = Calls.store();

    assertThat(sent(client -> client.deliver(store, AMPLE)))
        .isEqualToNormalizingNewlines(
            """
            POST /memories HTTP/1.1
            Accept: application/json
            Accept-Encoding: identity
            Authorization: Bearer canned-token
            X-Soma-Tenant: user123
            X-Soma-Namespace: production:user123
            X-Request-ID: request-1
            traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            X-Idempotency-Key: IDEMPOTENCY-KEY
            Content-Type: application/json
            Content-Length: LENGTH
            Host: HOST
            Connection: Keep-Alive
            User-Agent: AGENT

            """
                    .replace("IDEMPOTENCY-KEY", store.idempotencyKey().toString())
                + store.body());
  }

  @Test
  void aLinkIsSentVerbatim() throws IOException {
    Delivery link = Calls.write(WriteOperation.LINK, "1,2,3");

    assertThat(sent(client -> client.deliver(link, AMPLE)))
        .startsWith("POST /graph/link HTTP/1.1\r\n")
        .endsWith("\r\n\r\n" + link.body());
  }

  @Test
  void aCoordinateInAPathMeansItself() throws IOException {
    Coordinate coordinate = new Coordinate("1e+16,-3.839656710624695e-05,0.0");
    String path = "/memories/1e%2B16,-3.839656710624695e-05,0.0 HTTP/1.1\r\n";

    assertThat(
            sent(
                client ->
                    client.deliver(Calls.write(WriteOperation.DELETE, coordinate.text()), AMPLE)))
        .startsWith("DELETE " + path)
        .doesNotContain("Content-Length")
        .contains("X-Idempotency-Key");
    assertThat(sent(client -> client.fetch(Calls.read(), coordinate, AMPLE)))
        .startsWith("GET " + path)
        .contains("Authorization: Bearer canned-token\r\n")
        .doesNotContain("X-Idempotency-Key")
        .doesNotContain("traceparent");
  }

  @Test
  void aSearchLeavesOutWhatIsNotSaid() throws IOException {
    String namespace = Calls.NAMESPACE.value();

    assertThat(sent(c -> c.recall(Calls.read(), RecallQuery.of(namespace, "boat"), AMPLE)))
        .startsWith("POST /memories/search HTTP/1.1\r\n")
        .endsWith("\r\n\r\n{\"query\":\"boat\",\"top_k\":5,\"offset\":0}");

    RecallQuery full =
        new RecallQuery(
            Calls.NAMESPACE, "\"ü\"", 7, 3, MemoryType.SEMANTIC, Payload.of(Map.of("n", 0.1)));
    assertThat(sent(client -> client.recall(Calls.read(), full, AMPLE)))
        .endsWith(
            "{\"query\":\"\\\"ü\\\"\",\"top_k\":7,\"offset\":3,\"memory_type\":\"semantic\","
                + "\"filters\":{\"n\":0.1}}");
  }

  @Test
  void aRecallKeepsTheServicesOrderAndEveryDigit() throws IOException {
    String body =
        """
        {"memories":[
          {"coordinate":[2,0.5],"payload":{"n":0.10},"memory_type":"semantic","score":0.9,"new":1},
          {"coordinate":[1e16],"payload":{"n":12345678901234567890},"memory_type":"episodic"}]}
        """;

    List<Memory> found = recall(200, body).answer().orElseThrow();

    assertThat(found).extracting(Memory::coordinate).containsExactly("2.0,0.5", "1e+16");
    assertThat(found).extracting(Memory::score).containsExactly(0.9, null);
    assertThat(found)
        .extracting(memory -> new BigDecimal(String.valueOf(memory.payload().get("n"))))
        .containsExactly(new BigDecimal("0.10"), new BigDecimal("12345678901234567890"));
  }

  @Test
  void aBodyThatIsNotWhatTheRoutePromisesIsNotConfirmed() throws IOException {
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"memories\":null}",
            "{\"status\":\"ok\"}",
            "<html>",
            "[".repeat(5000))) {
      assertThat(recall(200, body))
          .as(body)
          .isEqualTo(
              Results.failed(
                  FailureClass.UNCONFIRMED, 200, "the body is not what the route promises"));
    }
  }

  /** A stored memory that we cannot represent is no failure of the service. */
  @Test
  void memoriesThatWeCannotReadAreOverOurLimits() throws IOException {
    for (String body :
        List.of(
            "{\"memories\":[null]}",
            "{\"memories\":[{\"coordinate\":[1],\"memory_type\":\"episodic\"}]}",
            "{\"memories\":[{\"coordinate\":[],\"payload\":{},\"memory_type\":\"episodic\"}]}",
            "{\"memories\":[{\"coordinate\":[1e999],\"payload\":{},\"memory_type\":\"e\"}]}",
            "{\"memories\":[{\"coordinate\":[NaN],\"payload\":{},\"memory_type\":\"e\"}]}",
            "{\"memories\": " + "[".repeat(5000))) {
      assertThat(recall(200, body))
          .isEqualTo(
              Results.failed(
                  FailureClass.OVER_OUR_LIMITS,
                  200,
                  "the answer holds what this client cannot read"));
    }
  }

  @Test
  void anAnswerOverEightMebibytesIsOverOurLimits() throws IOException {
    CallResult<List<Memory>> result = recall(200, "{\"memories\":[" + " ".repeat(8 << 20) + "]}");

    assertThat(Results.reason(result).kind()).isEqualTo(FailureClass.OVER_OUR_LIMITS);
  }

  private interface Use {
    Object of(RetrofitMemoryService client);
  }

  private static String sent(Use use) throws IOException {
    try (CannedServer server = CannedServer.answering(200, "", "{}");
        RetrofitMemoryService client = server.client()) {
      use.of(client);
      assertThat(server.requests()).hasSize(1);
      return server
          .requests()
          .get(0)
          .replaceFirst("Content-Length: \\d+", "Content-Length: LENGTH")
          .replaceFirst("Host: [0-9.:]+", "Host: HOST")
          .replaceFirst("User-Agent: [^\r]+", "User-Agent: AGENT");
    }
  }

  private static CallResult<List<Memory>> recall(int status, String body) throws IOException {
    try (CannedServer server = CannedServer.answering(status, "", body);
        RetrofitMemoryService client = server.client()) {
      return client.recall(Calls.read(), RecallQuery.of(Calls.NAMESPACE.value(), "boat"), AMPLE);
    }
  }
}
