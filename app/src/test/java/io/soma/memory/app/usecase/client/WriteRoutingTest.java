package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteRoutingTest {

  @Test
  void aHealthyServiceStores() {
    Rig rig = new Rig();

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(rig.effects()).containsExactly("one");
    assertThat(rig.outbox().events()).isEmpty();
  }

  @Test
  void anUnavailableServiceQueues() {
    Rig rig = new Rig();
    rig.service().answer(TENANT, UNAVAILABLE);

    WriteReceipt receipt = rig.remember("key", "one");

    assertThat(receipt).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(((WriteReceipt.Queued) receipt).reason()).isEqualTo(QueueReason.UNAVAILABLE);
    assertThat(rig.outbox().events()).hasSize(1);
  }

  @Test
  void aRefusedWriteIsThrownAndNeitherQueuedNorAFailure() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    rig.service().answer(TENANT, ServiceResults.refused("coord is wrong"));

    assertThatThrownBy(() -> rig.remember("key", "one"))
        .isInstanceOf(MemoryRejectedException.class)
        .hasMessageContaining("422")
        .hasMessageContaining("coord is wrong");
    assertThat(rig.outbox().events()).isEmpty();
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aBrokenCredentialQueuesAndOpensTheCircuit() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    rig.service().answer(TENANT, ServiceResults.unauthorized("who are you"));

    WriteReceipt receipt = rig.remember("key", "one");

    assertThat(((WriteReceipt.Queued) receipt).reason()).isEqualTo(QueueReason.UNAUTHORIZED);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void aThrottledTenantIsLeftAloneForAsLongAsTheServiceAsks() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    rig.service().answerNext(TENANT, ServiceResults.tooManyCalls(Duration.ofSeconds(7)));
    rig.remember("key", "one");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);

    rig.advance(Duration.ofMillis(6999));
    assertThat(rig.relay().more()).isTrue();
    assertThat(rig.effects()).isEmpty();

    rig.advance(Duration.ofMillis(1));
    rig.relay();
    assertThat(rig.effects()).containsExactly("one");
  }

  @Test
  void aTenantWithABacklogQueuesBehindItUntilItIsConfirmed() {
    Rig rig = new Rig();
    rig.service().answerNext(TENANT, UNAVAILABLE);
    rig.remember("key", "one");

    WriteReceipt second = rig.remember("other-key", "two");
    assertThat(((WriteReceipt.Queued) second).reason()).isEqualTo(QueueReason.BACKLOG);
    assertThat(rig.effects()).isEmpty();

    rig.relay();
    rig.refresh();
    assertThat(rig.remember("key", "three")).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(rig.effects()).containsExactly("one", "two", "three");
  }

  @Test
  void anOpenCircuitQueuesWithoutCalling() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    int called = rig.service().deliveries().size();

    rig.remember("key", "two");

    assertThat(rig.service().deliveries()).hasSize(called);
  }

  @Test
  void oneTenantsTroubleIsNotAnothers() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");

    assertThat(rig.remember("beta", "key", "two")).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(rig.health().circuit(new TenantId("beta"))).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void fastAckNeverAsksTheService() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");

    WriteReceipt receipt = rig.remember("key", "one");

    assertThat(((WriteReceipt.Queued) receipt).reason()).isEqualTo(QueueReason.FAST_ACK);
    assertThat(rig.service().deliveries()).isEmpty();
  }

  @Test
  void strictThrowsInsteadOfQueueing() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "strict");
    rig.service().answer(TENANT, UNAVAILABLE);

    assertThatThrownBy(() -> rig.remember("key", "one"))
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageContaining("strict");
    assertThat(rig.outbox().events()).isEmpty();
  }

  @Test
  void withNeitherWayOpenTheCallerLearnsBothCauses() {
    Rig rig = new Rig();
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.outbox().available(false);

    assertThatThrownBy(() -> rig.remember("key", "one"))
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageContaining("500")
        .hasMessageContaining("outbox");
  }

  @Test
  void directWritesGoOnWhileTheOutboxIsGone() {
    Rig rig = new Rig();
    rig.outbox().available(false);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void aFullOutboxRefusesWithItsNumbers() {
    Rig rig =
        new Rig("SOMABRAIN_OUTBOX_BACKPRESSURE", "2", "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    rig.remember("key", "one");
    rig.remember("key", "two");

    assertThatThrownBy(() -> rig.remember("key", "three"))
        .isInstanceOfSatisfying(
            OutboxFullException.class,
            e -> {
              assertThat(e.tenant()).isEqualTo(TENANT);
              assertThat(e.pending()).isEqualTo(2);
              assertThat(e.limit()).isEqualTo(2);
            });
  }

  @Test
  void enqueuingTheSameRequestAgainReturnsTheEventThatIsThere() {
    Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");

    WriteReceipt.Queued first = (WriteReceipt.Queued) rig.remember("key", "one");
    WriteReceipt.Queued again = (WriteReceipt.Queued) rig.remember("key", "one");

    assertThat(again.eventId()).isEqualTo(first.eventId());
    assertThat(rig.outbox().events()).hasSize(1);
  }
}
