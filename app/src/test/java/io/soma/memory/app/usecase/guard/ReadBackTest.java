package io.soma.memory.app.usecase.guard;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.AppendingService;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of a service that stores a repeat twice, and is asked for a write before one. */
class ReadBackTest {

  private static final WriteOptions SESSION = WriteOptions.requestId("session");

  private final AppendingService service = new AppendingService();

  private Rig rig(String... variables) {
    return new Rig(
        fakes -> binder -> binder.bind(MemoryService.class).toInstance(service), variables);
  }

  private static WriteReceipt remember(Rig rig, String text) {
    return rig.client()
        .remember(Remember.of("test:alpha", "key", Map.of("text", text)).withOptions(SESSION));
  }

  private static List<String> texts(AppendingService service) {
    return service.bodies().stream().map(each -> each.contains("red") ? "red" : "blue").toList();
  }

  /** The first and the last write have one idempotency key. */
  @Test
  void anOlderVersionDoesNotConfirmAWriteThatIsTriedAgain() {
    Rig rig = rig("SOMABRAIN_HTTP_RETRIES", "0");
    remember(rig, "red");
    remember(rig, "blue");
    service.takesWrites(false);
    assertThat(remember(rig, "red")).isInstanceOf(WriteReceipt.Queued.class);
    service.takesWrites(true);

    relayAll(rig);

    assertThat(rig.health().unconfirmed(TENANT)).isZero();
    assertThat(texts(service)).containsExactly("red", "blue", "red");
  }

  @Test
  void theNewestVersionConfirmsAWriteThatIsTriedAgain() {
    Rig rig = rig("SOMABRAIN_HTTP_RETRIES", "0");
    remember(rig, "red");
    service.loseNextAnswer();
    assertThat(remember(rig, "blue")).isInstanceOf(WriteReceipt.Queued.class);

    relayAll(rig);

    assertThat(rig.health().unconfirmed(TENANT)).isZero();
    assertThat(texts(service)).containsExactly("red", "blue");
  }

  @Test
  void aDeletionIsConfirmedByItsEffectAlone() {
    Rig rig = rig("SOMABRAIN_HTTP_RETRIES", "0");
    rig.client().forget(Forget.of("test:alpha", "key").withOptions(SESSION));
    remember(rig, "red");
    service.takesWrites(false);
    rig.client().forget(Forget.of("test:alpha", "key").withOptions(SESSION));
    service.takesWrites(true);

    relayAll(rig);

    assertThat(rig.health().unconfirmed(TENANT)).isZero();
    assertThat(service.bodies()).isEmpty();
  }

  /** In an outage of writes alone, the events that are there already say nothing of the others. */
  @Test
  void anEventThatIsThereAlreadyIsNoneThatPasses() {
    Rig rig = rig("SOMABRAIN_HTTP_RETRIES", "0", "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "50");
    service.takesWrites(false);
    rig.remember("healthy", "healthy");
    service.takesWrites(true);
    queue(rig, 20);
    storeBehindOurBack(rig);
    service.takesWrites(false);

    relayAll(rig);

    List<OutboxEvent> events = rig.outbox().events();
    OutboxEvent healthy = events.get(0);
    assertThat(rig.outbox().statusOf(healthy.id())).isEqualTo(EventStatus.PENDING);
    assertThat(healthy.retries()).isZero();
    // These are confirmed nevertheless.
    assertThat(rig.health().unconfirmed(TENANT)).isEqualTo(1);
  }

  @Test
  void whatIsThereAlreadyClosesNoCircuitAndIsNoStoredWrite() {
    Rig rig = rig("SOMABRAIN_HTTP_RETRIES", "0", "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    long before = rig.clock().nanos();
    rig.advance(Duration.ofSeconds(1));
    service.loseNextAnswer();
    rig.remember("there", "there");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
    service.takesWrites(false);

    relayAll(rig);

    assertThat(rig.health().unconfirmed(TENANT)).isZero();
    assertThat(rig.health().circuit(TENANT)).isNotEqualTo(CircuitState.CLOSED);
    assertThat(rig.get(StoredWrites.class).byAnother(new TenantId("beta"), before)).isFalse();
  }

  private static void queue(Rig rig, int count) {
    for (int i = 0; i < count; i++) {
      rig.client()
          .remember(
              Remember.of("test:alpha", "key-" + i, Map.of("text", "w" + i))
                  .withOptions(WriteOptions.NONE.withMode(WriteMode.FAST_ACK)));
    }
  }

  /** Each event was sent, and its answer lost. */
  private void storeBehindOurBack(Rig rig) {
    rig.outbox().events().stream()
        .skip(1)
        .forEach(event -> service.deliver(event.delivery(), Duration.ofSeconds(1)));
  }

  private static void relayAll(Rig rig) {
    for (int i = 0; i < 60; i++) {
      rig.relay();
      rig.advance(Duration.ofSeconds(5));
      rig.refresh();
    }
  }
}
