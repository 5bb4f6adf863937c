package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayOutcomeRecorderTest {

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");

  /** With its last event settled a tenant's writes may go over HTTP again, at that very moment. */
  @Test
  void knowsTheAddressOfAFailedEventBeforeNewerWritesMayGoDirectly() {
    rig.remember("key", "old");
    OutboxEvent event = rig.outbox().events().get(0);
    FailedAddresses addresses = rig.get(FailedAddresses.class);
    Backlog writesAtOnce = new OneWriteWhenSettled(addresses, event);
    ReplayOutcomeRecorder settlements =
        new ReplayOutcomeRecorder(
            rig.outbox(),
            new AttemptLimit(3),
            writesAtOnce,
            addresses,
            Telemetry.NONE,
            rig.clock());

    settlements.refused(event, new ServiceRefusal("422", "odd"));

    assertThat(rig.records().standings(List.of(event.id())))
        .singleElement()
        .satisfies(standing -> assertThat(standing.overtaken()).isTrue());
  }

  /** A restore under a call that was under way may have given the id to another write. */
  @Test
  void confirmsNoOtherWriteThatHasTheIdByNow() {
    rig.remember("key", "restored");
    rig.remember("other", "applied");
    OutboxEvent restored = rig.outbox().events().get(0);
    OutboxEvent applied = underIdOf(restored, rig.outbox().events().get(1));

    rig.get(ReplayOutcomeRecorder.class).confirmed(TENANT, List.of(applied));
    assertThat(rig.outbox().isConfirmed(restored.id())).isFalse();

    rig.get(ReplayOutcomeRecorder.class).confirmed(TENANT, List.of(restored));
    assertThat(rig.outbox().isConfirmed(restored.id())).isTrue();
  }

  @Test
  void failsNoOtherWriteThatHasTheIdByNow() {
    rig.remember("key", "restored");
    rig.remember("other", "refused");
    OutboxEvent restored = rig.outbox().events().get(0);
    OutboxEvent refused = underIdOf(restored, rig.outbox().events().get(1));
    ServiceRefusal refusal = new ServiceRefusal("422", "odd");

    rig.get(ReplayOutcomeRecorder.class).refused(refused, refusal);
    assertThat(rig.outbox().statusOf(restored.id())).isEqualTo(EventStatus.PENDING);

    rig.get(ReplayOutcomeRecorder.class).refused(restored, refusal);
    assertThat(rig.outbox().statusOf(restored.id())).isEqualTo(EventStatus.FAILED);
  }

  private static OutboxEvent underIdOf(OutboxEvent id, OutboxEvent event) {
    return new OutboxEvent(event.outbox(), id.id(), event.createdAt(), 0, event.delivery());
  }

  /** A newer write of the event's address is stored as soon as that is settled. */
  private record OneWriteWhenSettled(FailedAddresses addresses, OutboxEvent event)
      implements Backlog {

    @Override
    public void settled(TenantId tenant, int events) {
      addresses.stored(event.delivery());
    }

    @Override
    public boolean isWaiting(TenantId tenant) {
      return tenant.equals(TENANT);
    }

    @Override
    public long unconfirmed(TenantId tenant) {
      return 0;
    }

    @Override
    public void enqueueBegins(TenantId tenant) {}

    @Override
    public void enqueueEnds(TenantId tenant, boolean added) {}

    @Override
    public boolean awaitGone(TenantId tenant, Duration patience) {
      return false;
    }
  }
}
