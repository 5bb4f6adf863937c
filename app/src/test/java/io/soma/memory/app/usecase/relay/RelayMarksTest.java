package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.testkit.fake.InMemoryTransport;
import org.junit.jupiter.api.Test;

/** What the relay may call sent. */
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

  @Test
  void sentIsNotConfirmedAndNewWritesStayBehind() {
    rig.remember("key", "one");
    rig.relay();
    rig.refresh();

    assertThat(rig.outbox().isConfirmed(rig.outbox().events().get(0).id())).isFalse();
    assertThat(rig.health().unconfirmed(TENANT)).isEqualTo(1);
  }
}
