package com.example.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.check.CapabilityProbe;
import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Mem0MemoryTest {

  private static Mem0StandIn mem0;
  private static SomaMemory soma;

  @BeforeAll
  static void start() throws IOException {
    mem0 = Mem0StandIn.start();
    soma =
        Mem0Memory.start(
            MemoryConfig.builder()
                .endpoint(mem0.endpoint())
                .token(Mem0StandIn.KEY)
                .postgres(EmbeddedPostgresServer.shared().createDatabase())
                .build());
  }

  @AfterAll
  static void stop() {
    soma.close();
    mem0.close();
  }

  private static Remember note(String tenant, String key, String text) {
    return Remember.of("notes:" + tenant, key, Map.of("text", text, "stars", 5));
  }

  private static void awaitDelivery(String tenant) {
    while (soma.health().unconfirmed(new TenantId(tenant)) > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aWriteIsStoredAndRead() {
    assertThat(soma.client().remember(note("acme", "greeting", "hello there")))
        .isInstanceOf(WriteReceipt.Stored.class);

    assertThat(soma.client().fetch("notes:acme", "greeting").orElseThrow().payload())
        .isEqualTo(Map.of("text", "hello there", "stars", 5));
    assertThat(soma.client().recall("notes:acme", "hello")).hasSize(1);
    assertThat(soma.client().fetch("notes:globex", "greeting")).isEmpty();
  }

  @Test
  void theNewestVersionOfAnAddressCounts() {
    soma.client().remember(note("versions", "color", "it is red"));
    soma.client().remember(note("versions", "color", "it is blue"));

    List<Memory> found = soma.client().recall("notes:versions", "it is");

    assertThat(found).extracting(each -> each.payload().get("text")).containsExactly("it is blue");
    soma.client().forget(Forget.of("notes:versions", "color"));
    assertThat(soma.client().fetch("notes:versions", "color")).isEmpty();
  }

  @Test
  void versionsAreComparedByTime() {
    mem0.plant("times", "run", "older", "2026-01-02T01:00:00+09:00");
    mem0.plant("times", "run", "newer", "2026-01-01T20:00:00.5+00:00");

    assertThat(fetchedAt("times", "run")).containsEntry("text", "newer");
  }

  @Test
  void aListOfVersionsThatIsCutIsNoAnswer() {
    IntStream.range(0, 999).forEach(i -> mem0.plant("many", "run", "old", "2026-01-01T00:00:00Z"));
    assertThat(fetchedAt("many", "run")).containsEntry("text", "old");

    mem0.plant("many", "run", "new", "2026-01-02T00:00:00Z");

    assertThatThrownBy(() -> fetchedAt("many", "run"))
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageContaining("is cut");
  }

  private static Map<String, Object> fetchedAt(String tenant, String coordinate) {
    return soma.client()
        .fetch(Namespace.of("notes:" + tenant), MemoryAddress.at(new Coordinate(coordinate)))
        .orElseThrow()
        .payload();
  }

  @Test
  void aSearchKeepsToItsFilters() {
    soma.client().remember(note("filters", "one", "five stars"));
    RecallQuery any = RecallQuery.of("notes:filters", "five");

    assertThat(soma.client().recall(filtered(any, 5))).hasSize(1);
    assertThat(soma.client().recall(filtered(any, 4))).isEmpty();
  }

  private static RecallQuery filtered(RecallQuery query, int stars) {
    return new RecallQuery(
        query.namespace(), query.query(), 5, 0, null, Payload.of(Map.of("stars", stars)));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsNotStoredTwice() {
    int before = mem0.versions();
    mem0.loseAnswers(1);

    // It is asked, within the same call, whether it has the write.
    assertThat(soma.client().remember(note("lost", "order", "answer lost")))
        .isInstanceOf(WriteReceipt.Stored.class);

    assertThat(mem0.versions()).isEqualTo(before + 1);
  }

  /**
   * Under the request id of a session, the first and the last of these have one idempotency key.
   */
  @Test
  void anOlderVersionDoesNotStandForAWriteThatMem0NeverSaw() {
    WriteOptions session = WriteOptions.requestId("session-7");
    soma.client().remember(note("session", "color", "red").withOptions(session));
    soma.client().remember(note("session", "color", "blue").withOptions(session));
    mem0.down(true);
    assertThat(soma.client().remember(note("session", "color", "red").withOptions(session)))
        .isInstanceOf(WriteReceipt.Queued.class);
    mem0.down(false);

    awaitDelivery("session");

    assertThat(soma.client().fetch("notes:session", "color").orElseThrow().payload())
        .containsEntry("text", "red");
  }

  @Test
  void anOutageDelaysAWriteAndLosesNothing() {
    mem0.down(true);
    WriteReceipt receipt = soma.client().remember(note("outage", "order", "written in an outage"));
    assertThat(receipt).isInstanceOf(WriteReceipt.Queued.class);
    mem0.down(false);

    awaitDelivery("outage");

    assertThat(soma.client().recall("notes:outage", "outage")).hasSize(1);
  }

  @Test
  void aRefusalIsTheCallers() {
    mem0.refuse(1);

    assertThatThrownBy(() -> soma.client().remember(note("refused", "order", "no")))
        .isInstanceOf(MemoryRejectedException.class)
        .hasMessageContaining("not this one");
  }

  @Test
  void linksAreRefusedAtTheDoor() {
    assertThatThrownBy(() -> soma.client().link(Link.of("notes:acme", "one", "two")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mem0 has no links");
  }

  @Test
  void whatMem0CannotPromiseIsTold() {
    Mem0Service service = new Mem0Service(mem0.endpoint(), Mem0StandIn.KEY);

    assertThat(new CapabilityProbe(service.capabilities()).look().said())
        .contains("keeps each store beside older ones", "has no idempotency keys");
  }
}
