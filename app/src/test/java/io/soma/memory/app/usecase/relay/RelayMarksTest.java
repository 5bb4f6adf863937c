package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.fake.InMemoryTransport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that the relay may mark as sent. */
class RelayMarksTest {

  private final InMemoryTransport transport = new InMemoryTransport();
  private final Rig rig =
      new Rig(
          fakes -> binder -> binder.bind(EventPublisher.class).toInstance(transport),
          "SOMABRAIN_MEMORY_WRITE_MODE",
          "fast_ack");

  @Test
  void onlyWhatTheTransportAcknowledgedIsSent() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    rig.remember("key", "three");
    transport.interruptAfter(1);

    rig.relay();

    assertThat(rig.outbox().events())
        .extracting(event -> rig.outbox().statusOf(event.id()))
        .containsExactly(EventStatus.SENT, EventStatus.PENDING, EventStatus.PENDING);

    transport.resume();
    rig.relay();

    assertThat(transport.published(TENANT)).hasSize(3);
    assertThat(rig.outbox().events())
        .extracting(event -> rig.outbox().statusOf(event.id()))
        .containsOnly(EventStatus.SENT);
  }

  /** Such as one to a far region, that stops with the memory service there. */
  @Test
  void aTransportThatNeedsTheMemoryServiceAndOnlyTakesEventsHasThemMarked() {
    Rig needy =
        new Rig(
            fakes -> binder -> binder.bind(EventPublisher.class).toInstance(new Needy(transport)),
            "SOMABRAIN_MEMORY_WRITE_MODE",
            "fast_ack");
    needy.remember("key", "one");

    needy.relay();
    needy.relay();

    assertThat(transport.published(TENANT)).hasSize(1);
    assertThat(needy.outbox().statusOf(needy.outbox().events().get(0).id()))
        .isEqualTo(EventStatus.SENT);
  }

  private record Needy(EventPublisher taking) implements EventPublisher {

    @Override
    public Published publish(TenantId tenant, List<OutboxEvent> events) {
      return taking.publish(tenant, events);
    }

    @Override
    public boolean needsMemoryService() {
      return true;
    }
  }

  @Test
  void sentIsNotConfirmedAndNewWritesStayBehind() {
    rig.remember("key", "one");
    rig.relay();
    rig.refresh();

    assertThat(rig.outbox().isConfirmed(rig.outbox().events().get(0).id())).isFalse();
    assertThat(rig.health().unconfirmed(TENANT)).isEqualTo(1);
  }
}
