package io.soma.memory.gateway.admin;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminRoutesTest {

  private final AdminRig rig = new AdminRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void nobodyGetsInWithoutTheToken() {
    for (String path : List.of("/admin/outbox", "/admin/outbox/summary", "/admin/tenants")) {
      assertThat(rig.anonymous(path).statusCode()).as(path).isEqualTo(401);
      assertThat(rig.withToken("Bearer token-for-everybody", path).statusCode()).isEqualTo(401);
      assertThat(rig.withToken("Bearer " + AdminRig.ADMIN_TOKEN, path).statusCode()).isEqualTo(200);
    }
    assertThat(rig.anonymousPost("/admin/outbox/replay", "{}").statusCode()).isEqualTo(401);
    assertThat(rig.anonymousPost("/admin/tenants/alpha", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void theGatewayAndTheOpsPortKnowNothingOfIt() {
    assertThat(rig.gateway().get("/admin/outbox").statusCode()).isEqualTo(404);
    assertThat(rig.gateway().ops("/admin/outbox").statusCode()).isEqualTo(404);
  }

  @Test
  void eventsAreListedAsTheUsersScriptsKnowThem() {
    rig.queue("one");
    rig.queue("two");

    JsonNode answer = rig.get("/admin/outbox?status=pending&tenant=alpha&limit=1");

    assertThat(answer.path("count").asInt()).isEqualTo(1);
    JsonNode event = answer.path("events").path(0);
    assertThat(event.path("topic").asText()).isEqualTo("memory.store");
    assertThat(event.path("status").asText()).isEqualTo("pending");
    assertThat(event.path("tenant_id").asText()).isEqualTo("alpha");
    assertThat(event.path("dedupe_key").asText()).startsWith("alpha:");
    assertThat(event.path("retries").asInt()).isZero();
    assertThat(event.path("created_at").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(event.path("last_error").isNull()).isTrue();
    assertThat(event.path("payload").path("payload").path("text").asText()).isEqualTo("two");
    assertThat(rig.get("/admin/outbox?limit=1&offset=1").path("events").path(0).path("id").asLong())
        .isLessThan(event.path("id").asLong());
    assertThat(rig.get("/admin/outbox?topic_filter=graph.link").path("count").asInt()).isZero();
    assertThat(rig.get("/admin/outbox?tenant=beta").path("count").asInt()).isZero();
    assertThat(rig.get("/admin/outbox?status=failed").path("count").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "status=lost, 400",
    "limit=0, 422",
    "limit=501, 422",
    "limit=x, 422",
    "offset=-1, 422",
    "tenant=a%20b, 422"
  })
  void aWrongParameterIsExplained(String query, int status) {
    HttpResponse<String> answer = rig.raw("/admin/outbox?" + query);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"detail\":\"");
  }

  @Test
  void theSummaryCountsByTenantAndInAll() {
    rig.queue("one");
    rig.queue("two");
    rig.queue("three");
    rig.fail("four");

    JsonNode summary = rig.get("/admin/outbox/summary");

    assertThat(summary.path("total_tenants").asInt()).isEqualTo(1);
    assertThat(summary.path("total_pending").asInt()).isEqualTo(3);
    assertThat(summary.path("total_failed").asInt()).isEqualTo(1);
    assertThat(summary.path("total_sent").asInt()).isZero();
    JsonNode alpha = summary.path("tenants").path(0);
    assertThat(alpha.path("tenant_id").asText()).isEqualTo("alpha");
    assertThat(alpha.path("pending_count").asInt()).isEqualTo(3);
    assertThat(alpha.path("failed_count").asInt()).isEqualTo(1);
    assertThat(alpha.path("total_count").asInt()).isEqualTo(4);
  }

  @Test
  void aFailedEventIsReplayedByItsId() {
    long id = rig.fail("one");

    JsonNode dry = rig.post("/admin/outbox/replay", "{\"event_ids\":[%d],\"dry_run\":true}", id);
    assertThat(dry.path("replayed").asInt()).isEqualTo(1);
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.FAILED);

    JsonNode done = rig.post("/admin/outbox/replay", "{\"event_ids\":[%d]}", id);
    assertThat(done.path("replayed").asInt()).isEqualTo(1);
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.PENDING);
  }

  @Test
  void replayingAPendingEventSaysThatItWasLeftAlone() {
    long id = rig.queue("one");

    JsonNode answer = rig.post("/admin/outbox/replay", "{\"event_ids\":[%d]}", id);

    assertThat(answer.path("replayed").asInt()).isZero();
    assertThat(answer.path("refused").path(0).path("reason").asText()).isEqualTo("already_pending");
  }

  @Test
  void replayingNothingThatIsThereIsNotFound() {
    assertThat(rig.rawPost("/admin/outbox/replay", "{\"event_ids\":[4711]}").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event_ids\":[]}",
        "{\"event_ids\":[0]}",
        "{\"event_ids\":[1.5]}",
        "{\"event_ids\":[\"1\"]}",
        "{\"event_ids\":1}",
        "{\"event_ids\":[1],\"force\":\"yes\"}",
        "{}",
        "[]"
      })
  void aWrongOrderIsExplained(String body) {
    HttpResponse<String> answer = rig.rawPost("/admin/outbox/replay", body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).startsWith("{\"detail\":\"");
  }

  @Test
  void aBodyThatIsNoJsonIsABadRequest() {
    HttpResponse<String> answer = rig.rawPost("/admin/outbox/replay", "nonsense");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("body: is not JSON");
  }

  @Test
  void aTenantsFailedEventsAreReplayedTogether() {
    long one = rig.fail("one");
    long two = rig.fail("two");

    JsonNode answer =
        rig.post(
            "/admin/outbox/replay/tenant",
            "{\"tenant_id\":\"alpha\",\"topic_filter\":\"memory.store\","
                + "\"before_timestamp\":\"2026-06-01T00:00:00Z\",\"limit\":1}");

    assertThat(answer.path("tenant_id").asText()).isEqualTo("alpha");
    assertThat(answer.path("status").asText()).isEqualTo("failed");
    assertThat(answer.path("replayed").asInt()).isEqualTo(1);
    assertThat(rig.statusOf(one)).isEqualTo(EventStatus.PENDING);
    assertThat(rig.statusOf(two)).isEqualTo(EventStatus.FAILED);
    assertThat(
            rig.post(
                    "/admin/outbox/replay/tenant",
                    "{\"tenant_id\":\"alpha\",\"before_timestamp\":1}")
                .path("replayed")
                .asInt())
        .isZero();
  }

  @Test
  void aFailedEventIsDiscardedAndAPendingOneIsNot() {
    long failed = rig.fail("one");
    long pending = rig.queue("two");

    JsonNode answer = rig.post("/admin/outbox/discard", "{\"event_ids\":[%d,%d]}", failed, pending);

    assertThat(answer.path("discarded").asInt()).isEqualTo(1);
    assertThat(answer.path("refused").path(0).path("reason").asText()).isEqualTo("not_failed");
    assertThat(rig.get("/admin/outbox?status=all").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void aPendingEventIsDiscardedByForce() {
    long pending = rig.queue("one");

    JsonNode refused = rig.post("/admin/outbox/discard", "{\"event_ids\":[%d]}", pending);
    assertThat(refused.path("refused").path(0).path("forcible").asBoolean()).isTrue();
    JsonNode answer =
        rig.post("/admin/outbox/discard", "{\"event_ids\":[%d],\"force\":true}", pending);

    assertThat(answer.path("discarded").asInt()).isEqualTo(1);
    assertThat(rig.get("/admin/outbox?status=all").path("count").asInt()).isZero();
  }

  @Test
  void aTenantIsShownWithTheReasonOfItsOpenCircuit() {
    rig.gateway().service().answer(TENANT, GatewayRig.UNAVAILABLE);
    rig.post("/admin/tenants/alpha", "{\"circuit\":\"release\"}");
    rig.queue("one");

    JsonNode opening = awaitOpening();

    assertThat(opening.path("reason").asText()).isEqualTo("server_error");
    assertThat(opening.path("status").asInt()).isEqualTo(500);
    assertThat(opening.path("words").asText()).isEqualTo("broken");
    assertThat(opening.path("description").asText())
        .isEqualTo("the memory service answers 500: broken");
    Instant since = Instant.parse(opening.path("since").asText());
    assertThat(Instant.parse(opening.path("next_probe").asText()))
        .isBetween(since.plusSeconds(53), since.plusSeconds(67));
    assertThat(rig.get("/admin/tenants/beta").path("opening").isNull()).isTrue();
  }

  @Test
  void anOutboxThatDoesNotAnswerIsUnavailable() {
    rig.outboxAvailable(false);

    for (String path : List.of("/admin/outbox", "/admin/outbox/summary", "/admin/tenants")) {
      assertThat(rig.raw(path).statusCode()).as(path).isEqualTo(503);
    }

    rig.outboxAvailable(true);
    assertThat(rig.raw("/admin/outbox").statusCode()).isEqualTo(200);
  }

  @Test
  void tenantsAreShownWithCircuitBacklogAndAge() {
    rig.queue("one");
    rig.advanceSeconds(90);

    JsonNode alpha = rig.get("/admin/tenants").path("tenants").path(0);

    assertThat(alpha.path("tenant_id").asText()).isEqualTo("alpha");
    assertThat(alpha.path("circuit").asText()).isEqualTo("forced_open");
    assertThat(alpha.path("healthy").asBoolean()).isFalse();
    assertThat(alpha.path("pending_count").asInt()).isEqualTo(1);
    assertThat(alpha.path("unconfirmed_count").asInt()).isEqualTo(1);
    assertThat(alpha.path("oldest_age_seconds").asDouble()).isEqualTo(90);
    assertThat(rig.get("/admin/tenants/beta").path("circuit").asText()).isEqualTo("closed");
    assertThat(rig.get("/admin/tenants/beta").path("oldest_age_seconds").isNull()).isTrue();
  }

  @Test
  void theBrokerIsShownWithTheReasonWhereItIsDown() {
    rig.gateway().broker(new BrokerHealth(false, "kafka:9092 does not answer"));

    JsonNode shown = rig.get("/admin/tenants");
    while (!shown.path("broker").asText().equals("down")) {
      shown = rig.get("/admin/tenants");
    }

    assertThat(shown.path("broker_detail").asText()).isEqualTo("kafka:9092 does not answer");
  }

  @Test
  void aForcedCircuitIsForcedInEveryProcess() {
    try (GatewayRig other = new GatewayRig(rig.gateway().fakes())) {
      awaitCircuit(other, 3);

      rig.post("/admin/tenants/alpha", "{\"circuit\":\"release\"}");

      awaitCircuit(other, 0);
    }
  }

  // The relay tries the queued write until the circuit opens.
  private JsonNode awaitOpening() {
    JsonNode opening = rig.get("/admin/tenants/alpha").path("opening");
    while (opening.isNull()) {
      LockSupport.parkNanos(1_000_000);
      opening = rig.get("/admin/tenants/alpha").path("opening");
    }
    return opening;
  }

  private static void awaitCircuit(GatewayRig process, int state) {
    String metric = "memory_circuit_state{tenant=\"alpha\"} " + state;
    while (!process.ops("/metrics").body().contains(metric)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aCircuitIsForcedAndReleased() {
    rig.post("/admin/tenants/alpha", "{\"circuit\":\"open\"}");
    assertThat(rig.circuit(TENANT)).isEqualTo(CircuitState.FORCED_OPEN);

    rig.post("/admin/tenants/alpha", "{\"circuit\":\"closed\"}");
    assertThat(rig.circuit(TENANT)).isEqualTo(CircuitState.FORCED_CLOSED);

    assertThat(
            rig.post("/admin/tenants/alpha", "{\"circuit\":\"release\"}").path("circuit").asText())
        .isEqualTo("closed");
    assertThat(rig.rawPost("/admin/tenants/alpha", "{\"circuit\":\"half\"}").statusCode())
        .isEqualTo(422);
    assertThat(rig.rawPost("/admin/tenants/a%20b", "{\"circuit\":\"open\"}").statusCode())
        .isEqualTo(422);
  }
}
