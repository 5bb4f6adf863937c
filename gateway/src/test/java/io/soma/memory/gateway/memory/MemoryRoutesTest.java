package io.soma.memory.gateway.memory;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of the memory service, as an existing client sees it. */
class MemoryRoutesTest {

  private static final String HELLO = "{\"coord\": \"1,2,3\", \"payload\": {\"text\": \"hello\"}}";

  private final GatewayRig rig = new GatewayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aStoredWriteIsAnsweredAsTheMemoryServiceAnswersIt() {
    HttpResponse<String> answer = rig.post("/memories", HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"coord\":\"1,2,3\"")
        .contains("\"memory_type\":\"episodic\"");
    assertThat(answer.headers().firstValue("X-Soma-Outcome")).hasValue("stored");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(rig.service().effects(TENANT)).hasSize(1);
  }

  @Test
  void aQueuedWriteHasTheSameBodyAndNamesItsEvent() {
    rig.service().answer(TENANT, UNAVAILABLE);

    HttpResponse<String> answer = rig.post("/memories", HELLO);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"coord\":\"1,2,3\"");
    assertThat(answer.headers().firstValue("X-Soma-Outcome")).hasValue("queued");
    String event = answer.headers().firstValue("X-Soma-Event-Id").orElseThrow();
    assertThat(rig.fakes().outbox().events())
        .anyMatch(queued -> queued.id().toString().equals(event));
  }

  @Test
  void aMemoryReadsBackWithItsCoordinateAsNumbers() {
    rig.post(
        "/memories",
        "{\"coord\":\"1,2,3\",\"payload\":{\"text\":\"hello\",\"n\":1.50},"
            + "\"memory_type\":\"semantic\"}");

    HttpResponse<String> answer = rig.get("/memories/1,2,3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"memory\":{\"coordinate\":[1.0,2.0,3.0],\"payload\":{")
        .contains("\"n\":1.50")
        .contains("\"memory_type\":\"semantic\"");
  }

  @Test
  void aCoordinateMayBeEncodedInThePath() {
    rig.post("/memories", HELLO);

    assertThat(rig.get("/memories/1%2C2%2C3").statusCode()).isEqualTo(200);
    assertThat(rig.get("/memories/1e0,2,%2B3").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIs404() {
    HttpResponse<String> answer = rig.get("/memories/9,9,9");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Memory not found\"}");
  }

  @Test
  void aDeletedMemoryIsGone() {
    rig.post("/memories", HELLO);

    HttpResponse<String> answer = rig.delete("/memories/1,2,3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"coord\":\"1,2,3\"").contains("\"deleted\":true");
    assertThat(rig.get("/memories/1,2,3").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsNotDeleted() {
    HttpResponse<String> answer = rig.delete("/memories/9,9,9");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Soma-Outcome")).hasValue("stored");
    assertThat(answer.body()).contains("\"coord\":\"9,9,9\"").contains("\"deleted\":false");
  }

  @Test
  void aSearchFindsWhatWasStored() {
    rig.post("/memories", HELLO);

    HttpResponse<String> answer = rig.post("/memories/search", "{\"query\":\"hello\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"memories\":[{\"coordinate\":[1.0,2.0,3.0]")
        .contains("\"score\":1.0");
  }

  @Test
  void aLinkIsEchoed() {
    HttpResponse<String> answer =
        rig.post("/graph/link", "{\"from_coord\":\"1,2\",\"to_coord\":\"3,4\",\"strength\":2}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"from_coord\":\"1,2\"")
        .contains("\"to_coord\":\"3,4\"")
        .contains("\"link_type\":\"related\"")
        .contains("\"ok\":true");
    assertThat(rig.service().effects(TENANT).get(0).body()).contains("\"strength\":2.0");
  }

  @Test
  void aKeyInsteadOfACoordinateIsAnsweredWithItsCoordinate() {
    HttpResponse<String> answer = rig.post("/memories", "{\"key\": \"greeting\", \"payload\": {}}");

    Delivery stored = rig.service().effects(TENANT).get(0);
    assertThat(answer.body()).contains("\"coord\":\"" + stored.coordinate() + "\"");
    assertThat(stored.body()).contains("\"id\":\"greeting\"");
  }

  @Test
  void theCallersIdsTravelWithTheWrite() {
    String key = UUID.randomUUID().toString();
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    HttpResponse<String> answer =
        rig.send(
            rig.request("/memories")
                .header("X-Soma-Namespace", "memory:alpha")
                .header("X-Request-ID", "order-7")
                .header("X-Idempotency-Key", key)
                .header("traceparent", trace)
                .POST(BodyPublishers.ofString(HELLO)));

    Delivery stored = rig.service().effects(TENANT).get(0);
    assertThat(stored.namespace()).hasToString("memory:alpha");
    assertThat(stored.requestId()).hasToString("order-7");
    assertThat(stored.idempotencyKey()).hasToString(key);
    assertThat(stored.traceParent()).hasToString(trace);
    assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("order-7");
  }

  @Test
  void aRepeatUnderTheSameIdempotencyKeyTakesEffectOnce() {
    for (int attempt = 0; attempt < 2; attempt++) {
      HttpResponse<String> answer =
          rig.send(
              rig.request("/memories")
                  .header("X-Idempotency-Key", "no-uuid-at-all")
                  .POST(BodyPublishers.ofString(HELLO)));
      assertThat(answer.statusCode()).isEqualTo(200);
    }

    assertThat(rig.service().deliveries(TENANT)).hasSize(2);
    assertThat(rig.service().effects(TENANT)).hasSize(1);
  }

  @Test
  void aBrokenTraceDoesNotBreakTheWrite() {
    HttpResponse<String> answer =
        rig.send(
            rig.request("/memories")
                .header("traceparent", "none")
                .POST(BodyPublishers.ofString(HELLO)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rig.service().effects(TENANT).get(0).traceParent()).isNull();
  }

  @Test
  void anIdempotencyKeyOfAnotherWriteIs409() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.send(
        rig.request("/memories")
            .header("X-Idempotency-Key", "once")
            .POST(BodyPublishers.ofString(HELLO)));

    HttpResponse<String> answer =
        rig.send(rig.request("/memories/9,9").header("X-Idempotency-Key", "once").DELETE());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("used for a write to another coordinate");
  }

  @Test
  void theCallersIdsTravelWithReadsToo() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    rig.send(
        rig.request("/memories/1,2").header("X-Request-ID", "r-1").header("traceparent", trace));
    rig.send(
        rig.request("/memories/search")
            .header("X-Request-ID", "r-2")
            .POST(BodyPublishers.ofString("{\"query\":\"x\"}")));

    assertThat(rig.service().reads()).hasSize(2);
    assertThat(rig.service().reads().get(0).requestId()).hasToString("r-1");
    assertThat(rig.service().reads().get(0).traceParent()).hasToString(trace);
    assertThat(rig.service().reads().get(1).requestId()).hasToString("r-2");
  }
}
