package io.soma.memory.gateway.memory;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
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
    // Derived with the tenant, so that it meets no key of another tenant's.
    assertThat(stored.idempotencyKey().value().version()).isEqualTo(4);
    assertThat(stored.idempotencyKey()).doesNotHaveToString(key);
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

    assertThat(rig.service().deliveries(TENANT)).hasSize(1);
    assertThat(rig.service().effects(TENANT)).hasSize(1);
  }

  @Test
  void aRepeatThatANewerWriteFollowedIsSuperseded() {
    put("once", HELLO);
    rig.post("/memories", HELLO.replace("hello", "newer"));

    HttpResponse<String> answer = put("once", HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Soma-Outcome")).hasValue("superseded");
    assertThat(rig.service().effects(TENANT)).hasSize(2);
  }

  @Test
  void everyCallOfASessionUnderOneRequestIdIsAnEventOfItsOwn() {
    rig.service().answer(TENANT, UNAVAILABLE);

    List<String> events =
        List.of(
            event(inSession("/memories").POST(BodyPublishers.ofString(HELLO))),
            event(
                inSession("/memories")
                    .POST(BodyPublishers.ofString(HELLO.replace("1,2,3", "4,5,6")))),
            event(
                inSession("/graph/link")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"from_coord\":\"1,2,3\",\"to_coord\":\"4,5,6\"}"))),
            event(inSession("/memories/1,2,3").DELETE()));

    assertThat(events).doesNotHaveDuplicates().hasSize(4);
  }

  private HttpRequest.Builder inSession(String path) {
    return rig.request(path).header("X-Request-ID", "session");
  }

  private String event(HttpRequest.Builder request) {
    HttpResponse<String> answer = rig.send(request);
    assertThat(answer.statusCode()).isEqualTo(202);
    return answer.headers().firstValue("X-Soma-Event-Id").orElseThrow();
  }

  private HttpResponse<String> put(String key, String body) {
    return rig.send(
        rig.request("/memories")
            .header("X-Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
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
  void anIdempotencyKeyOfAnotherWriteIs422WithItsEventAndWhatDiffers() {
    rig.service().answer(TENANT, UNAVAILABLE);
    String event = put("once", HELLO).headers().firstValue("X-Soma-Event-Id").orElseThrow();

    HttpResponse<String> answer =
        rig.send(rig.request("/memories/9,9").header("X-Idempotency-Key", "once").DELETE());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("event " + event)
        .contains("the first write is a memory.store, this one is a memory.delete")
        .contains("use a new key");
    assertThat(answer.headers().firstValue("X-Soma-Event-Id")).hasValue(event);
  }

  @Test
  void aRepeatOfAFailedWriteIs409WithItsEventAndWhatToDo() {
    rig.service().answer(TENANT, UNAVAILABLE);
    String event = put("once", HELLO).headers().firstValue("X-Soma-Event-Id").orElseThrow();
    rig.fakes().outbox().fail(TENANT, new EventId(Long.parseLong(event)), "422 odd");

    HttpResponse<String> answer = put("once", HELLO);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("event " + event)
        .contains("422 odd")
        .contains("replay or discard");
    assertThat(answer.headers().firstValue("X-Soma-Event-Id")).hasValue(event);
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

  @Test
  void whatNamesItsOwnCoordinateIsStoredAsItIs() {
    String payload = "{\"z\":1e0,\"a\":null,\"phase\":\" PLAN \",\"n\":[1.50,-0.0,1e-7]}";
    rig.post("/memories", "{\"coord\":\"1,2,3\",\"payload\":" + payload + "}");

    assertThat(rig.service().effects(TENANT).get(0).body())
        .isEqualTo(
            "{\"coord\":\"1.0,2.0,3.0\",\"payload\":{\"z\":1.0,\"a\":null,\"phase\":\" PLAN \","
                + "\"n\":[1.50,0.0,1E-7]},\"memory_type\":\"episodic\"}");
  }

  @Test
  void fastAckOfARequestGoesBeforeTheTenantsMode() {
    HttpResponse<String> queued = fastAck("true");
    assertThat(queued.statusCode()).isEqualTo(202);
    assertThat(queued.headers().firstValue("X-Soma-Outcome")).hasValue("queued");

    assertThat(fastAck("maybe").statusCode()).isEqualTo(400);
  }

  @Test
  void aRequestMayAskForTheDirectWayOfAFastTenant() {
    try (GatewayRig fast = new GatewayRig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      assertThat(fast.post("/memories", HELLO.replace("1,2,3", "7")).statusCode()).isEqualTo(202);
    }
    try (GatewayRig fast = new GatewayRig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      HttpResponse<String> stored =
          fast.send(
              fast.request("/memories")
                  .header("X-Soma-Fast-Ack", "0")
                  .POST(BodyPublishers.ofString(HELLO)));
      assertThat(stored.statusCode()).isEqualTo(200);
      assertThat(stored.headers().firstValue("X-Soma-Outcome")).hasValue("stored");
    }
  }

  private HttpResponse<String> fastAck(String value) {
    return rig.send(
        rig.request("/memories")
            .header("X-Soma-Fast-Ack", value)
            .POST(BodyPublishers.ofString(HELLO)));
  }

  @Test
  void neighborsAndPathsAreReadAsTheServiceTellsThem() {
    rig.post("/graph/link", "{\"from_coord\":\"1,2\",\"to_coord\":\"3,4\",\"strength\":2}");

    assertThat(rig.get("/graph/neighbors?coord=1,2&k_hop=1").body())
        .isEqualTo(
            "{\"coord\":\"1,2\",\"neighbors\":[{\"coordinate\":[3.0,4.0],"
                + "\"link_type\":\"related\",\"strength\":2.0}]}");
    assertThat(rig.get("/graph/path?from_coord=1,2&to_coord=3%2C4").body())
        .isEqualTo(
            "{\"from_coord\":\"1,2\",\"to_coord\":\"3,4\",\"path\":[\"1.0,2.0\",\"3.0,4.0\"],"
                + "\"link_types\":[\"related\"],\"found\":true}");
    assertThat(rig.get("/graph/path?from_coord=3,4&to_coord=1,2").body())
        .endsWith("\"path\":[],\"link_types\":[],\"found\":false}");
  }

  @Test
  void queriesThatTheServiceNeverAnswersAreRefused() {
    String type = "t".repeat(101);

    assertRefused(
        rig.post("/memories/search", "{\"query\":\"x\",\"top_k\":1001}"),
        "top_k: 1001 is not from 1 to 1000");
    assertRefused(
        rig.post("/memories/search", "{\"query\":\"x\",\"top_k\":0}"), "top_k: 0 is less than 1");
    assertRefused(
        rig.get("/graph/neighbors?coord=1,2&limit=1001"), "limit: 1001 is not from 0 to 1000");
    assertRefused(
        rig.get("/graph/path?from_coord=1&to_coord=2&link_type=" + type),
        "link_type: at most 100 characters are allowed");
    assertRefused(
        rig.post(
            "/graph/link",
            "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"link_type\":\"" + type + "\"}"),
        "link type: 1 to 100 characters are allowed");
    assertThat(rig.get("/graph/path?from_coord=1&to_coord=2&max_length=1001").statusCode())
        .isEqualTo(200);
  }

  private static void assertRefused(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
  }

  @Test
  void aLinksMetadataNeverChangesTheLinkItself() {
    rig.post(
        "/graph/link",
        "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"metadata\":{\"_tenant\":\"victim\","
            + "\"strength\":\"x\",\"link_type\":\"other\",\"note\":\"kept\"}}");

    assertThat(rig.service().effects(TENANT).get(0).body())
        .contains("\"metadata\":{\"note\":\"kept\"}");
  }

  @Test
  void aNumberThatNoDoubleHoldsIsRefusedOnBothWays() {
    for (String way : new String[] {"true", "false"}) {
      HttpResponse<String> answer =
          rig.send(
              rig.request("/memories")
                  .header("X-Soma-Fast-Ack", way)
                  .POST(BodyPublishers.ofString("{\"coord\":\"1\",\"payload\":{\"n\":[1e309]}}")));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("payload.n[0]: is a number with an exponent beyond");
    }
    assertThat(rig.fakes().outbox().events()).isEmpty();
  }
}
